# Sourced by scripts/run and scripts/test: goes to the root of the clone, makes ready what the build needs,
# and can install PostgreSQL and Node.js where they are missing. What it has to say goes to stderr.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# No build process may outlive the script: it would keep the pipe open that somebody reads the script's output from.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true

# The SDK and NuGet keep packages and settings in the home directory, which a container's user may not have.
use_home() {
  if [[ -n ${HOME:-} && -d $HOME && -w $HOME ]]; then return; fi
  local config="${HOME:-}/.nuget/NuGet/NuGet.Config"
  export HOME="$PWD/artifacts/home"
  mkdir -p "$HOME/.nuget/NuGet"
  if [[ -r $config ]]; then cp "$config" "$HOME/.nuget/NuGet/NuGet.Config"; fi
}

find_dotnet() {
  local directory
  if ! command -v dotnet >/dev/null; then
    for directory in "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
      if [[ -x $directory/dotnet ]]; then export PATH="$directory:$PATH"; break; fi
    done
  fi
  dotnet --version >/dev/null 2>&1 || die "The .NET SDK 10.0.4xx is missing: install it from https://dotnet.microsoft.com/download/dotnet/10.0 (global.json names the version)."
}

# The places and the oldest version are those of PostgresPrograms.cs.
has_postgres() {
  local program
  for program in "$(command -v postgres || true)" "$(pg_config --bindir 2>/dev/null || true)/postgres" \
      /usr/lib/postgresql/*/bin/postgres /usr/pgsql-*/bin/postgres \
      /opt/homebrew/opt/postgresql@*/bin/postgres /usr/local/opt/postgresql@*/bin/postgres /usr/local/pgsql/bin/postgres; do
    if [[ -x $program && $("$program" --version) =~ \(PostgreSQL\)\ ([0-9]+) && ${BASH_REMATCH[1]} -ge 14 ]]; then return; fi
  done
  return 1
}

# For the schema check of the Kubernetes manifests.
install_npm() {
  if command -v npm >/dev/null; then return; fi
  local as_root=()
  if ! command -v apt-get >/dev/null || { [[ $(id -u) -ne 0 ]] && ! command -v sudo >/dev/null; }; then
    die "Node.js with npm is missing: install it with this system's package manager."
  fi
  if [[ $(id -u) -ne 0 ]]; then as_root=(sudo); fi

  say "Installing Node.js and npm with apt-get (once, takes a minute)"
  mkdir -p artifacts
  "${as_root[@]}" sh -c '
    export DEBIAN_FRONTEND=noninteractive
    apt-get update && apt-get install -y --no-install-recommends nodejs || exit 1
    # Debian has npm in a package of its own; others bring it with Node.js, and the two would be in conflict.
    command -v npm >/dev/null || apt-get install -y --no-install-recommends npm' </dev/null >artifacts/apt-npm.log 2>&1 ||
    { tail -n 20 artifacts/apt-npm.log >&2; die "Node.js could not be installed (whole output: artifacts/apt-npm.log)."; }
}

# How to become root to install something, into the caller's as_root; ends when there is no way.
find_root() { # WHAT PACKAGE
  if [[ $(id -u) -eq 0 ]]; then return; fi
  command -v sudo >/dev/null || die "$1 is missing: run 'apt-get install $2' as root."
  as_root=(sudo)
}

install_postgres() {
  if has_postgres; then return; fi
  local as_root=()
  if ! command -v apt-get >/dev/null; then
    die "PostgreSQL 14 or newer is missing: install the server with this system's package manager."
  fi
  find_root PostgreSQL postgresql

  say "Installing PostgreSQL with apt-get (once, takes a minute)"
  mkdir -p artifacts
  # The programs are all we need: keep the package from starting a server of its own on port 5432.
  "${as_root[@]}" sh -c '
    set -e
    export DEBIAN_FRONTEND=noninteractive
    settings=/etc/postgresql-common/createcluster.d
    mkdir -p $settings
    echo "create_main_cluster = false" > $settings/altcraft-accounts.conf
    trap "rm -f $settings/altcraft-accounts.conf" EXIT
    apt-get update
    apt-get install -y --no-install-recommends postgresql' </dev/null >artifacts/apt.log 2>&1 ||
    { tail -n 20 artifacts/apt.log >&2; die "PostgreSQL could not be installed (whole output: artifacts/apt.log)."; }
  has_postgres || die "apt-get installed PostgreSQL, but no version from 14 on: add https://wiki.postgresql.org/wiki/Apt and try again."
}

# Installs a program that is missing. Its package may bring a service: that one must not start, here it is a program only.
install_program() { # PROGRAM PACKAGE
  export PATH="$PATH:/usr/sbin"
  if command -v "$1" >/dev/null; then return; fi
  command -v apt-get >/dev/null || die "$1 is missing: install it with this system's package manager."
  local as_root=()
  find_root "$1" "$2"

  say "Installing $1 with apt-get (once)"
  mkdir -p artifacts
  "${as_root[@]}" sh -c '
    set -e
    export DEBIAN_FRONTEND=noninteractive
    policy=/usr/sbin/policy-rc.d
    if [ ! -e $policy ]; then
      printf "#!/bin/sh\nexit 101\n" >$policy
      chmod 755 $policy
      trap "rm -f $policy" EXIT
    fi
    apt-get update
    apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$1"' sh "$2" </dev/null >artifacts/apt.log 2>&1 ||
    { tail -n 20 artifacts/apt.log >&2; die "$1 could not be installed (whole output: artifacts/apt.log)."; }
}

# For the panel's tests, which look for the same programs (Chromium.cs).
install_browser() {
  local program
  for program in chromium-headless-shell chromium chromium-browser google-chrome; do
    if [[ -x /usr/bin/$program ]]; then return; fi
  done
  # Ubuntu has Chromium as a snap only, which has none of these programs.
  (install_program chromium-headless-shell chromium-headless-shell) || die "A browser is missing: install Chromium or Google Chrome, so that /usr/bin/chromium or /usr/bin/google-chrome exists."
}

# Runs a command without its noise, unless it fails, and says every 15 seconds that it still runs. $1 is a word for the log file.
quietly() {
  local name=$1 log="artifacts/$1.log" began=$SECONDS code
  shift
  mkdir -p artifacts
  # The end of the pipe waits for the exit code: no process is left that would sleep on after the command.
  { code=0; "$@" </dev/null >"$log" 2>&1 || code=$?; echo "$code"; } | {
    until read -rt 15 code; do
      # No exit code will come when the pipe has ended: the command's shell was killed.
      [[ $? -gt 128 ]] || exit 1
      say "  $name: still running after $((SECONDS - began)) s"
    done
    exit "$code"
  } || { cat "$log" >&2; return 1; }
}

use_home
find_dotnet
