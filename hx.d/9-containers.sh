# The stack in containers (docker-compose.yml): its secrets, and a check that brings it up in Production from nothing.

# One file a password, as docker-compose.yml names them.
SECRETS=(postgres-admin rabbitmq-admin rabbitmq-owner interventions interventions-owner ledger ledger-owner reporting reporting-owner
  identity identity-owner portal)

# The folder keeps others out. Its files are readable: in its container each program is a user of its own.
secrets() {
  [ $# -eq 1 ] || fail "usage: ./hx secrets FOLDER"
  local folder name made=0; folder=$(realpath -m "$1")
  case $folder/ in "$ROOT"/*) [ -n "${HX_SECRETS_INSIDE:-}" ] || fail "'$1' lies in the checkout, where it would be copied along: name a folder outside" ;; esac
  (umask 077; mkdir -p "$folder"); chmod 700 "$folder"
  for name in "${SECRETS[@]}"; do
    [ ! -s "$folder/$name" ] || continue
    od -An -N24 -tx1 /dev/urandom | tr -d ' \n' > "$folder/$name"
    made=$((made + 1))
  done
  # That of the mail server is the caller's to write; empty where it asks for none.
  [ -e "$folder/mail" ] || : > "$folder/mail"
  chmod 444 "$folder"/*
  say "$made passwords made in $folder"
}

# ---- the engine: the one that runs, or one of our own

ENGINE="$STATE/engine"

start_engine() {
  require_containers
  ! docker info >/dev/null 2>&1 || return 0
  [ "$(id -u)" -eq 0 ] || fail "no container engine answers: start Docker, or be root and ./hx starts one"
  export DOCKER_HOST="unix://$ENGINE/docker.sock"
  mkdir -p "$ENGINE/data" "$ENGINE/exec"
  cat /proc/sys/net/ipv4/ip_forward > "$ENGINE/forwarding"
  setsid dockerd --host "$DOCKER_HOST" --data-root "$ENGINE/data" --exec-root "$ENGINE/exec" --pidfile "$ENGINE/dockerd.pid" \
    --bip 172.31.216.1/24 --default-address-pool base=172.31.224.0/20,size=24 --log-level warn >"$STATE/logs/engine.log" 2>&1 </dev/null &
  remember_pid engine $!
  wait_until 60 "the container engine did not answer (log: $STATE/logs/engine.log)" docker info
}

stop_engine() {
  local pid
  pid=$(running_pid engine) || return 0
  end_process "$pid" TERM
  rm -f "$STATE/pids/engine"
  network_as_before 2>/dev/null || true
}

# The engine leaves its rules and its bridge behind.
network_as_before() {
  local rule chain
  ip link del docker0
  iptables -P FORWARD ACCEPT
  while read -r rule; do
    # shellcheck disable=SC2086
    iptables ${rule/#-A/-D}
  done < <(iptables -S FORWARD | grep -E 'docker0|br-|DOCKER')
  while read -r rule; do
    # shellcheck disable=SC2086
    iptables -t nat ${rule/#-A/-D}
  done < <(iptables -t nat -S | grep -E '^-A .*(DOCKER|172\.31\.(216|22[4-9]|23[0-9])\.)')
  for chain in DOCKER DOCKER-ISOLATION-STAGE-1 DOCKER-ISOLATION-STAGE-2 DOCKER-USER; do iptables -F $chain; done
  for chain in DOCKER DOCKER-ISOLATION-STAGE-1 DOCKER-ISOLATION-STAGE-2 DOCKER-USER; do iptables -X $chain; done
  iptables -t nat -F DOCKER; iptables -t nat -X DOCKER
  cat "$ENGINE/forwarding" > /proc/sys/net/ipv4/ip_forward
  umount "$ENGINE/exec/netns/default"
}

require_containers() {
  local missing=()
  command -v docker >/dev/null && command -v dockerd >/dev/null || docker info >/dev/null 2>&1 || missing+=(docker.io)
  docker compose version >/dev/null 2>&1 || command -v docker-compose >/dev/null || missing+=(docker-compose)
  command -v openssl >/dev/null || missing+=(openssl)
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] || fail "missing: ${missing[*]}. As root: apt-get install -y --no-install-recommends ${missing[*]}"
  say "Installing from Debian: ${missing[*]}"
  install_quietly "${missing[@]}" || fail "could not install ${missing[*]}: see $STATE/logs/apt.log"
}

# Every image that the files name: from the registry, or made here where none is within reach.
base_images() {
  local image missing=() unreachable=0
  while read -r image; do
    docker image inspect "$image" >/dev/null 2>&1 || missing+=("$image")
  done < <({ sed -n 's/^ *image: *//p' "$ROOT/docker-compose.yml" "$ROOT/docs/operating/proxy/docker-compose.proxy.yml" | grep -v '^hourexchange/'
    sed -n 's/^FROM \([^ ]*\).*/\1/p' "$ROOT/services/Dockerfile" "$ROOT/hx.d/containers/mail/Dockerfile"; } | grep : | sort -u)
  [ ${#missing[@]} -gt 0 ] || return 0
  for image in "${missing[@]}"; do timeout 120 docker pull -q "$image" >>"$STATE/logs/images.log" 2>&1 || { unreachable=1; break; }; done
  [ $unreachable -eq 1 ] || return 0
  say "No registry of images is within reach: making ${missing[*]} from Debian's packages and this machine's .NET"
  command -v mmdebstrap >/dev/null || install_quietly mmdebstrap || fail "could not install mmdebstrap: see $STATE/logs/apt.log"
  bash "$ROOT/hx.d/containers/local-images.sh" "${missing[@]}" >>"$STATE/logs/images.log" 2>&1 \
    || { tail -20 "$STATE/logs/images.log" >&2; fail "the images could not be made: $STATE/logs/images.log"; }
}

# ---- ./hx compose-check

compose_check() {
  [ $# -eq 0 ] || fail "compose-check takes no words"
  load_settings
  require_programs
  CHECK="$STATE/compose" PROJECT="hourexchange-check-$OFFSET" SINCE=$SECONDS
  rm -rf "$CHECK"; mkdir -p "$CHECK"/mails/{new,cur,tmp}; chmod -R 777 "$CHECK/mails"
  : > "$CHECK/log"
  start_engine
  trap end_check EXIT
  base_images
  proof "an engine, and the base images"
  build
  describe_check
  # Until a builder is a plugin of the client, the one inside the engine does.
  docker buildx version >/dev/null 2>&1 || export DOCKER_BUILDKIT=0 COMPOSE_DOCKER_CLI_BUILD=0
  local image
  for image in interventions ledger reporting identity portal mail; do built_image "$image"; done
  proof "six images built from this checkout"
  HX_STATE="$CHECK/demo" HX_PORT_OFFSET=$((OFFSET + 600)) "$ROOT/hx" demo > "$CHECK/demo.out" 2>>"$CHECK/log" || { tail -2 "$CHECK/log" >&2; fail "./hx demo stopped: $CHECK/demo.out, $CHECK/log"; }
  HX_STATE="$CHECK/demo" HX_PORT_OFFSET=$((OFFSET + 600)) "$ROOT/hx" down --purge >>"$CHECK/log" 2>&1 || true
  figures_of "$CHECK/demo.out" > "$CHECK/demo.figures"
  proof "./hx demo: $(sums "$CHECK/demo.out")"

  missing_is_told
  comes_up "the stack did not come up"
  proof "the stack is up in Production: $(containers | wc -l) containers healthy"

  compose exec -T identity ./service first-operator > "$CHECK/operator-link" 2>>"$CHECK/log" || fail "no link for the first operator: $CHECK/log"
  enters first
  proof "$(sed -n 's/^  \([0-9]* personnes .*\)/\1/p' "$CHECK/first.out"), by the proxy with TLS; $(sums "$CHECK/first.out")"
  proof "the figures are those of ./hx demo ($(wc -l < "$CHECK/demo.figures") lines)"
  is_hardened
  proxy_keeps_its_word

  local name
  for name in $(services); do
    docker restart "$(container_of "$name")" >/dev/null || fail "$name could not be restarted"
    all_healthy
  done
  enters restarted
  proof "each container restarted, all healthy again, the same figures"
  compose down >>"$CHECK/log" 2>&1 || fail "the stack did not go down: $CHECK/log"
  comes_up "the stack did not come up again"
  enters again
  proof "down and up: the same people, programs and figures"
  wrong_is_told
  end_check
  trap - EXIT
  say "compose-check: all holds, $((SECONDS - SINCE)) s"
}

proof() { printf '%5s s  %s\n' "$((SECONDS - SINCE))" "$*"; }

# Names, ports, secrets and a certificate of this check's own.
describe_check() {
  local port=$((8443 + 500 + OFFSET)) domain=hourexchange.localhost name
  HX_SECRETS_INSIDE=1 secrets "$CHECK/secrets" >>"$CHECK/log"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$domain" \
    -addext "subjectAltName=DNS:portal.$domain,DNS:sign-in.$domain,DNS:interventions.$domain,DNS:ledger.$domain,DNS:reporting.$domain" \
    -keyout "$CHECK/proxy.key" -out "$CHECK/proxy.pem" >>"$CHECK/log" 2>&1 || fail "no certificate could be made: $CHECK/log"
  chmod 444 "$CHECK/proxy.key"
  cat > "$CHECK/env" <<EOT
HX_SECRETS=$CHECK/secrets
SECURITY_AUTHORITY=https://sign-in.$domain:$port
PORTAL_ADDRESS=https://portal.$domain:$port
MAIL_SERVER=smtp://mail:2525
MAIL_FROM=hourexchange@example.org
IDENTITY_PORT=$((IDENTITY_PORT + 500))
PORTAL_PORT=$((PORTAL_PORT + 500))
INTERVENTIONS_PORT=$((INTERVENTIONS_PORT + 500))
LEDGER_PORT=$((LEDGER_PORT + 500))
REPORTING_PORT=$((REPORTING_PORT + 500))
PROXY_HTTPS=127.0.0.1:$port
PROXY_HTTP=127.0.0.1:$((port + 1))
PROXY_CERTIFICATE=$CHECK/proxy.pem
PROXY_KEY=$CHECK/proxy.key
CHECK_MAILS=$CHECK/mails
CHECK_USER=$(id -u):$(id -g)
EOT
  { printf '{"signIn":"https://sign-in.%s:%s","portal":"https://portal.%s:%s"' "$domain" "$port" "$domain" "$port"
    for name in interventions ledger reporting; do printf ',"%s":"https://%s.%s:%s"' "$name" "$name" "$domain" "$port"; done
    printf ',"portalSecret":"%s","mails":"%s","authority":"%s"}\n' "$CHECK/secrets/portal" "$CHECK/mails/new" "$CHECK/proxy.pem"; } > "$CHECK/addresses.json"
  PROXY="https://%s.$domain:$port" PLAIN="http://%s.$domain:$((port + 1))"
}

compose() {
  local program=(docker-compose)
  ! docker compose version >/dev/null 2>&1 || program=(docker compose)
  (cd "$ROOT" && "${program[@]}" -p "$PROJECT" --env-file "$CHECK/env" -f docker-compose.yml -f docs/operating/proxy/docker-compose.proxy.yml \
    -f hx.d/containers/compose.check.yml "$@")
}

# One after the other, by the machine's own network: there the packages come from.
built_image() {
  local folder=services/${1^}
  case $1 in
    mail) docker build -q --network host -t hourexchange/check-mail:0.1.0 "$ROOT/hx.d/containers/mail" >>"$CHECK/log" 2>&1 || fail "the image of the mail server could not be built: $CHECK/log"; return ;;
    identity|portal) folder=$1 ;;
  esac
  docker build -q --network host -f "$ROOT/services/Dockerfile" --build-arg "SERVICE=${1^}" --build-arg "FOLDER=$folder" -t "hourexchange/$1:0.1.0" "$ROOT" >>"$CHECK/log" 2>&1 \
    || fail "the image of $1 could not be built: $CHECK/log"
}

