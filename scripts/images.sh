# Sourced by scripts/image-check, scripts/compose-check and scripts/systemd-check after checks.sh: what base images and systems are made of
# where no registry answers, and the README's commands.

# What debootstrap needs to know of this machine; sets release, mirror and icu.
find_release() {
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  # shellcheck disable=SC2016
  mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' | awk -v release="$release" '$2 == release { print $1; exit }')
  icu=$(apt-cache search --names-only '^libicu[0-9]+$' | sort -V | tail -n 1 | cut -d ' ' -f 1)
  [[ -n $mirror && -n $icu ]] || fail "apt knows no mirror of \"$release\" with ICU: apt-get update"
}

bootstrap() { # DIRECTORY PACKAGES, divided by commas
  http_proxy=${http_proxy:-$(apt-config shell p Acquire::http::Proxy | sed -n "s/^p='\(.*\)'$/\1/p")} \
    debootstrap --variant=minbase --include="$2" "$release" "$1" "$mirror" >"$work/debootstrap.log" 2>&1 ||
    fail "debootstrap failed" "$work/debootstrap.log"
  rm -rf "$1"/usr/share/{doc,info,locale,man} "$1"/var/lib/apt/lists/*
}

# A minimal system of this machine's release with certificates, what .NET needs, and more packages; sets release and icu.
make_system() { # DIRECTORY [PACKAGE…]
  local mirror packages
  find_release
  packages=$(printf ',%s' "${@:2}")
  note "base images: $release, $icu, .NET $(dotnet --version)"
  bootstrap "$1" "ca-certificates,$icu,libssl3,libstdc++6,zlib1g${packages%,}"
  rm -rf "$1"/var/cache/apt/*
}

# What a restore needs to know on this machine: its sources, and whom it trusts.
trust_as_here() { # DIRECTORY
  local config="$HOME/.nuget/NuGet/NuGet.Config"
  install -D -m 644 "${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}" "$1/etc/ssl/certs/ca-certificates.crt"
  if [[ -r $config ]]; then install -D -m 600 "$config" "$1/root/.nuget/NuGet/NuGet.Config"; fi
}
nuget_variables() { env | grep -E '^(NUGET_[A-Z_]+|VSS_NUGET_[A-Z_]+)=\S*$' || true; }

run_readme() { # ADDRESS: the answers of README's own commands
  local directory
  directory=$(mktemp -d "$work/readme.XXXXXX")
  install -D -m 600 /dev/stdin "$directory/.data/admin-token" <<<"$token"
  awk '/^```sh$/ { on = 1; text = ""; next } /^```$/ { if (on && text ~ /curl /) printf "%s\necho\n", text; on = 0; next } on { text = text $0 "\n" }' README.md |
    sed "s#http://127.0.0.1:5080#$1#; s#^curl #curl -sS --max-time 30 #" | (cd "$directory" && bash -eu)
}

# The panel's page, and a file of it whose name has a hash: compressed, and kept by browsers for ever. CURL reaches the service.
check_panel() { # ADDRESS CURL…
  local address=$1 file
  shift
  [[ $("$@" -fsS "$address/panel/accounts") == *'<base href="/panel/">'* ]] || fail "the panel's page is not served"
  file=$("$@" -fsS "$address/panel/_framework/dotnet.js" | sed -n 's/.*\(dotnet\.native\.[a-z0-9]*\.wasm\).*/\1/p' | tail -n 1)
  [[ -n $file ]] || fail "dotnet.js names no file of the panel"
  "$@" -fsS -o /dev/null -D - -H 'Accept-Encoding: br' "$address/panel/_framework/$file" >"$work/panel.headers"
  grep -qi '^content-encoding: br' "$work/panel.headers" || fail "the panel's file $file is not compressed" "$work/panel.headers"
  grep -qi '^cache-control: .*immutable' "$work/panel.headers" || fail "the panel's file $file is not kept" "$work/panel.headers"
}

# The tree as it is here, changes too, without what git ignores.
copy_sources() { # DIRECTORY
  mkdir "$1"
  git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from - --ignore-failed-read 2>/dev/null | tar --extract --directory "$1"
}
