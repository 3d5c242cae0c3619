# The peers: how each is built, started, paused between its cells, and stopped. Sourced by scripts/bench.

declare -A peer_pid=() peer_port=() peer_log=()
all_peers=(r r-separate kestrel kestrel-joined fastify fastify-2 usual usual-prepared directus ours)

# Connections of each of the peers: of 10, 20 and 64, the number with which they were fastest at 64 clients.
peer_pool=20

is_pgbench() { [[ $1 == r || $1 == r-separate ]]; }

wants() { [[ " ${peers[*]} " == *" $1 "* ]]; }

connection_string() { # PEER [MORE]
  echo "Host=127.0.0.1;Port=$PGPORT;Username=$PGUSER;Password=$PGPASSWORD;Database=$(database_of "$1")${2:-}"
}

# Programs are published into the temporary directory: nothing there is left from an earlier state of the sources.
publish() { # PROJECT NAME
  note "building $2"
  dotnet publish "$root/$1" -c Release -o "$work/bin/$2" -p:RestoreLockedMode=true --disable-build-servers -v quiet -nologo >"$work/build-$2.log" 2>&1 \
    || fail "the build of $1 failed" "$work/build-$2.log"
}

build_peers() {
  publish bench/LoadGenerator load-generator
  load_generator="$work/bin/load-generator/LoadGenerator"
  if wants kestrel || wants kestrel-joined; then publish bench/peers/kestrel kestrel; fi
  if wants usual || wants usual-prepared; then publish bench/peers/usual usual; fi
  if wants fastify || wants fastify-2; then
    command -v npm >/dev/null || fail "npm is needed for fastify (or leave it out with --peers)"
    note "installing fastify"
    cp -r "$root/bench/peers/fastify" "$work/bin/fastify"
    ( cd "$work/bin/fastify" && npm ci --no-audit --no-fund --ignore-scripts ) >"$work/build-fastify.log" 2>&1 \
      || fail "npm ci for fastify failed" "$work/build-fastify.log"
  fi
  if wants directus; then build_directus; fi
  if wants ours; then
    if [[ -n $ours_dir ]]; then ln -s "$ours_dir" "$work/bin/ours"; else publish Altcraft.Accounts.Api ours; fi
  fi
}

# launch PEER DIRECTORY COMMAND…: in a process group of its own, so that it is paused and stopped with its children.
launch() {
  local peer=$1 directory=$2
  shift 2
  peer_log[$peer]=$work/$peer.log
  ( cd "$directory" && exec setsid env -u PGHOST -u PGPORT -u PGUSER -u PGPASSWORD -u PGOPTIONS "$@" \
    >>"$work/$peer.log" 2>&1 </dev/null ) &
  peer_pid[$peer]=$!
  disown
}

start_peer() { # PEER [MORE ARGUMENTS]
  local peer=$1 connection
  shift
  is_pgbench "$peer" && return
  peer_port[$peer]=${peer_port[$peer]:-$((++last_port))}
  local url=http://127.0.0.1:${peer_port[$peer]}
  case $peer in
    kestrel*)
      connection=$(connection_string "$peer" ";Maximum Pool Size=$peer_pool")
      launch "$peer" "$work/bin/kestrel" ./Kestrel --urls "$url" --token "$token" --ConnectionStrings:Accounts="$connection" \
        --joined="$([[ $peer == kestrel-joined ]] && echo true || echo false)" ;;
    usual*)
      connection=$(connection_string "$peer" ";Maximum Pool Size=$peer_pool$([[ $peer == usual-prepared ]] && echo ";Max Auto Prepare=50")")
      launch "$peer" "$work/bin/usual" ./Usual --urls "$url" --ConnectionStrings:Accounts="$connection" ;;
    fastify*)
      launch "$peer" "$work/bin/fastify" env NODE_ENV=production POOL="$peer_pool" TOKEN="$token" \
        DATABASE_URL="postgres://$PGUSER:$PGPASSWORD@127.0.0.1:$PGPORT/$(database_of "$peer")" \
        node server.js "${peer_port[$peer]}" "$([[ $peer == fastify-2 ]] && echo 2 || echo 1)" ;;
    directus)
      directus_command "$url" start
      launch "$peer" "$work/bin/directus" "${directus_run[@]}" ;;
    ours*)
      launch "$peer" "$work/bin/ours" ./Altcraft.Accounts.Api --urls "$url" --Bootstrap:AdminToken="$token" \
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
    case $peer in
      ours) prepare_ours ;;
      directus) prepare_directus ;;
      *) make_database "$peer" ;;
    esac
  done
}
