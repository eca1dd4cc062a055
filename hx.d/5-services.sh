# The services, the sign-in provider and the portal: build, prepare database and broker for each, run, wait until ready.

program() { echo "$ROOT/artifacts/bin/HourExchange.$1/release/HourExchange.$1.dll"; }

project() { if [ "$1" = identity ]; then echo "$ROOT/identity"; else echo "$ROOT/services/${1^}"; fi; }

# The compiler runs once: it has no use for measuring itself to run faster later (a fifth of its time, see docs/benchmarks.md).
compile() { DOTNET_TieredPGO=0 dotnet build "$1" -c Release --nologo -v quiet "${@:2}"; }

# Built again only when a source is newer than the last build. One build at a time.
build() {
  local stamp="$ROOT/artifacts/built"
  if [ ! -e "$stamp" ] || [ -n "$(find "$ROOT" -newer "$stamp" \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.sql' -o -name '*.razor' -o -name '*.css' -o -name '*.js' -o -name '*.svg' -o -name '*.woff2' -o -name '*.resx' -o -name '*.liquid' -o -path '*/docs/openapi/*.json' \) -not -path '*/artifacts/*' -not -path '*/tests/*' -print -quit)" ]; then
    say "Building"
    mkdir -p "$ROOT/artifacts"
    compile "$ROOT/services.slnf" -p:RunAnalyzers=false >"$STATE/logs/build.log" 2>&1 \
      || { tail -20 "$STATE/logs/build.log" >&2; fail "the build failed: $STATE/logs/build.log"; }
    touch "$stamp"
  fi
}

postgres_url() { # user password database
  local rest=${HX_POSTGRES##*@}; rest=${rest#*://}
  echo "postgresql://$1:$2@${rest%%/*}/$3"
}

# For PostgreSQL's own programs, which know the passwords from a file.
psql_url() { # user database
  local rest=${HX_POSTGRES##*@}; rest=${rest#*://}
  echo "postgresql://$1@${rest%%/*}/$2"
}

broker_url() { echo "amqp://$1:$2@$(broker_address)/hourexchange"; }

# The settings of one service, as its environment.
service_settings() {
  local name=$1 password=${1^^}_PASSWORD
  local database="hourexchange_$name"
  # The day on which institutions are: nobody delivers tomorrow.
  export ASPNETCORE_ENVIRONMENT=Development DOTNET_NOLOGO=1 TZ=${HX_TIME_ZONE:-Europe/Zurich}
  ASPNETCORE_URLS="http://127.0.0.1:$(port_of "$name")"
  Database__Service=$(postgres_url "hourexchange_$name" "${!password}" "$database")
  Broker__Service=$(broker_url "hourexchange-$name" "${!password}")
  Security__DevelopmentKey="$STATE/token-key.pub"
  # A passkey needs a name: 127.0.0.1 is none.
  Security__Authority="http://localhost:$IDENTITY_PORT"
  export ASPNETCORE_URLS Database__Service Broker__Service Security__DevelopmentKey Security__Authority
  if [ "$name" = identity ]; then
    export ASPNETCORE_URLS="http://localhost:$IDENTITY_PORT" Mail__Folder="$STATE/mail"
    export Identity__Portal="http://localhost:$PORTAL_PORT" Identity__PortalSecret="$PORTAL_PASSWORD" Identity__TrialKey="trial-$PORTAL_PASSWORD"
  fi
}

# What only deployment needs: the owner's and the administrator's access.
deployment_settings() {
  local name=$1 password=${1^^}_PASSWORD
  Database__Admin=$HX_POSTGRES
  Database__Owner=$(postgres_url "hourexchange_${name}_owner" "owner-${!password}" "hourexchange_$name")
  Broker__Admin="http://$(broker_credentials)@${HX_RABBITMQ_HTTP#http://}"
  Broker__Owner=$(broker_url hourexchange-owner "$RABBITMQ_OWNER_PASSWORD")
  export Database__Admin Database__Owner Broker__Admin Broker__Owner
}

# What brings a service's database and broker to its version.
deployment_verbs() { if [ "$1" = identity ]; then echo migrate; else echo migrate topology; fi; }

deploy() { # service verbs...
  local name=$1; shift
  (service_settings "$name"; deployment_settings "$name"; dotnet "$(program "${name^}")" "$@") >>"$STATE/logs/deploy.log" 2>&1
}

# A process that asks for more fails at what it does (500), and not the machine with all that runs on it. 0: without limit.
limit_memory() {
  local megabytes=${HX_MEMORY_MB:-1024}
  [ "$megabytes" -eq 0 ] || DOTNET_GCHeapHardLimit=$(printf '0x%x' $((megabytes * 1024 * 1024)))
  [ "$megabytes" -eq 0 ] || export DOTNET_GCHeapHardLimit
}

run_interventions() { run_service interventions; }
run_ledger() { run_service ledger; }
run_reporting() { run_service reporting; }
run_identity() { run_service identity; }
run_service() {
  service_settings "$1"
  limit_memory
  keep_only PATH HOME LANG TZ TMPDIR 'DOTNET_*' 'ASPNETCORE_*' 'OTEL_*' 'Limits__*' 'Logging__*' Database__Service Broker__Service 'Security__*' 'Identity__*' 'Mail__*'
  cd "$ROOT"
  exec dotnet "$(program "${1^}")"
}

# The pages: no database, no broker, no rights of their own.
portal_settings() {
  export ASPNETCORE_ENVIRONMENT=Development DOTNET_NOLOGO=1 TZ=${HX_TIME_ZONE:-Europe/Zurich}
  # The sign-in provider sends people back to this name.
  ASPNETCORE_URLS="http://localhost:$PORTAL_PORT"
  Security__Authority="http://localhost:$IDENTITY_PORT"
  Portal__Secret="$PORTAL_PASSWORD"
  Portal__Interventions="http://127.0.0.1:$INTERVENTIONS_PORT"
  Portal__Ledger="http://127.0.0.1:$LEDGER_PORT"
  Portal__Reporting="http://127.0.0.1:$REPORTING_PORT"
  Portal__KeyFolder="$STATE/portal-keys"
  export ASPNETCORE_URLS Security__Authority Portal__Secret Portal__Interventions Portal__Ledger Portal__Reporting Portal__KeyFolder
}
run_portal() {
  portal_settings
  limit_memory
  keep_only PATH HOME LANG TZ TMPDIR 'DOTNET_*' 'ASPNETCORE_*' 'OTEL_*' 'Logging__*' Security__Authority 'Portal__*'
  cd "$ROOT"
  exec dotnet "$(program Portal)"
}

service_answers() { curl -fsS -m 2 "http://127.0.0.1:$(port_of "$1")/health/ready"; }

start_services() {
  dotnet "$(program Console)" key "$STATE/token-key"
  local name job jobs=()
  # Roles, users and the virtual host one service after the other: they share some. The rest side by side.
  for name in "${SERVICES[@]}"; do
    deploy "$name" provision || fail "$name could not be provisioned: $STATE/logs/deploy.log"
  done
  for name in "${SERVICES[@]}"; do
    # shellcheck disable=SC2046
    deploy "$name" $(deployment_verbs "$name") & jobs+=($!)
  done
  for job in "${jobs[@]}"; do wait "$job" || fail "a service could not be deployed: $STATE/logs/deploy.log"; done
  for name in "${SERVICES[@]}"; do own_port "$name" "$(port_of "$name")"; start_supervised "$name"; done
  for name in "${SERVICES[@]}"; do
    wait_until 60 "$name is not ready (log: $STATE/logs/$name.log)" service_answers "$name"
  done
}

start_portal() {
  own_port portal "$PORTAL_PORT"
  (umask 077; mkdir -p "$STATE/portal-keys")
  start_supervised portal
  wait_until 60 "the portal is not ready (log: $STATE/logs/portal.log)" service_answers portal
}

up() {
  local fresh=0
  case "${1:-}" in '') ;; --fresh) fresh=1 ;; *) fail "up takes --fresh, not '$1'" ;; esac
  load_settings
  require_programs
  [ $fresh -eq 0 ] || { stop_everything; empty_data; }
  start_servers
  build
  await_servers
  start_services
  start_portal
  say "HourExchange is up: portal http://localhost:$PORTAL_PORT, interventions $INTERVENTIONS_PORT, ledger $LEDGER_PORT, reporting $REPORTING_PORT, sign-in http://localhost:$IDENTITY_PORT"
}

