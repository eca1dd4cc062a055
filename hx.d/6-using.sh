# What people do with a running HourExchange.

token() {
  [ $# -ge 2 ] && [ $# -le 3 ] || fail "usage: ./hx token INST ROLE [SUBJECT]"
  load_settings
  require_programs
  build >&2
  dotnet "$(program Console)" token "$STATE/token-key" "$@"
}

# The link with which the first operator gets in; printed again, the one before opens nothing any more.
first_operator() {
  [ $# -eq 0 ] || fail "operator takes no words"
  [ -e "$STATE/settings" ] || fail "nothing has been started in this checkout"
  load_settings
  (service_settings identity; exec dotnet "$(program Identity)" first-operator)
}

service_psql() {
  [ $# -ge 1 ] || fail "usage: ./hx psql SERVICE ARGS..."
  local name=$1; shift
  case " ${SERVICES[*]} " in *" $name "*) ;; *) fail "'$name' is none of: ${SERVICES[*]}" ;; esac
  load_settings
  exec psql "$(psql_url "hourexchange_$name" "hourexchange_$name")" "$@"
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
  say "Pages: http://localhost:$PORTAL_PORT; who signs in there, by a link for each institution and role (in Development only):"
  HX_TRIAL_KEY="trial-$PORTAL_PASSWORD" dotnet "$(program Console)" links "$samples" "http://localhost:$IDENTITY_PORT"
  say "Everything runs on: ./hx status · ./hx token HETS finance · ./hx down"
}

# The pictures of README, of a house with the demonstration: docs/pictures/*.png.
pictures() {
  [ $# -eq 0 ] || fail "pictures takes no words"
  load_settings
  command -v chromium >/dev/null || fail "chromium is missing"
  running_pid portal >/dev/null || fail "the portal does not run: ./hx demo first"
  mkdir -p "$ROOT/docs/pictures"
  local line
  line=$(psql "$(psql_url hourexchange_interventions hourexchange_interventions)" -Atqc \
    "select id from interventions.intervention where agreement = 'HETS-HG' and posting_number is not null order by date, id limit 1")
  picture list registrar "/interventions?convention=HETS-HG&annee=2014-2015" 1280,860
  picture line approver "/interventions/$line" 1280,1000
  picture register registrar "/interventions/saisir?convention=HETS-HG" 1280,1000
}

picture() { # name role path size
  local profile link
  link=$(HX_TRIAL_KEY="trial-$PORTAL_PASSWORD" dotnet "$(program Console)" links "$ROOT/samples" "http://localhost:$IDENTITY_PORT" | awk -v role="$2" '$1 == "HETS" && $2 == role { print $3 }')
  profile=$(mktemp -d)
  # The link goes on to the page.
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --lang=fr-CH --accept-lang=fr-CH --user-data-dir="$profile" --window-size="$4" \
    --screenshot="$ROOT/docs/pictures/$1.png" "$link?suite=$(sed 's/%/%25/g; s/&/%26/g; s/?/%3F/g; s/=/%3D/g' <<<"$3")" >"$STATE/logs/pictures.log" 2>&1 || fail "no picture of $3: $STATE/logs/pictures.log"
  rm -rf "$profile"
  say "docs/pictures/$1.png"
}

verify() {
  [ $# -le 2 ] || fail "usage: ./hx verify [BOOK | FILE.ndjson [LAST-HASH] | STATEMENT.json [FILE.ndjson]]"
  load_settings
  require_programs
  build
  if [ $# -eq 0 ]; then (service_settings ledger; exec dotnet "$(program Ledger)" verify); return; fi
  if [ -e "$1" ]; then dotnet "$(program Verifier)" "$@"; return; fi
  local party hash
  IFS='|' read -r party hash < <(psql "$(psql_url hourexchange_ledger hourexchange_ledger)" -Atq -v book="$1" \
    <<<"select parties[1], encode(last_hash, 'hex') from ledger.book where ref = :'book'") || true
  [ -n "$party" ] || fail "there is no book and no file '$1'"
  bearer "$(dotnet "$(program Console)" token "$STATE/token-key" "$party" auditor)" -fsS \
    "http://127.0.0.1:$LEDGER_PORT/api/v1/books/$1/postings" | dotnet "$(program Verifier)" - "$hash"
}

# Reporting makes its facts anew; reports stay as they are until everything is in. One that runs already is followed.
rebuild() {
  [ $# -eq 0 ] || fail "rebuild takes no words"
  [ -e "$STATE/settings" ] || fail "nothing has been started in this checkout"
  load_settings
  require_programs
  build
  local patience=${HX_REBUILD_PATIENCE:-120} url="http://127.0.0.1:$REPORTING_PORT/api/v1/rebuilds" token answer status now moved="" since=$SECONDS said=""
  token=$(dotnet "$(program Console)" token "$STATE/token-key" '*' operator | tail -n 1)
  answer=$(bearer "$token" -s -m 30 -w '\n%{http_code}' -X POST "$url") || fail "Reporting does not answer at port $REPORTING_PORT: ./hx status"
  status=${answer##*$'\n'}
  case $status in
    202) say "Rebuilding." ;;
    409) say "A rebuild is running already: here is how far it is." ;;
    *) fail "Reporting answered $status: ${answer%$'\n'*}" ;;
  esac
  while :; do
    # A service that starts again meanwhile goes on where it was: not to answer is to stand still.
    if answer=$(bearer "$token" -fsS -m 30 "$url/current" 2>/dev/null); then
      now=$(field movedAt); [ "$now" = "$moved" ] || { moved=$now; since=$SECONDS; }
      now="Generation $(field generation): records $(tr '}' '\n' <<<"$answer" | sed -n 's/.*"source":"\([a-z]*\)","told":\([0-9]*\),"known":\([0-9a-z]*\).*/\1 \2 of \3/p' | sed 's/null/?/' | paste -sd ',' | sed 's/,/, /'); books $(field booksComplete) of $(field books); postings $(field postingsApplied) of $(field postingsKnown)"
      [ "$now" = "$said" ] || { said=$now; say "$now$(field estimatedEnd | sed -n 's/.*T\([0-9:]*\).*/; ends about \1 UTC/p')"; }
      case $(field state) in
        switched) say "Reports read generation $(field generation) now."; return ;;
        given-up) fail "the rebuild was given up" ;;
      esac
    fi
    [ $((SECONDS - since)) -lt "$patience" ] || fail "the rebuild has stood still for $patience s: ./hx status, ./hx logs reporting; it goes on when what it waits for is there"
    sleep 1
  done
}

# curl with a token that is on no command line.
bearer() { local token=$1; shift; curl -K - "$@" <<<"header = \"Authorization: Bearer ${token##*$'\n'}\""; }

# A field of the JSON object in $answer.
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^,\"}]*\).*/\1/p" <<<"$answer"; }