containers() { docker ps -q --filter "label=com.docker.compose.project=$PROJECT" "$@"; }
container_of() { docker ps -aq --filter "label=com.docker.compose.project=$PROJECT" --filter "label=com.docker.compose.service=$1" --filter label=com.docker.compose.oneoff=False; }
# What runs and says how it is.
services() { echo postgres rabbitmq identity interventions ledger reporting portal proxy; }

is_healthy() { [ "$(containers --filter health=healthy | wc -l)" -eq "$(services | wc -w)" ]; }
all_healthy() { (wait_until 180 "not every container was healthy: $CHECK/log" is_healthy) || { last_words; exit 1; }; }

comes_up() { # sentence
  compose up -d >>"$CHECK/log" 2>&1 || { last_words; fail "$1: $CHECK/log"; }
  all_healthy
}

# What each container that does not run well said last: they are gone when the check has ended.
last_words() {
  local id
  for id in $(containers -a); do
    docker inspect -f '{{.Name}}: {{.State.Status}}, exit code {{.State.ExitCode}}, out of memory {{.State.OOMKilled}}, restarts {{.RestartCount}}{{with .State.Health}}, {{.Status}}{{range .Log}}{{println}}  probe {{.ExitCode}}: {{.Output}}{{end}}{{end}}' "$id"
    docker logs --tail 40 "$id"
  done >>"$CHECK/log" 2>&1
}

