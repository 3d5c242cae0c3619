# Sourced by scripts/rolling-check and scripts/upgrade-check after checks.sh: replicas behind HAProxy, and a load that does not end.

declare -A replica_pid=() replica_port=()
loads=()

# Replaces the shell: call it in a subshell, or in the background.
run_build() { # BUILD ARGUMENTS…: on the database $connection
  cd "$work/bin/$1" || exit
  exec "${without_pg_variables[@]}" ConnectionStrings__Accounts="$connection" Bootstrap__AdminToken="$token" ./Altcraft.Accounts.Api "${@:2}" </dev/null
}

start_replica() { # NAME BUILD [ARGUMENTS]: waits until it is ready
  replica_port[$1]=${replica_port[$1]:-$(free_port)}
  run_build "$2" --urls "http://127.0.0.1:${replica_port[$1]}" "${@:3}" >>"$work/$1.log" 2>&1 &
  replica_pid[$1]=$!
  started+=($!)
  await_status "http://127.0.0.1:${replica_port[$1]}/health/ready" 200 "$work/$1.log"
}

# HAProxy with deploy/haproxy/haproxy.cfg in front of api-1 and api-2. Only its addresses are replaced, so it needs no name server, and it
# can be asked for figures.
start_proxy() { # sets entry, the port that clients connect to
  local name
  entry=$(free_port)
  admin_port=$(free_port)
  sed -E "s/ api-1:8080/ 127.0.0.1:${replica_port[api-1]}/; s/ api-2:8080/ 127.0.0.1:${replica_port[api-2]}/; s/bind :8080/bind 127.0.0.1:$entry/
    /^ *parse-resolv-conf$/d; s/^global$/&\n    stats socket ipv4@127.0.0.1:$admin_port level admin/" \
    deploy/haproxy/haproxy.cfg >"$work/haproxy.cfg"
  haproxy -db -f "$work/haproxy.cfg" </dev/null >"$work/haproxy.log" 2>&1 &
  started+=($!)
  await_status "http://127.0.0.1:$entry/health/ready" 200 "$work/haproxy.log"
  for name in api-1 api-2; do await_figure "$name" 18 UP; done
}

proxy() { # COMMAND: HAProxy's runtime API
  local answer
  exec 4<>"/dev/tcp/127.0.0.1/$admin_port"
  echo "$1" >&4
  answer=$(cat <&4)
  exec 4>&-
  echo "$answer"
}

proxy_figure() { # NAME COLUMN: of "show stat" (5 sessions now, 8 sessions ever, 18 status)
  proxy 'show stat' | awk -F, -v name="$1" -v column="$2" '$1 == "replicas" && $2 == name { print $column }'
}

await_figure() { # NAME COLUMN VALUE
  local i
  for ((i = 0; i < 600; i++)); do
    if [[ $(proxy_figure "$1" "$2") == "$3" ]]; then return; fi
    sleep 0.1
  done
  fail "the proxy's column $2 of $1 does not become $3" "$work/haproxy.log"
}

serves() { # NAME…: each of them is ready and answers more requests than before
  local name until=$((SECONDS + 30))
  declare -A before=()
  for name in "$@"; do before[$name]=$(proxy_figure "$name" 8); done
  sleep 3
  for name in "$@"; do
    [[ $(status_of "http://127.0.0.1:${replica_port[$name]}/health/ready") == 200 ]] || fail "$name is not ready" "$work/$name.log"
    # Connections that are open stay where they are: on a busy machine it takes longer until new ones come.
    until [[ $(proxy_figure "$name" 8) -gt ${before[$name]} ]]; do
      ((SECONDS <= until)) || fail "$name serves nothing" "$work/$name.log"
      sleep 0.2
    done
  done
}

# Short runs one after the other: so new connections come all the time, beside those that live long.
start_loads() { # URL CLIENTS FIRST-ID LAST-ID MODE…
  local mode
  : >"$work/failures"
  for mode in "${@:5}"; do
    keep_loading "$mode" --url "$1" --clients "$2" --first-id "$3" --last-id "$4" &
    loads+=($!)
  done
}

keep_loading() { # MODE ARGUMENTS
  local run=0 code
  while [[ ! -e $work/done ]]; do
    code=0
    timeout 120 "$load_generator" run --mode "$1" --seconds 5 --warmup 0 --token "$token" --prefix "$1 $((++run))" "${@:2}" \
      >>"$work/$1.jsonl" 2>>"$work/failures" || code=$?
    if [[ $code -ne 0 ]]; then echo "$1: run $run ended with code $code" >>"$work/failures"; fi
  done
}

# Ends the loads. Sets answered and created; no request may have failed.
end_loads() {
  local errors load
  touch "$work/done"
  for load in "${loads[@]}"; do wait "$load" || true; done
  loads=()
  answered=$(sum acknowledged "$work"/*.jsonl)
  errors=$(sum errors "$work"/*.jsonl)
  created=$(sum acknowledged "$work"/create-*.jsonl)
  if [[ -s $work/failures || $errors -ne 0 ]]; then fail "$errors of $((answered + errors)) requests failed" "$work/failures"; fi
}

sum() { cat "${@:2}" | grep -oP "\"$1\":\K\d+" | awk '{ total += $1 } END { print total + 0 }'; } # FIELD FILE…

clean_up() {
  local load
  for load in "${loads[@]}"; do wait "$load" 2>/dev/null || true; done
}
