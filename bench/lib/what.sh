# What scripts/bench can be asked for: the comparison, scale, memory, start. Sourced by scripts/checks.sh for scripts/bench.

bench_compare() {
  local peer round count i
  note "starting the peers and warming each up for $first_warmup s"
  recording=no
  for peer in "${peers[@]}"; do
    is_pgbench "$peer" && continue
    start_peer "$peer"
    wait_for_peer "$peer"
    create_cell "$peer" create-json 16 0 "$first_warmup" 0
  done
  recording=yes

  for ((round = 1; round <= rounds; round++)); do
    note "round $round of $rounds"
    for count in $clients; do
      # Each round begins with another peer, so that none is always the first after a pause.
      for ((i = 0; i < ${#peers[@]}; i++)); do
        create_cell "${peers[(i + round - 1) % ${#peers[@]}]}" create-json "$count" "$round" "$seconds" "$warmup"
      done
    done
    if wants ours; then
      create_cell ours create-xml 16 "$round" "$seconds" "$warmup"
      update_cell ours 16 "$round" "$seconds" "$warmup"
      get_cell ours 16 "$round" "$seconds" "$warmup"
    fi
    if wants kestrel-joined; then get_cell kestrel-joined 16 "$round" "$seconds" "$warmup"; fi
  done
  for peer in "${peers[@]}"; do stop_peer "$peer"; done
}

# Two services, one on few accounts and one on many, take turns: so both sizes see the same machine.
bench_scale() {
  local round peer
  local -A size=([ours]=1000 [ours-large]=$many_accounts) first=() last=()
  sql postgres -c "create database $(database_of ours-large) template $(database_of ours)"
  for peer in ours ours-large; do
    note "making ${size[$peer]} accounts"
    make_accounts "$peer" "${size[$peer]}"
    first[$peer]=$first_id last[$peer]=$last_id
    write_terms "$peer"
    start_peer "$peer"
    wait_for_peer "$peer"
    recording=no
    read_at_size "$peer" list 3
    read_at_size "$peer" search 3 --terms "$work/terms-$peer"
    recording=yes
    pause_peer "$peer"
  done
  for ((round = 1; round <= rounds; round++)); do
    for peer in ours ours-large; do
      resume_peer "$peer"
      read_at_size "$peer" list "$seconds_scale"
      read_at_size "$peer" search "$seconds_scale" --terms "$work/terms-$peer"
      pause_peer "$peer"
    done
  done
  local kind
  for peer in ours ours-large; do
    resume_peer "$peer"
    for kind in two-words number name missing one-word; do
      load "$peer" search 2 "$seconds_scale" 0.5 --terms "$work/terms-$peer.$kind" \
        --label peer=ours --label case="${size[$peer]} accounts, $kind"
    done
    pause_peer "$peer"
  done
  for ((round = 0; round <= rounds; round++)); do
    for peer in ours ours-large; do save_at_size "$peer" 2 "$round"; done
    for peer in ours ours-large; do save_at_size "$peer" 16 "$round"; done
  done
  stop_peer ours
  stop_peer ours-large
  reset_tables ours
  sql postgres -c "drop database $(database_of ours-large)"
}

read_at_size() { # PEER MODE SECONDS [ARGUMENTS]
  local peer=$1 mode=$2 for_seconds=$3
  shift 3
  load "$peer" "$mode" 2 "$for_seconds" 0.5 --first-id "${first[$peer]}" --last-id "${last[$peer]}" \
    --label peer=ours --label case="${size[$peer]} accounts" "$@"
}

# The accounts that it makes stay: they are few beside a million, and taking them away would be another load. Round 0 warms up.
save_at_size() { # PEER CLIENTS ROUND
  local before after peer=$1
  before=$(sql "$(database_of "$peer")" -c 'select count(*) from accounts')
  [[ $3 -eq 0 ]] && recording=no
  resume_peer "$peer"
  load "$peer" create-json "$2" "$seconds_scale" 0.5 --prefix "saved $2 $3" --label peer=ours --label case="${size[$peer]} accounts"
  pause_peer "$peer"
  recording=yes
  after=$(sql "$(database_of "$peer")" -c 'select count(*) from accounts')
  [[ $after -eq $((before + acknowledged)) ]] || fail "$peer acknowledged $acknowledged creates and stored $((after - before))"
}

# Of a hundred searches 40 are for two words, 25 for a number, 20 for a name, 10 find nothing, 5 are for one common word.
write_terms() { # PEER
  local kind file=$work/terms-$1
  for kind in two-words number name missing one-word; do
    search_terms "$1" "$kind" >"$file.$kind"
  done
  { head -n 160 "$file.two-words"; head -n 100 "$file.number"; head -n 80 "$file.name"; head -n 40 "$file.missing"
   head -n 20 "$file.one-word"; } >"$file"
}

search_terms() { # PEER KIND: 200 terms from what is stored
  local term
  case $2 in
    two-words) term="split_part(title, ' ', 1) || ' ' || left(split_part(title, ' ', 2), 4)" ;;
    number) term="split_part(title, ' ', 3)" ;;
    name) term=name ;;
    missing) term="'nothing like ' || id" ;;
    one-word) term="split_part(title, ' ', 1)" ;;
  esac
  sql "$(database_of "$1")" -c "select $term from accounts where id in (
    select $first_id + (n * 7919) % ($last_id - $first_id + 1) from generate_series(1, 200) n)"
}