# Loads what is missing, and prints the figures; they must be those of ./hx demo.
enters() {
  dotnet "$(program Console)" enter "$CHECK" "$ROOT/samples" > "$CHECK/$1.out" 2>&1 || { tail -5 "$CHECK/$1.out" >&2; fail "the demonstration stopped: $CHECK/$1.out"; }
  figures_of "$CHECK/$1.out" > "$CHECK/$1.figures"
  diff "$CHECK/demo.figures" "$CHECK/$1.figures" >&2 || fail "the figures differ from those of ./hx demo"
}

# The tables and counts, without what differs from run to run: fingerprints, seconds, files.
figures_of() { grep -E '^    |bilan [0-9]|soldes au|écritures passées' "$1" | sed 's/, empreinte .*//; s/ ([0-9.]* s)$//'; }

# Postings and minutes: of each year the total that was given, of each agreement the last posting.
sums() {
  local postings minutes
  postings=$(sed -n 's/.* : \([0-9]*\) écritures passées.*/\1/p' "$1" | paste -sd '+' | sed 's/+/ + /g')
  minutes=$(awk '/bilan [0-9]/ { first = 1 } first && $1 == "Total" { split($2, given, ":"); sum += given[1] * 60 + given[2]; first = 0 } END { print sum }' "$1")
  echo "$postings postings, $minutes minutes"
}