# This checkout's data: the private servers' folders, or our databases and virtual host on existing servers.
empty_data() {
  purge_data
  [ $PRIVATE_POSTGRES -eq 0 ] || [ $PRIVATE_RABBITMQ -eq 0 ] || return 0
  build
  start_servers; await_servers
  local name
  for name in "${SERVICES[@]}"; do deploy "$name" drop || fail "$name could not be emptied: $STATE/logs/deploy.log"; done
}

stop_everything() {
  local name
  for name in portal identity reporting ledger interventions; do stop_supervised "$name"; done
  stop_servers
}

down() {
  case "${1:-}" in ''|--purge) ;; *) fail "down takes --purge, not '$1'" ;; esac
  [ -e "$STATE/settings" ] || { say "Nothing is running."; return; }
  load_settings
  stop_everything
  [ "${1:-}" != --purge ] || { purge_data; rm -rf "$STATE"; }
  say "HourExchange is down."
}

status() {
  [ -e "$STATE/settings" ] || { say "Nothing has been started in this checkout."; return; }
  load_settings
  local name pid
  for name in postgres rabbitmq "${SERVICES[@]}" portal; do
    if pid=$(running_pid "$name"); then
      printf '%-14s port %-6s process %s\n' "$name" "$(port_of "$name")" "$pid"
    else
      printf '%-14s not running\n' "$name"
    fi
  done
  for name in "${SERVICES[@]}"; do printf '%-14s %s\n' "$name" "$(service_answers "$name" 2>/dev/null || echo 'not ready')"; done
  if rabbitmq_answers >/dev/null 2>&1; then
    say "queues (ready, unacknowledged):"
    broker_api 'queues/hourexchange?columns=name,messages_ready,messages_unacknowledged' 2>/dev/null |
      tr '}' '\n' | sed -n 's/.*"messages_ready":\([0-9]*\),"messages_unacknowledged":\([0-9]*\),"name":"\([^"]*\)".*/  \3 \1 \2/p'
  fi
}

show_logs() {
  local name=${1:-}
  if [ -z "$name" ]; then tail -n 5 "$STATE"/logs/*.log; return; fi
  [ -e "$STATE/logs/$name.log" ] || fail "there is no log '$name': $(cd "$STATE/logs" 2>/dev/null && ls ./*.log | sed 's|./||; s|.log||' | tr '\n' ' ')"
  tail -n 100 "$STATE/logs/$name.log"
}
