# The peers: how each is built, started, paused between its cells, and stopped. Sourced by scripts/checks.sh.

declare -gA peer_pid=() peer_port=() peer_log=()
all_peers=(r kestrel-joined fastify usual ours)

# Connections of each of the peers: of 10, 20 and 64, the number with which they were fastest at 64 clients.
peer_pool=20

limited=()

is_pgbench() { [[ $1 == r ]]; }

wants() { [[ " ${peers[*]} " == *" $1 "* ]]; }

connection_string() { # PEER [MORE]
  echo "Host=127.0.0.1;Port=$PGPORT;Username=$PGUSER;Password=$PGPASSWORD;Database=$(database_of "$1")${2:-}"
}

build_peers() {
  publish bench/LoadGenerator load-generator
  load_generator="$work/bin/load-generator/LoadGenerator"
  if wants kestrel-joined; then publish bench/peers/kestrel kestrel; fi
  if wants usual; then publish bench/peers/usual usual; fi
  if wants fastify; then
    command -v npm >/dev/null || fail "npm is needed for fastify (or leave it out with --peers)"
    note "installing fastify"
    cp -r "$root/bench/peers/fastify" "$work/bin/fastify"
    ( cd "$work/bin/fastify" && npm ci --no-audit --no-fund --ignore-scripts ) >"$work/build-fastify.log" 2>&1 \
      || fail "npm ci for fastify failed" "$work/build-fastify.log"
  fi
  if wants ours; then
    if [[ -n ${ours_dir:-} ]]; then ln -s "$ours_dir" "$work/bin/ours"; else publish Altcraft.Accounts.Api ours; fi
  fi
}

# launch PEER DIRECTORY COMMAND…: in a process group of its own, so that it is paused and stopped with its children.
launch() {
  local peer=$1 directory=$2
  shift 2
  peer_log[$peer]=$work/$peer.log
  ( cd "$directory" && exec setsid "${without_pg_variables[@]}" "$@" \
    >>"$work/$peer.log" 2>&1 </dev/null ) &
  peer_pid[$peer]=$!
  disown
}

start_peer() { # PEER [MORE ARGUMENTS]
  local peer=$1
  shift
  is_pgbench "$peer" && return
  peer_port[$peer]=${peer_port[$peer]:-$(free_port)}
  local url=http://127.0.0.1:${peer_port[$peer]}
  case $peer in
    kestrel-joined)
      launch "$peer" "$work/bin/kestrel" ./Kestrel --urls "$url" --token "$token" \
        --ConnectionStrings:Accounts="$(connection_string "$peer" ";Maximum Pool Size=$peer_pool")" ;;
    usual)
      launch "$peer" "$work/bin/usual" ./Usual --urls "$url" \
        --ConnectionStrings:Accounts="$(connection_string "$peer" ";Maximum Pool Size=$peer_pool")" ;;
    fastify)
      launch "$peer" "$work/bin/fastify" env NODE_ENV=production POOL="$peer_pool" TOKEN="$token" \
        DATABASE_URL="postgres://$PGUSER:$PGPASSWORD@127.0.0.1:$PGPORT/$(database_of "$peer")" node server.js "${peer_port[$peer]}" ;;
    ours*)
      # Logs as in production; "${limited[@]}" is what scripts/attacks limits the memory with.
      launch "$peer" "$work/bin/ours" "${limited[@]}" ./Altcraft.Accounts.Api --urls "$url" --Bootstrap:AdminToken="$token" --Logging:Json=true \
        --ConnectionStrings:Accounts="$(connection_string "$peer")" "${ours_args[@]}" "$@" ;;
  esac
}

wait_for_peer() {
  local peer=$1 tries
  is_pgbench "$peer" && return
  if [[ $peer == ours* ]]; then
    for ((tries = 0; tries < 10; tries++)); do
      if "$load_generator" first --url "http://127.0.0.1:${peer_port[$peer]}" --token "$token" --timeout 3 >/dev/null 2>"$work/first.err"
      then return; fi
      kill -0 "${peer_pid[$peer]}" 2>/dev/null || fail "$peer ended" "${peer_log[$peer]}"
    done
    cat "$work/first.err" >&2
    fail "$peer does not answer" "${peer_log[$peer]}"
  fi
  for ((tries = 0; tries < 300; tries++)); do
    kill -0 "${peer_pid[$peer]}" 2>/dev/null || fail "$peer ended" "${peer_log[$peer]}"
    if (: </dev/tcp/127.0.0.1/"${peer_port[$peer]}") 2>/dev/null; then return; fi
    sleep 0.1
  done
  fail "$peer does not listen" "${peer_log[$peer]}"
}

pause_peer() { is_pgbench "$1" || kill -STOP -- "-${peer_pid[$1]}"; }

resume_peer() { is_pgbench "$1" || kill -CONT -- "-${peer_pid[$1]}"; }

stop_peer() {
  local pid=${peer_pid[$1]:-} tries
  [[ -n $pid ]] || return 0
  unset "peer_pid[$1]"
  kill -CONT -- "-$pid" 2>/dev/null || return 0
  kill -TERM -- "-$pid" 2>/dev/null || true
  for ((tries = 0; tries < 150; tries++)); do
    kill -0 -- "-$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$pid" 2>/dev/null || true
}

# Our database is made by our own migration, at the first start; the directory's rows are there from the second on.
prepare_ours() {
  sql postgres -c "create database $(database_of ours)"
  start_peer ours
  wait_for_peer ours
  stop_peer ours
  sql "$(database_of ours)" -1 -f "$root/bench/sql/seed.sql" >/dev/null
  reset_tables ours # the first token has a journal entry
}

prepare_peers() {
  local peer
  for peer in "${peers[@]}"; do
    if [[ $peer == ours ]]; then prepare_ours; else make_database "$peer"; fi
  done
}
