# Sourced by scripts/image-check and scripts/rolling-check after setup.sh: a directory of their own, the service as a developer
# runs it, with the PostgreSQL it brings, and an end that leaves nothing behind.

began=$SECONDS
note() { printf '%4ds  %s\n' "$((SECONDS - began))" "$*" >&2; }
fail() { # MESSAGE [LOG]
  say "$(basename "$0"): $1"
  if [[ -n ${2:-} && -f $2 ]]; then tail -n 25 "$2" >&2; fi
  exit 1
}

install_packages() { # PACKAGE… (Debian, Ubuntu)
  [[ $EUID -eq 0 ]] || die "Missing: $*. As root: apt-get install $*"
  command -v apt-get >/dev/null || die "Missing: $*. Install them with this system's package manager."
  note "installing $*"
  mkdir -p artifacts
  # They may come with a service of their own, which must not start: here it is a program only.
  local policy=/usr/sbin/policy-rc.d ours=no code=0
  if [[ ! -e $policy ]]; then printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod 755 "$policy"; ours=yes; fi
  { DEBIAN_FRONTEND=noninteractive apt-get update &&
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"; } </dev/null >artifacts/apt.log 2>&1 || code=$?
  if [[ $ours == yes ]]; then rm -f "$policy"; fi
  [[ $code -eq 0 ]] || fail "apt-get failed" artifacts/apt.log
}

started=()
make_work() {
  work=$(mktemp -d "${TMPDIR:-/tmp}/altcraft-$(basename "$0").XXXXXX")
  # The PostgreSQL of a root's service runs as another user.
  chmod 755 "$work"
  trap leave EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

leave() {
  local code=$? pid
  trap - EXIT
  trap '' INT TERM
  # Tells loops of this check to end.
  touch "$work/done"
  # The last one first: the database is what was started first.
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do stop "${started[i]}" || true; done
  if declare -F clean_up >/dev/null; then clean_up || true; fi
  if [[ -n ${KEEP:-} ]]; then say "kept: $work"; else rm -rf --one-file-system "$work"; fi
  exit "$code"
}

# SIGTERM, and SIGKILL after 45 seconds. Returns the exit code of the process.
stop() { # PID
  local i
  kill -TERM "$1" 2>/dev/null || true
  for ((i = 0; i < 450; i++)); do
    kill -0 "$1" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null
}

free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

# Waits for a line in a log. Prints what follows it.
await_line() { # LOG TEXT PID
  local line until=$((SECONDS + 600))
  while [[ $SECONDS -lt $until ]]; do
    if line=$(grep -m 1 -oP "\Q$2\E\K[^;]*" "$1" 2>/dev/null); then echo "$line"; return; fi
    kill -0 "$3" 2>/dev/null || break
    sleep 0.1
  done
  fail "no \"$2\" came" "$1"
}

# The service as a developer runs it, on a new database with the example data: $developer is its address, $database the connection
# string of its PostgreSQL without the database's name.
start_developer() {
  note "the service as a developer runs it"
  scripts/run --urls http://127.0.0.1:0 --Embedded:DataDirectory="$work/developer" </dev/null >"$work/developer.log" 2>&1 &
  started+=($!)
  developer=$(await_line "$work/developer.log" "Listening on " $!)
  token=$(cat "$work/developer/admin-token")
  local pid_file
  pid_file=$(cat "$work/developer/cluster-location" 2>/dev/null || echo "$work/developer/server")/postmaster.pid
  PGPORT=$(sed -n 4p "$pid_file")
  PGPASSWORD=$(cat "$work/developer/password")
  export PGPORT PGPASSWORD PGHOST=127.0.0.1 PGUSER=accounts
  database="Host=127.0.0.1;Port=$PGPORT;Username=$PGUSER;SSL Mode=Disable;GSS Encryption Mode=Disable;Maximum Pool Size=25"
}
