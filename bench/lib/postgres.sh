# PostgreSQL for benchmarks and checks: new clusters in the temporary directory, loopback only, durable as by default.
# Sourced by scripts/checks.sh.

pg_bin=
pg_owner=()
# What runs beside the clusters reads its own settings only.
without_pg_variables=(env -u PGHOST -u PGPORT -u PGUSER -u PGPASSWORD -u PGOPTIONS)

find_postgres() {
  local candidate
  for candidate in "${PG_BIN:-}" $(compgen -G '/usr/lib/postgresql/*/bin' | sort -rV) "$(dirname "$(command -v initdb || echo /none/initdb)")"; do
    if [[ -n $candidate && -x $candidate/initdb && -x $candidate/pgbench ]]; then
      pg_bin=$candidate
      return
    fi
  done
  fail "no PostgreSQL programs (initdb, pgbench) found; install PostgreSQL or set PG_BIN"
}

# The cluster started last is the one that psql and its relatives find.
start_postgres() { # [NAME]
  local home=$work/${1:-pg}
  find_postgres
  if [[ $EUID -eq 0 ]]; then
    local user=nobody
    getent passwd postgres >/dev/null && user=postgres
    pg_owner=(setpriv --reuid "$(id -u "$user")" --regid "$(id -g "$user")" --clear-groups)
    install -d -m 700 -o "$user" -g "$(id -g "$user")" "$home"
  else
    install -d -m 700 "$home"
  fi

  export PGHOST=127.0.0.1 PGPORT PGUSER=bench PGPASSWORD PGOPTIONS="-c client_min_messages=warning -c statement_timeout=600s"
  PGPORT=$(free_port)
  PGPASSWORD=$(openssl rand -hex 16)
  # A password, because other users of the machine reach the loopback interface too.
  "${pg_owner[@]}" sh -c 'umask 077; cat >"$1"' sh "$home/password" <<<"$PGPASSWORD"
  ( cd "$home" && "${pg_owner[@]}" "$pg_bin/initdb" -D "$home/data" -U "$PGUSER" -E UTF8 --locale=C.UTF-8 \
    -A scram-sha-256 --pwfile="$home/password" >"$work/initdb.log" 2>&1 ) || fail "initdb failed" "$work/initdb.log"
  # Durability is as by default and said aloud. Checkpoints and vacuum come between the cells, the same for each, and not
  # by chance within one.
  "${pg_owner[@]}" tee -a "$home/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
port = $PGPORT
unix_socket_directories = ''
max_connections = 700
shared_buffers = '512MB'
fsync = on
synchronous_commit = on
full_page_writes = on
max_wal_size = '16GB'
checkpoint_timeout = '1h'
autovacuum = off
CONF
  ( cd "$home" && "${pg_owner[@]}" "$pg_bin/pg_ctl" -D "$home/data" -l "$home/log" -w -t 30 start >/dev/null ) \
    || fail "PostgreSQL did not start" "$home/log"
}

stop_postgres() {
  local pid_file
  for pid_file in "$work"/*/data/postmaster.pid; do
    [[ -s $pid_file ]] || continue
    ( cd "$work" && "${pg_owner[@]}" "$pg_bin/pg_ctl" -D "$(dirname "$pid_file")" -m immediate -w -t 20 stop >/dev/null 2>&1 ) || true
  done
}

# sql DATABASE [psql arguments]: quiet, stops at the first error, prints bare rows.
sql() {
  local database=$1
  shift
  "$pg_bin/psql" -X -q -A -t -v ON_ERROR_STOP=1 -d "$database" "$@"
}

# The migrations of the product, in order.
migrations() { find "$root/Altcraft.Accounts.Infrastructure" \( -name bin -o -name obj \) -prune -o -path '*/Migrations/*' -name '[0-9]*.sql' -print | LC_ALL=C sort; }

# The product's schema and the rows that the requests refer to; every peer's database is a copy.
make_template() {
  local migration
  sql postgres -c 'create database bench_template'
  for migration in $(migrations); do
    sql bench_template -1 -f "$migration" || fail "$(basename "$migration") failed"
  done
  sql bench_template -1 -f "$root/bench/sql/seed.sql" >/dev/null
  sql bench_template -v token="$token" >/dev/null <<'SQL'
insert into tokens (name, prefix, hash, scopes) values ('bench', left(:'token', 8), sha256(convert_to(:'token', 'UTF8')), '{*}');
SQL
}

database_of() { echo "bench_${1//-/_}"; }

make_database() { sql postgres -c "create database $(database_of "$1") template bench_template"; }
