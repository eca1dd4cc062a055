# The private PostgreSQL cluster and RabbitMQ node of this checkout: on loopback, own ports, own passwords.

run_postgres() {
  keep_only PATH LANG HX_STATE
  exec_as postgres "$(postgres_bin)/postgres" -D "$(data_folder)/postgres" -p "$POSTGRES_PORT" -h 127.0.0.1 -k '' \
    -c max_connections=200 -c shared_buffers=256MB -c max_wal_size=2GB -c log_min_messages=warning -c log_error_verbosity=terse
}

exec_as() {
  local user=$1; shift
  cd /
  if [ "$(id -u)" -eq 0 ]; then exec setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$@"; else exec "$@"; fi
}

run_epmd() { keep_only PATH LANG HX_STATE; exec_as rabbitmq epmd -address 127.0.0.1 -port "$EPMD_PORT"; }

run_rabbitmq() {
  local folder; folder=$(data_folder)/rabbitmq
  # A node that was killed leaves its pid behind.
  rm -f "$folder/pid"
  # Without busy waiting: Erlang's schedulers would spin on cores that the services and PostgreSQL need.
  exec_as rabbitmq env -i PATH="$PATH" LANG=C.UTF-8 HOME="$folder" \
    ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT="$EPMD_PORT" \
    RABBITMQ_CONF_ENV_FILE="$folder/empty" RABBITMQ_NODENAME="hourexchange$OFFSET@localhost" \
    RABBITMQ_MNESIA_BASE="$folder/data" RABBITMQ_LOG_BASE="$folder/log" RABBITMQ_PID_FILE="$folder/pid" \
    RABBITMQ_CONFIG_FILE="$folder/rabbitmq.conf" RABBITMQ_ENABLED_PLUGINS_FILE="$folder/enabled_plugins" \
    RABBITMQ_DIST_PORT="$RABBITMQ_DIST_PORT" \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}' \
    "$(rabbitmq_sbin)/rabbitmq-server"
}

prepare_postgres() {
  local folder; folder=$(data_folder)/postgres
  [ ! -e "$folder/PG_VERSION" ] || return 0
  mkdir -p "$folder"; [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
  local password_file; password_file=$(mktemp)
  printf '%s' "$POSTGRES_ADMIN_PASSWORD" > "$password_file"
  [ "$(id -u)" -ne 0 ] || chown postgres "$password_file"
  (cd / && as_user postgres "$(postgres_bin)/initdb" -D "$folder" -U admin --pwfile="$password_file" -A scram-sha-256 \
    -E UTF8 --locale=C.UTF-8 --no-sync) >"$STATE/logs/initdb.log" 2>&1 \
    || { rm -f "$password_file"; fail "PostgreSQL could not create its cluster: see $STATE/logs/initdb.log"; }
  rm -f "$password_file"
}

prepare_rabbitmq() {
  local folder; folder=$(data_folder)/rabbitmq
  mkdir -p "$folder/data" "$folder/log"
  : > "$folder/empty"
  echo '[rabbitmq_management].' > "$folder/enabled_plugins"
  (umask 077; cat > "$folder/rabbitmq.conf") <<EOT
listeners.tcp.1 = 127.0.0.1:$RABBITMQ_PORT
management.tcp.ip = 127.0.0.1
management.tcp.port = $RABBITMQ_HTTP_PORT
default_user = admin
default_pass = $RABBITMQ_ADMIN_PASSWORD
vm_memory_high_watermark.absolute = 2GB
disk_free_limit.absolute = 200MB
EOT
  # Who knows it runs what he likes in the node. Erlang's own is made from the clock.
  [ -s "$folder/.erlang.cookie" ] || (umask 077; od -An -N32 -tx1 /dev/urandom | tr -d ' \n' > "$folder/.erlang.cookie"; chmod 400 "$folder/.erlang.cookie")
  [ "$(id -u)" -ne 0 ] || chown -R rabbitmq "$folder"
}

postgres_answers() { psql "$(psql_url "$(admin_user)" postgres)" -Atqc 'select 1'; }
rabbitmq_answers() { broker_api overview && port_open "$(broker_host)" "$(broker_port)"; }
# The password on curl's standard input, not on its command line.
broker_api() { curl -fsS -m 2 -K - "$HX_RABBITMQ_HTTP/api/$1" <<<"user = \"$(broker_credentials)\""; }
admin_user() { local rest=${HX_POSTGRES#*://}; rest=${rest%@*}; echo "${rest%%:*}"; }
broker_credentials() { local rest=${HX_RABBITMQ#amqp://}; echo "${rest%@*}"; }
broker_address() { local rest=${HX_RABBITMQ##*@}; rest=${rest#amqp://}; echo "${rest%%/*}"; }
broker_host() { local address; address=$(broker_address); echo "${address%%:*}"; }
broker_port() { local address; address=$(broker_address); case $address in *:*) echo "${address##*:}" ;; *) echo 5672 ;; esac; }

# Whatever is in the way is said before anything is started.
start_servers() {
  if [ $PRIVATE_POSTGRES -eq 1 ]; then own_port postgres "$POSTGRES_PORT"
  else postgres_answers >/dev/null 2>&1 || fail "no PostgreSQL answers at the address in HX_POSTGRES"; fi
  if [ $PRIVATE_RABBITMQ -eq 1 ]; then
    own_port rabbitmq "$RABBITMQ_PORT"; own_port rabbitmq "$RABBITMQ_HTTP_PORT"; own_port epmd "$EPMD_PORT"
  else
    rabbitmq_answers >/dev/null 2>&1 || fail "no RabbitMQ with its management API answers at HX_RABBITMQ and $HX_RABBITMQ_HTTP"
  fi

  if [ $PRIVATE_POSTGRES -eq 1 ]; then prepare_postgres; start_supervised postgres; fi
  if [ $PRIVATE_RABBITMQ -eq 1 ]; then
    prepare_rabbitmq; start_supervised epmd
    wait_until 10 "epmd did not answer on port $EPMD_PORT" port_open 127.0.0.1 "$EPMD_PORT"
    start_supervised rabbitmq
  fi
}

await_servers() {
  wait_until 60 "PostgreSQL did not answer (log: $STATE/logs/postgres.log)" postgres_answers
  wait_until 90 "RabbitMQ did not answer (log: $STATE/logs/rabbitmq.log)" rabbitmq_answers
}

own_port() {
  running_pid "$1.loop" >/dev/null && return
  ! port_open 127.0.0.1 "$2" || fail "port $2, which $1 needs, is taken by another program (HX_PORT_OFFSET moves all ports)"
}

stop_servers() { stop_supervised rabbitmq; stop_supervised epmd; stop_supervised postgres; }

purge_data() {
  local folder; folder=$(data_folder)
  rm -rf "$folder/postgres" "$folder/rabbitmq"
  [ "$folder" = "$STATE" ] || rm -rf "$folder"
}