# No root, no capability, nothing to write, a limit of memory, and no password where a list of containers or of processes shows it.
is_hardened() {
  local name id secret told
  for name in $(services) interventions-deploy ledger-deploy reporting-deploy identity-deploy; do
    id=$(container_of "$name")
    told=$(docker inspect -f '{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}} {{gt .HostConfig.Memory 0}} {{.HostConfig.Privileged}}' "$id")
    case $told in
      ''|root\ *|0\ *|0:*) fail "$name runs as root: $told" ;;
      *' true [ALL] [no-new-privileges:true] true false') ;;
      *) fail "$name is not as docker-compose.yml says: $told" ;;
    esac
    docker inspect "$id" > "$CHECK/process"
    for secret in "$CHECK"/secrets/*; do
      [ ! -s "$secret" ] || ! grep -qF -f "$secret" "$CHECK/process" || fail "the settings of $name show the password '$(basename "$secret")'"
    done
    case $name in *-deploy) continue ;; esac
    [ "$(docker exec "$id" id -u)" -ne 0 ] || fail "$name runs as root"
    ! docker exec "$id" bash -c ': > /made' 2>/dev/null || fail "$name can write into its own files"
    docker exec "$id" cat /proc/1/environ /proc/1/cmdline > "$CHECK/process"
    for secret in "$CHECK"/secrets/*; do
      [ ! -s "$secret" ] || ! grep -qaF -f "$secret" "$CHECK/process" || fail "the process of $name shows the password '$(basename "$secret")'"
    done
    # What a service prints before it speaks its own way: warnings of libraries and of the framework.
    ! docker logs "$id" 2>&1 | grep -E 'gssapi|Overriding|DataProtection-Keys' || fail "$name warns of what docker-compose.yml should have settled"
  done
  rm -f "$CHECK/process"
  proof "no root, no capability, nothing to write, limits of memory, no password in settings or processes"
}

through() { # names a program, then words of curl
  local address port; address=$(printf "$PROXY" "$1"); port=${address##*:}; shift
  curl -s -m 60 --cacert "$CHECK/proxy.pem" --connect-to "::127.0.0.1:$port" "$@"
}

proxy_keeps_its_word() {
  local name code
  for name in portal sign-in interventions ledger reporting; do
    through "$name" -o /dev/null -D "$CHECK/head" "$(printf "$PROXY" "$name")/health/live"
    grep -qi '^strict-transport-security: max-age=31536000' "$CHECK/head" && grep -q '^HTTP/[12.]* 200' "$CHECK/head" || fail "$name does not answer by the proxy with HSTS: $(head -1 "$CHECK/head")"
  done
  head -c 27000000 /dev/zero > "$CHECK/large"
  code=$(through interventions -o /dev/null -w '%{http_code}' --data-binary "@$CHECK/large" "$(printf "$PROXY" interventions)/api/v1/imports/stored" || true)
  rm -f "$CHECK/large"
  [ "$code" = 413 ] || fail "the proxy lets 27 MB in: $code"
  code=$(curl -s -o /dev/null -w '%{http_code}' --connect-to "::127.0.0.1:" "$(printf "$PLAIN" portal)/")
  [ "$code" = 301 ] || fail "the proxy answers $code without TLS"
  ! through portal -o /dev/null "$(printf "$PROXY" elsewhere)/" || fail "the proxy answers under a name that is not ours"
  proof "the proxy: five names with TLS and HSTS, 413 over 25 MB, 301 without TLS, no other name"
}

# What is missing is told by its name, before anything is started.
missing_is_told() {
  local name told
  for name in HX_SECRETS SECURITY_AUTHORITY PORTAL_ADDRESS MAIL_SERVER MAIL_FROM PROXY_CERTIFICATE PROXY_KEY; do
    cp "$CHECK/env" "$CHECK/env.whole"; grep -v "^$name=" "$CHECK/env.whole" > "$CHECK/env"
    if told=$(compose up -d 2>&1); then fail "the stack comes up without $name"; fi
    mv "$CHECK/env.whole" "$CHECK/env"
    grep -q "set $name, " <<<"$told" || fail "that $name is missing is not told: $told"
  done
  [ -z "$(containers -a)" ] || fail "containers were made although settings are missing"
  proof "each missing setting is told by its name"
}

# Writes another password in the place of one, in the same file: containers see the file, not its name.
give() { # name password
  chmod u+w "$CHECK/secrets/$1"; printf '%s' "$2" > "$CHECK/secrets/$1"; chmod 444 "$CHECK/secrets/$1"
}

says() { docker logs --since "$2" "$(container_of "$1")" 2>&1 | grep "$3" >/dev/null; }

# A password that is wrong is told by who has it, with the name of the user.
wrong_is_told() {
  local name right since
  refused_at_deployment postgres-admin provision 'password authentication failed for user "admin"'
  refused_at_deployment rabbitmq-admin provision 'refuses the password of its administrator (Broker:Admin)'
  refused_at_deployment ledger-owner migrate 'password authentication failed for user "hourexchange_ledger_owner"'
  refused_at_deployment rabbitmq-owner topology 'refuses the password of hourexchange-owner'
  for name in interventions ledger reporting identity; do
    right=$(cat "$CHECK/secrets/$name"); give "$name" wrong; since=$(date +%s)
    docker restart "$(container_of "$name")" >/dev/null
    wait_until 60 "that the password '$name' is wrong at the database was not told: docker logs" says "$name" "$since" "password authentication failed for user.*hourexchange_$name"
    [ "$name" = identity ] || wait_until 60 "that the password '$name' is wrong at the broker was not told: docker logs" says "$name" "$since" "refuses the password of hourexchange-$name"
    give "$name" "$right"
  done
  since=$(date +%s); give portal ''
  docker restart "$(container_of portal)" >/dev/null
  wait_until 60 "that the secret of the portal is empty was not told: docker logs" says portal "$since" 'Portal:Secret:File'
  proof "a wrong password is told by who has it, with its user: four at deployment, four programs; an empty one by the portal"
}

refused_at_deployment() { # secret verb sentence
  local right told; right=$(cat "$CHECK/secrets/$1"); give "$1" wrong
  if told=$(compose run --rm --no-deps ledger-deploy "$2" 2>&1); then fail "deployment goes on with a wrong password '$1'"; fi
  give "$1" "$right"
  grep -qF "$3" <<<"$told" || fail "that the password '$1' is wrong is not told: $told"
}

# Containers, volumes and network go; images stay, for the next time.
end_check() {
  local left
  compose down -v --remove-orphans >>"$CHECK/log" 2>&1 || true
  left="$(containers -a)$(docker volume ls -q --filter "label=com.docker.compose.project=$PROJECT")$(docker network ls -q --filter "label=com.docker.compose.project=$PROJECT")"
  [ -z "$left" ] || say "compose-check: something is left: $left"
  stop_engine
  rm -rf "$CHECK/secrets" "$CHECK/proxy.key"
  [ -n "$left" ] || proof "containers, volumes and network are gone"
}
