# Where things are: folders, ports, passwords. No action here.

STATE=${HX_STATE:-$ROOT/.run}
OFFSET=${HX_PORT_OFFSET:-0}
# The sign-in provider is one of them; it takes no part in the bus.
SERVICES=(interventions ledger reporting identity)

# All below 32768: in the ephemeral range a reconnecting client can take a server's own port.
INTERVENTIONS_PORT=$((5101 + OFFSET))
LEDGER_PORT=$((5102 + OFFSET))
REPORTING_PORT=$((5103 + OFFSET))
IDENTITY_PORT=$((8081 + OFFSET))
PORTAL_PORT=$((8080 + OFFSET))
POSTGRES_PORT=$((20432 + OFFSET))
RABBITMQ_PORT=$((20672 + OFFSET))
RABBITMQ_HTTP_PORT=$((20673 + OFFSET))
RABBITMQ_DIST_PORT=$((20674 + OFFSET))
EPMD_PORT=$((20675 + OFFSET))

fail() { printf 'hx: %s\n' "$*" >&2; exit 1; }
say() { printf '%s\n' "$*"; }

# Fetch standard, port blocking: of the ports from 8080 on browsers refuse this one.
case 10080 in "$PORTAL_PORT"|"$IDENTITY_PORT") fail "browsers open no page on port 10080: choose another HX_PORT_OFFSET than $OFFSET" ;; esac

port_of() { local name=${1^^}_PORT; echo "${!name}"; }

# Passwords are made once per checkout and stay in a file only its owner can read.
load_settings() {
  mkdir -p "$STATE/pids" "$STATE/logs"
  if [ ! -s "$STATE/settings" ]; then
    # Data left by a checkout that stood here before were made with other passwords.
    purge_data
    (umask 077; : > "$STATE/settings")
  fi
  local name
  for name in POSTGRES_ADMIN RABBITMQ_ADMIN RABBITMQ_OWNER INTERVENTIONS LEDGER REPORTING IDENTITY PORTAL; do
    # A newer version of the checkout may need one more.
    grep -q "^${name}_PASSWORD=" "$STATE/settings" \
      || printf '%s_PASSWORD=%s\n' "$name" "$(od -An -N18 -tx1 /dev/urandom | tr -d ' \n')" >> "$STATE/settings"
  done
  # shellcheck disable=SC1091
  . "$STATE/settings"

  PRIVATE_POSTGRES=1 PRIVATE_RABBITMQ=1
  if [ -n "${HX_POSTGRES:-}" ]; then PRIVATE_POSTGRES=0
  else HX_POSTGRES="postgresql://admin:$POSTGRES_ADMIN_PASSWORD@127.0.0.1:$POSTGRES_PORT"; fi
  if [ -n "${HX_RABBITMQ:-}" ]; then PRIVATE_RABBITMQ=0
  else
    HX_RABBITMQ="amqp://admin:$RABBITMQ_ADMIN_PASSWORD@127.0.0.1:$RABBITMQ_PORT"
    HX_RABBITMQ_HTTP="http://127.0.0.1:$RABBITMQ_HTTP_PORT"
  fi
  if [ -z "${HX_RABBITMQ_HTTP:-}" ]; then
    local host=${HX_RABBITMQ##*@}; host=${host#amqp://}; host=${host%%/*}
    HX_RABBITMQ_HTTP="http://${host%%:*}:15672"
  fi
  keep_passwords
}

# PostgreSQL's programs read passwords from a file: everybody on the machine can read a command line.
keep_passwords() {
  local name admin=${HX_POSTGRES#*://}; admin=${admin%@*}
  (umask 077
   {
     case $admin in *:*) password_line "$(decoded "${admin%%:*}")" "$(decoded "${admin#*:}")" ;; esac
     for name in "${SERVICES[@]}"; do
       local password=${name^^}_PASSWORD
       password_line "hourexchange_$name" "${!password}"
       password_line "hourexchange_${name}_owner" "owner-${!password}"
     done
   } > "$STATE/pgpass.$$")
  mv "$STATE/pgpass.$$" "$STATE/pgpass"
  export PGPASSFILE="$STATE/pgpass"
}

password_line() { local password=${2//\\/\\\\}; printf '*:*:*:%s:%s\n' "$1" "${password//:/\\:}"; }

decoded() { printf '%b' "${1//%/\\x}"; }

# Of what this shell has exported a process gets what it needs: not the passwords of administrators and of other services.
keep_only() { # names and patterns
  local name pattern
  for name in $(compgen -e); do
    for pattern in "$@"; do
      # shellcheck disable=SC2254
      case $name in $pattern) continue 2 ;; esac
    done
    unset "$name"
  done
}

# The servers run as users without rights; where those cannot reach the checkout their data lie elsewhere.
data_folder() {
  if [ "$(id -u)" -ne 0 ] || as_user nobody test -x "$STATE"; then echo "$STATE"
  else echo "${TMPDIR:-/tmp}/hourexchange-$(printf '%s' "$STATE" | sha256sum | cut -c1-12)"; fi
}

as_user() {
  local user=$1; shift
  if [ "$(id -u)" -eq 0 ]; then setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$@"; else "$@"; fi
}

# A listening port answers a connection; one that answers before we start belongs to somebody else.
port_open() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

wait_until() {
  local seconds=$1 what=$2; shift 2
  local end=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || fail "$what within $seconds s"
    sleep 0.1
  done
}
