# The users of accounts, for scripts/bench --users and --users-scale. Sourced by scripts/checks.sh.

# Adding users beside creating accounts.
bench_users() {
  local round count
  start_peer ours
  wait_for_peer ours
  for ((round = 0; round <= rounds; round++)); do
    # Round 0 warms up.
    [[ $round -eq 0 ]] && recording=no
    for count in $([[ $round -eq 0 ]] && echo 16 || echo "$clients"); do add_in_turn "$count" "$round"; done
    recording=yes
  done
  stop_peer ours
}

# Two services, one on few users and one on many, take turns. Each database has one account with so many users, and so many accounts
# with one user.
bench_users_scale() {
  local round peer seconds_scale=1.5
  local -A size=([ours]=1000 [ours-large]=$many_accounts) one=() first=() last=()
  sql postgres -c "create database $(database_of ours-large) template $(database_of ours)"
  for peer in ours ours-large; do
    note "making ${size[$peer]} users in one account, and ${size[$peer]} accounts with one user"
    make_accounts "$peer" $((size[$peer] + 1))
    one[$peer]=$first_id first[$peer]=$((first_id + 1)) last[$peer]=$last_id
    make_users "$peer"
    start_peer "$peer"
    wait_for_peer "$peer"
    pause_peer "$peer"
  done
  for ((round = 0; round <= rounds; round++)); do
    [[ $round -eq 0 ]] && recording=no
    for peer in ours ours-large; do
      resume_peer "$peer"
      list_users_at_size "$peer" "$round"
      pause_peer "$peer"
    done
    recording=yes
  done
  for ((round = 0; round <= rounds; round++)); do
    [[ $round -eq 0 ]] && recording=no
    for peer in ours ours-large; do add_at_size "$peer" "$round"; done
    recording=yes
  done
  stop_peer ours
  stop_peer ours-large
  reset_tables ours
  sql postgres -c "drop database $(database_of ours-large)"
}

# One after the other, and each round begins with another: creates, adds to one account after the other, adds to one account.
add_in_turn() { # CLIENTS ROUND
  local i kinds=(create spread one)
  for i in 0 1 2; do
    case ${kinds[(i + $2) % 3]} in
      create) create_cell ours create-json "$1" "$2" "$seconds" "$warmup" ;;
      spread) add_cell "$1" "$2" "many accounts" ;;
      one) add_cell "$1" "$2" "one account" ;;
    esac
  done
}

add_cell() { # CLIENTS ROUND "many accounts"|"one account"
  make_accounts ours "$fixed_accounts"
  local to=(--first-id "$first_id" --last-id "$last_id")
  [[ $3 == "many accounts" ]] || to=(--account "$first_id")
  resume_peer ours
  load ours add-user "$1" "$seconds" "$warmup" --label round="$2" --label case="$3" "${to[@]}"
  pause_peer ours
  verify ours verify-users.sql -v before=0
  reset_tables ours
}

# In a database with its users: those that are added stay, they are few.
add_at_size() { # PEER ROUND
  local before peer=$1
  before=$(users_in "$peer")
  resume_peer "$peer"
  load "$peer" add-user 16 "$seconds_scale" 0.5 --prefix "added-$2" --label peer=ours --label case="${size[$peer]} users, one account" \
    --label round="$2" --account "${one[$peer]}"
  pause_peer "$peer"
  verify "$peer" verify-users.sql -v before="$before"
}

users_in() { sql "$(database_of "$1")" -c 'select count(*) from account_users'; }

make_users() { # PEER
  sql "$(database_of "$1")" -v account="${one[$1]}" -v users="${size[$1]}" -v first="${first[$1]}" -v last="${last[$1]}" \
    -f "$root/bench/sql/users.sql"
}

# Pages of the users of the large account, and of an account with one user.
list_users_at_size() { # PEER ROUND
  local line name from to body peer=$1 n=${size[$1]}
  local some="user-##########" address
  address=$(sql "$(database_of "$peer")" -c "select email from account_users where account_id = ${one[$peer]} and name like 'user-%$((n / 2))'")
  while IFS='|' read -r name from to body; do
    load "$peer" "list-users" 2 "$seconds_scale" 0.5 --label peer=ours --label round="$2" --label case="$n users, $name" \
      --first-id "$from" --last-id "$to" --body "{\"account_id\":$body}"
  done <<CASES
1000 items|1|1|${one[$peer]},"limit":1000
10 items|1|1|${one[$peer]},"limit":10
10 items from the middle|$((n / 4))|$((n * 3 / 4))|${one[$peer]},"from_name":"$some","limit":10
10 items, active=false|1|$((n * 3 / 4))|${one[$peer]},"from_name":"$some","active":false,"limit":10
10 items, lang=RU|1|$((n * 3 / 4))|${one[$peer]},"from_name":"$some","lang":"RU","limit":10
500 items, lang=EN|1|1|${one[$peer]},"lang":"EN","limit":500
10 items, master, which are 10|1|1|${one[$peer]},"master":true,"limit":10
10 items, all filters, which are 7|1|1|${one[$peer]},"master":true,"active":true,"lang":"EN","limit":10
search for an address|1|1|${one[$peer]},"search":"$address","limit":10
search for nothing there|1|1|${one[$peer]},"search":"nobody.like.this","limit":10
account with one user|${first[$peer]}|${last[$peer]}|~~~~~~~~~~,"limit":1000
account with one user, search|${first[$peer]}|${last[$peer]}|~~~~~~~~~~,"search":"smith","limit":1000
CASES
  # Not a goal: the more there are, the more it finds.
  load "$peer" list-users 2 "$seconds_scale" 0.5 --label peer=ours --label round="$2" --label case="$n, one in 50 is found" \
    --first-id 1 --last-id 1 --body "{\"account_id\":${one[$peer]},\"search\":\"quincy\",\"limit\":10}"
}
