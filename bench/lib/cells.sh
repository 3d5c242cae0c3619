# One cell: a peer, a mode and a number of clients, measured, checked, and cleared away. Sourced by scripts/checks.sh.

reset_tables() { sql "$(database_of "$1")" -f "$root/bench/sql/reset.sql"; }

# make_accounts PEER COUNT: sets first_id and last_id.
make_accounts() {
  sql "$(database_of "$1")" -v count="$2" -f "$root/bench/sql/accounts.sql"
  read -r first_id last_id < <(sql "$(database_of "$1")" -F ' ' -c 'select min(id), max(id) from accounts')
}

field() { sed -n "s/.*\"$1\":\([0-9.]*\).*/\1/p" <<<"$2"; }

# load PEER MODE CLIENTS SECONDS WARMUP [ARGUMENTS]: runs it, appends the line to the results, sets acknowledged.
load() {
  local peer=$1 mode=$2 clients=$3 seconds=$4 warmup=$5 line limit
  shift 5
  limit=$(awk "BEGIN { print int($seconds + $warmup + 45) }")
  if is_pgbench "$peer"; then
    rm -f "$work"/pgbench-log.*
    timeout -k 5 "$limit" "$pg_bin/pgbench" -n -M prepared -c "$clients" -j "$((clients < 2 ? 1 : 2))" -D i=0 \
      -T "$(awk "BEGIN { t = $seconds + $warmup; print (t > int(t) ? int(t) + 1 : t) }")" \
      -f "$root/bench/peers/pgbench/one-statement.sql" --log --log-prefix="$work/pgbench-log" \
      "$(database_of "$peer")" >"$work/pgbench.out" 2>&1 || fail "pgbench failed" "$work/pgbench.out"
    line=$("$load_generator" pgbench --log-prefix "$work/pgbench-log" --clients "$clients" --seconds "$seconds" --warmup "$warmup" \
      --label peer="$peer" "$@") || fail "pgbench logged nothing" "$work/pgbench.out"
  else
    line=$(timeout -k 5 "$limit" "$load_generator" run --url "http://127.0.0.1:${peer_port[$peer]}" --token "$token" --mode "$mode" \
      --clients "$clients" --seconds "$seconds" --warmup "$warmup" --label peer="$peer" "$@" 2>"$work/load.err") || {
      cat "$work/load.err" >&2
      fail "$peer: $mode with $clients clients failed" "${peer_log[$peer]}"
    }
  fi
  acknowledged=$(field acknowledged "$line")
  if [[ $recording == yes ]]; then
    echo "$line" >>"$cells"
    note "$(printf '%-15s %-12s %3s clients %9s/s  p50 %8s  p99 %8s ms  %s' "$peer" "$mode" "$clients" "$(field per_second "$line")" \
      "$(field p50_ms "$line")" "$(field p99_ms "$line")" "$(sed -n 's/.*"case":"\([^"]*\)".*/\1/p' <<<"$line")")"
  fi
}

verify() { # PEER FILE [psql arguments]
  local peer=$1 file=$2 said
  shift 2
  said=$(sql "$(database_of "$peer")" -v expected="$acknowledged" "$@" -f "$root/bench/sql/$file")
  [[ $said == ok ]] || fail "$peer stored something else than it said: $said" "${peer_log[$peer]:-}"
}

create_cell() { # PEER MODE CLIENTS ROUND SECONDS WARMUP
  resume_peer "$1"
  load "$1" "$2" "$3" "$5" "$6" --label round="$4"
  pause_peer "$1"
  verify "$1" verify.sql
  reset_tables "$1"
}

update_cell() { # PEER CLIENTS ROUND SECONDS WARMUP
  make_accounts "$1" "$fixed_accounts"
  resume_peer "$1"
  load "$1" update-json "$2" "$4" "$5" --label round="$3" --first-id "$first_id" --last-id "$last_id" --prefix "title of round $3"
  pause_peer "$1"
  verify "$1" verify-updates.sql -v accounts="$fixed_accounts"
  reset_tables "$1"
}

get_cell() { # PEER CLIENTS ROUND SECONDS WARMUP
  make_accounts "$1" "$fixed_accounts"
  resume_peer "$1"
  load "$1" get "$2" "$4" "$5" --label round="$3" --first-id "$first_id" --last-id "$last_id"
  pause_peer "$1"
  reset_tables "$1"
}
