# Directus as a peer: it brings its own Node.js, makes tables of its own, and is told of the table through its API.
# Sourced by scripts/bench.

build_directus() {
  local tool
  for tool in npm g++ make python3; do
    command -v "$tool" >/dev/null || fail "$tool is needed for directus (or leave it out with --peers)"
  done
  note "installing directus (about two minutes)"
  cp -r "$root/bench/peers/directus" "$work/bin/directus"
  mkdir "$work/bin/directus/"{uploads,extensions} # it warns when they are missing
  # Of the native modules that it loads at its start, one does not come compiled. The headers come with the program, which is also
  # the first node that node-gyp finds.
  (
    cd "$work/bin/directus" && npm ci --no-audit --no-fund --ignore-scripts && node=$(realpath node_modules/.bin/node) \
      && PATH=$PWD/node_modules/.bin:$PATH node-gyp rebuild --release -j max --directory node_modules/isolated-vm \
        --nodedir "${node%/bin/node}"
  ) >"$work/build-directus.log" 2>&1 || fail "installing directus failed" "$work/build-directus.log"
}

# directus_command URL COMMAND: sets directus_run, to be run in its directory. One process, as shipped but for what would refuse or log
# requests. Its own cli.js looks for a newer version first; this is the program behind it.
directus_command() {
  directus_run=(env NODE_ENV=production HOST=127.0.0.1 PORT="${1##*:}" PUBLIC_URL="$1" SECRET="$directus_secret"
    ADMIN_EMAIL=bench@example.com ADMIN_PASSWORD="$directus_secret" ADMIN_TOKEN="$token"
    DB_CLIENT=pg DB_HOST=127.0.0.1 DB_PORT="$PGPORT" DB_USER="$PGUSER" DB_PASSWORD="$PGPASSWORD"
    DB_DATABASE="$(database_of directus)" DB_POOL__MAX="$peer_pool" LOG_LEVEL=warn TELEMETRY=false PRESSURE_LIMITER_ENABLED=false
    RATE_LIMITER_ENABLED=false CACHE_ENABLED=false SERVE_APP=false EMAIL_VERIFY_SETUP=false
    node_modules/.bin/node node_modules/@directus/api/dist/cli/run.js "$2")
}

# Its tables and its user are made at once; the table becomes a collection by a request.
prepare_directus() {
  make_database directus
  directus_secret=$(openssl rand -hex 32)
  directus_command "http://127.0.0.1:$port_base" bootstrap
  ( cd "$work/bin/directus" && timeout -k 5 120 "${directus_run[@]}" ) >"$work/directus-bootstrap.log" 2>&1 \
    || fail "directus did not make its tables" "$work/directus-bootstrap.log"
  start_peer directus
  wait_for_peer directus
  ( cd "$work/bin/directus" && timeout 30 node_modules/.bin/node register.js "http://127.0.0.1:${peer_port[directus]}" "$token" ) \
    >"$work/directus-register.log" 2>&1 || fail "directus did not take the table" "$work/directus-register.log"
  stop_peer directus
  reset_tables directus
}