measure() { # NAME VALUE
  printf '{"peer":"ours","measure":"%s","value":%s}\n' "$1" "$2" >>"$cells"
  note "$1: $2"
}

resident() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/${peer_pid[ours]}/status"; }

bench_memory() {
  local part
  reset_tables ours
  start_peer ours
  wait_for_peer ours
  measure "RSS after start, MiB" "$(resident)"
  for part in 1 2; do
    load ours create-json 64 300 0 --requests "$many_saves" --prefix "memory $part" --label case="$many_saves saves, part $part"
    measure "RSS after $((part * many_saves)) saves, MiB" "$(resident)"
    verify ours verify.sql
    reset_tables ours
  done
  stop_peer ours
}

# first_answer NAME TOKEN-ARGUMENTS -- START…: from just before the process is made to the first good answer.
first_answer() {
  local answered asked started=$EPOCHREALTIME url
  peer_port[ours]=${peer_port[ours]:-$(free_port)}
  url=http://127.0.0.1:${peer_port[ours]}
  # The asker is up and asking before the clock starts.
  exec {asked}< <("$load_generator" first --url "$url" "${token_arguments[@]}" --timeout 40)
  read -r -t 20 answered <&"$asked" || fail "the load generator did not start"
  sleep 0.3
  started=${EPOCHREALTIME/[.,]/}
  "$@"
  read -r -t 60 answered <&"$asked" || fail "ours did not answer" "${peer_log[ours]}"
  exec {asked}<&-
  stop_peer ours
  start_seconds=$(awk "BEGIN { printf \"%.3f\", ($answered - $started) / 1000000 }")
}

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

start_embedded() {
  peer_log[ours]=$work/ours.log
  launch ours "$work/bin/ours" ./Altcraft.Accounts.Api --urls "http://127.0.0.1:${peer_port[ours]}" \
    --Embedded:DataDirectory="$work/embedded" --Logging:Json=true "${ours_args[@]}"
}

# The service stops its own PostgreSQL; this is for when it could not.
stop_embedded() {
  local file pid
  [[ -d $work/embedded ]] || return 0
  while IFS= read -r file; do
    pid=$(head -n 1 "$file")
    [[ $pid =~ ^[0-9]+$ ]] && kill -INT "$pid" 2>/dev/null && sleep 1
  done < <(find "$work/embedded" -name postmaster.pid)
  return 0
}

bench_start() {
  local token_arguments=(--token "$token") i times=()
  for i in 1 2 3 4 5; do
    first_answer start_peer ours
    times+=("$start_seconds")
  done
  measure "start, external database, s" "$(printf '%s\n' "${times[@]}" | median)"

  token_arguments=(--token-file "$work/embedded/admin-token")
  first_answer start_embedded
  measure "start, new embedded database, s" "$start_seconds"
  times=()
  for i in 1 2 3; do
    first_answer start_embedded
    times+=("$start_seconds")
  done
  measure "start, embedded database that exists, s" "$(printf '%s\n' "${times[@]}" | median)"
}
