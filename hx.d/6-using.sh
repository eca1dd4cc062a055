# What people do with a running HourExchange.

token() {
  [ $# -ge 2 ] && [ $# -le 3 ] || fail "usage: ./hx token INST ROLE [SUBJECT]"
  load_settings
  require_programs
  build >&2
  dotnet "$(program Console)" token "$STATE/token-key" "$@"
}

service_psql() {
  [ $# -ge 1 ] || fail "usage: ./hx psql SERVICE ARGS..."
  local name=$1; shift
  case " ${SERVICES[*]} " in *" $name "*) ;; *) fail "'$name' is none of: ${SERVICES[*]}" ;; esac
  load_settings
  local password=${name^^}_PASSWORD
  exec psql "$(postgres_url "hourexchange_$name" "${!password}" "hourexchange_$name")" "$@"
}

demo() {
  local samples="$ROOT/samples" tour=0
  while [ $# -gt 0 ]; do
    case $1 in
      --samples) [ $# -ge 2 ] || fail "--samples needs a folder"; samples=$2; shift 2 ;;
      --tour) tour=1; shift ;;
      *) fail "demo takes --samples DIR and --tour, not '$1'" ;;
    esac
  done
  [ -d "$samples" ] || fail "there is no folder '$samples'"
  samples=$(cd "$samples" && pwd)
  up
  say "Loading $samples"
  dotnet "$(program Console)" demo "$STATE/token-key" "$samples" \
    "http://127.0.0.1:$INTERVENTIONS_PORT" "http://127.0.0.1:$LEDGER_PORT" "http://127.0.0.1:$REPORTING_PORT" \
    || fail "the demonstration stopped (logs: $STATE/logs)"
  if [ $tour -eq 1 ]; then
    say "A tour of what the samples do not show"
    dotnet "$(program Console)" tour "$STATE/token-key" \
      "http://127.0.0.1:$INTERVENTIONS_PORT" "http://127.0.0.1:$LEDGER_PORT" "http://127.0.0.1:$REPORTING_PORT" \
      || fail "the tour stopped (logs: $STATE/logs)"
  fi
  say "Everything runs on: ./hx status · ./hx token HETS finance · ./hx down"
}

verify() {
  [ $# -le 2 ] || fail "usage: ./hx verify [BOOK | FILE.ndjson [LAST-HASH] | STATEMENT.json [FILE.ndjson]]"
  load_settings
  require_programs
  build
  if [ $# -eq 0 ]; then (service_settings ledger; exec dotnet "$(program Ledger)" verify); return; fi
  if [ -e "$1" ]; then dotnet "$(program Verifier)" "$@"; return; fi
  local party hash
  IFS='|' read -r party hash < <(psql "$(postgres_url hourexchange_ledger "$LEDGER_PASSWORD" hourexchange_ledger)" -Atq -v book="$1" \
    <<<"select parties[1], encode(last_hash, 'hex') from ledger.book where ref = :'book'") || true
  [ -n "$party" ] || fail "there is no book and no file '$1'"
  curl -fsS -H "Authorization: Bearer $(dotnet "$(program Console)" token "$STATE/token-key" "$party" auditor)" \
    "http://127.0.0.1:$LEDGER_PORT/api/v1/books/$1/postings" | dotnet "$(program Verifier)" - "$hash"
}
