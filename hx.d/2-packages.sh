# What must be on the machine. As root it is installed from Debian, without any system server being started.

# Seconds that another program's installing is waited for.
APT_PATIENCE=${HX_APT_PATIENCE:-600}

postgres_bin() { local found; found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1); echo "${found:-/nonexistent}"; }
rabbitmq_sbin() { local found; found=$(ls -d /usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin 2>/dev/null | sort -V | tail -1); echo "${found:-/nonexistent}"; }

missing_programs() {
  if [ "$PRIVATE_POSTGRES" -eq 1 ]; then [ -x "$(postgres_bin)/initdb" ] || echo postgresql-15
  else command -v psql >/dev/null || echo postgresql-client; fi
  [ "$PRIVATE_RABBITMQ" -eq 0 ] || [ -x "$(rabbitmq_sbin)/rabbitmq-server" ] || echo rabbitmq-server
  command -v curl >/dev/null || echo curl
  command -v setpriv >/dev/null || echo util-linux
  ls /usr/lib/*/libicuuc.so.* >/dev/null 2>&1 || echo libicu72
  [ -e /usr/share/zoneinfo/UTC ] || echo tzdata
  [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
  case ${1:-} in tests|slow-tests) command -v hledger >/dev/null || echo hledger ;; esac
  if [ "${1:-}" = slow-tests ]; then command -v soffice >/dev/null || echo libreoffice-calc-nogui; fi
  # The slow proofs sign in by the certified oidc-provider, which npm installs.
  if [ "${1:-}" = slow-tests ]; then command -v node >/dev/null || echo nodejs; command -v npm >/dev/null || echo npm; fi
  # The slow proofs look at pages in a real browser.
  if [ "${1:-}" = slow-tests ]; then command -v chromium >/dev/null || echo chromium; fi
}

require_programs() {
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing (the program 'dotnet' is not on the PATH)"
  local missing; mapfile -t missing < <(missing_programs "${1:-}")
  [ ${#missing[@]} -eq 0 ] && return
  local install="apt-get install -y --no-install-recommends ${missing[*]}"
  [ "$(id -u)" -eq 0 ] || fail "missing: ${missing[*]}. As root: $install"
  command -v apt-get >/dev/null || fail "missing: ${missing[*]}, and there is no apt-get to install them with"
  say "Installing from Debian: ${missing[*]}"
  install_quietly "${missing[@]}" || fail "could not install ${missing[*]}: see $STATE/logs/apt.log"
}

# Debian starts a server as soon as it is installed; ours are private, so the packages' own stay off.
install_quietly() (
  log="$STATE/logs/apt.log" policy=/usr/sbin/policy-rc.d clusters=/etc/postgresql-common/createcluster.conf
  made_policy=0
  if [ ! -e "$policy" ]; then printf '#!/bin/sh\nexit 101\n' > "$policy"; chmod +x "$policy"; made_policy=1; fi
  trap '[ $made_policy -eq 0 ] || rm -f "$policy"' EXIT
  if [ ! -e "$clusters" ]; then mkdir -p "$(dirname "$clusters")"; echo 'create_main_cluster = false' > "$clusters"; fi
  export DEBIAN_FRONTEND=noninteractive
  : > "$log"
  apt_in_turn update || exit 1
  apt_in_turn install -y --no-install-recommends -o Dpkg::Options::=--force-confold "$@"
)

# Somebody else may be installing: their lock is waited for. apt itself waits for dpkg's lock, and not for that of its lists.
apt_in_turn() {
  local end=$((SECONDS + APT_PATIENCE)) said="$log.part"
  until apt-get -o DPkg::Lock::Timeout="$APT_PATIENCE" "$@" >"$said" 2>&1; do
    cat "$said" >> "$log"
    grep -q 'Could not get lock' "$said" && [ $SECONDS -lt $end ] || return 1
    sleep 2
  done
  cat "$said" >> "$log"; rm -f "$said"
}
