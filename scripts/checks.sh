# Sourced by the benchmarks and checks in this directory: options, a temporary directory, and an end that leaves nothing behind.
# Defines functions only; set_up goes to the root of the clone and finds the SDK.

began=$SECONDS
note() { printf '%4ds  %s\n' "$((SECONDS - began))" "$*" >&2; }
fail() { # MESSAGE [LOG]
  echo "$(basename "$0"): $1" >&2
  if [[ -n ${2:-} && -f $2 ]]; then tail -n 25 "$2" >&2; fi
  exit 1
}

# --some-option sets some_option: a flag to "yes", another option to the value behind it. --ours-arg is added to ours_args.
# Directories become absolute. The script's function "usage" prints the help.
parse_options() { # FLAGS OPTIONS ARGUMENTS…
  local name flags=" $1 " options=" $2 "
  ours_args=()
  shift 2
  while (($#)); do
    name=${1#--}
    if [[ $1 == --help || $1 == -h ]]; then
      usage
      exit
    elif [[ $1 == --* && $flags == *" $name "* ]]; then
      declare -g "${name//-/_}=yes"
    elif [[ $1 == --* && $options == *" $name "* ]]; then
      (($# > 1)) || { echo "$1 needs a value" >&2; exit 2; }
      case $name in
        ours-arg) ours_args+=("$2") ;;
        *-dir) declare -g "${name//-/_}=$(cd "$2" && pwd)" ;;
        *) declare -g "${name//-/_}=$2" ;;
      esac
      shift
    else
      echo "unknown option $1; see --help" >&2
      exit 2
    fi
    shift
  done
}

# Goes to the root of the clone, installs PostgreSQL and the programs named where they are missing, and makes $work.
set_up() { # [PROGRAM…]
  local lib program
  # shellcheck source=scripts/setup.sh
  source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
  root=$PWD
  install_postgres
  for program in "$@"; do install_program "$program" "$program"; done
  for lib in postgres peers cells what users; do
    # shellcheck source=/dev/null
    source "$root/bench/lib/$lib.sh"
  done
  token=$(new_token)
  work=$(mktemp -d "${TMPDIR:-/tmp}/altcraft-$(basename "$0").XXXXXX")
  # PostgreSQL runs as another user when the script is root's.
  chmod 755 "$work"
  mkdir "$work/bin"
  trap leave EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

started=()
leave() {
  local code=$? i peer
  trap - EXIT
  trap '' INT TERM
  # Tells the loops of this check to end.
  touch "$work/done"
  # The last one first.
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do stop "${started[i]}" || true; done
  for peer in "${!peer_pid[@]}"; do stop_peer "$peer"; done
  if declare -F clean_up >/dev/null; then clean_up || true; fi
  stop_postgres
  if [[ ${keep:-no} == yes ]]; then echo "kept: $work" >&2; else rm -rf --one-file-system "$work"; fi
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

new_token() { echo "aat_$(openssl rand 32 | openssl base64 -A | tr '+/' '-_' | tr -d '=')"; }

free_port() {
  local port
  while port=$((20000 + RANDOM % 12000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

# Into $work/bin: nothing there is left from an earlier state of the sources.
publish() { # PROJECT NAME [SOURCES]
  note "building $2"
  (cd "${3:-$root}" && dotnet publish "$1" -c Release -o "$work/bin/$2" -p:RestoreLockedMode=true --disable-build-servers -v quiet -nologo) \
    </dev/null >"$work/build-$2.log" 2>&1 || fail "the build of $2 failed" "$work/build-$2.log"
}

status_of() { curl -s -o /dev/null -w '%{http_code}' --max-time 5 "$1"; } # URL

await_status() { # URL STATUS [LOG]
  local until=$((SECONDS + 300))
  while [[ $SECONDS -lt $until ]]; do
    if [[ $(status_of "$1") == "$2" ]]; then return; fi
    sleep 0.1
  done
  fail "$1 does not answer $2" "${3:-}"
}

post() { # URL PATH BODY [curl arguments]
  curl -sS --max-time 30 "$1/api/v1.1/admin/$2" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d "$3" "${@:4}"
}

# One published service ("ours") and the load generator, on a PostgreSQL of their own with so many accounts: sets url, first_id, last_id.
start_ours() { # ACCOUNTS
  peers=(ours)
  # Every connection is two open files on this machine, one on each side.
  ulimit -n "$(ulimit -Hn)"
  build_peers
  note "PostgreSQL and the service"
  start_postgres
  prepare_ours
  make_accounts ours "$1"
  start_peer ours
  wait_for_peer ours
  url=http://127.0.0.1:${peer_port[ours]}
}

# The load generator's clients on the service of start_ours.
run_load() { # MODE CLIENTS SECONDS [ARGUMENTS]
  "$load_generator" run --url "$url" --token "$token" --mode "$1" --clients "$2" --seconds "$3" --first-id "$first_id" --last-id "$last_id" "${@:4}"
}
