# Tests against real servers of their own (ports + 100), ended when the tests have; with HX_TESTCONTAINERS=1 against
# containers, which the tests start themselves.

run_tests() {
  local which=${1:-standard}
  case $which in fast|standard|full) ;; *) fail "test takes fast or full, not '$which'" ;; esac
  # A house of its own beside the one that may be running, unless the caller has chosen servers.
  if [ -z "${HX_TESTING:-}" ]; then
    HX_TESTING=1 HX_STATE="$STATE/tests" HX_PORT_OFFSET=$((OFFSET + 100)) exec "$ROOT/hx" test "$which"
  fi

  load_settings
  if [ "$which" = full ]; then require_programs slow-tests; else require_programs tests; fi
  export HX_POSTGRES HX_RABBITMQ HX_RABBITMQ_HTTP
  local containers=${HX_TESTCONTAINERS:-0}
  [ "$which" != fast ] || containers=0
  export HX_TESTCONTAINERS=$containers
  [ "$containers" != 1 ] || [ "$PRIVATE_POSTGRES$PRIVATE_RABBITMQ" = 11 ] \
    || fail "HX_TESTCONTAINERS=1 starts servers of its own: HX_POSTGRES and HX_RABBITMQ cannot name others"
  [ "$which" = fast ] || [ "$containers" = 1 ] || { trap 'stop_servers; purge_data' EXIT; start_servers; }
  say "Building with all checks"
  compile "$ROOT/HourExchange.sln" || fail "the build failed"
  touch "$ROOT/artifacts/built"
  if [ "$which" != fast ]; then
    # White space alone: the rest of what it mends fails the build, and a test sees the order of imports.
    dotnet format whitespace "$ROOT/HourExchange.sln" --verify-no-changes --no-restore || fail "the code is not formatted: dotnet format"
    [ "$containers" = 1 ] || await_servers
  fi

  local output="$STATE/logs/tests.log" filter=() code=0
  case $which in
    fast) filter=(-trait- needs=servers -trait- slow=yes) ;;
    standard) filter=(-trait- slow=yes) ;;
    full) filter=(-trait- after=journeys); export HX_OPERATIONS="$STATE/logs/operations.txt"; rm -f "$HX_OPERATIONS" ;;
  esac
  dotnet "$(program Tests)" -noLogo -noColor "${filter[@]}" 2>"$STATE/logs/tests.err" | tee "$output" || code=$?
  # What the pages asked for while people's journeys ran is compared when all have run.
  [ "$which" != full ] || dotnet "$(program Tests)" -noLogo -noColor -trait after=journeys 2>>"$STATE/logs/tests.err" | tee -a "$output" || code=$?
  summarise "$output" || code=1
  exit $code
}

# The closing line, from xUnit's own summaries. A test that did not run counts as failed.
summarise() {
  local total errors failed skipped
  read -r total errors failed skipped < <(
    sed -n 's/.*Total: *\([0-9]*\), *Errors: *\([0-9]*\), *Failed: *\([0-9]*\), *Skipped: *\([0-9]*\).*/\1 \2 \3 \4/p' "$1" \
      | awk '{ total += $1; errors += $2; failed += $3; skipped += $4 } END { if (NR > 0) print total, errors, failed, skipped }') || true
  [ -n "${total:-}" ] || { say "0 passed, 1 failed"; return 1; }
  local bad=$((errors + failed + skipped))
  say "$((total - failed - skipped)) passed, $bad failed"
  [ "$total" -gt 0 ] && [ "$bad" -eq 0 ]
}

# The documents of the four HTTP APIs, each printed by its own service. No server is needed.
write_openapi() {
  [ $# -eq 0 ] || fail "openapi takes no words"
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing (the program 'dotnet' is not on the PATH)"
  mkdir -p "$STATE/logs" "$ROOT/docs/openapi"
  local name new="$STATE/openapi.json"
  for name in "${SERVICES[@]}"; do
    # Without the rest of the house: the client is made from what is written here.
    compile "$(project "$name")" -p:RunAnalyzers=false >"$STATE/logs/build.log" 2>&1 \
      || { tail -20 "$STATE/logs/build.log" >&2; fail "the build failed: $STATE/logs/build.log"; }
    dotnet "$(program "${name^}")" openapi > "$new" || fail "$name could not describe itself"
    mv "$new" "$ROOT/docs/openapi/$name.json"
    say "docs/openapi/$name.json"
  done
  { dotnet "$(program Interventions)" states && dotnet "$(program Ledger)" states; } > "$new" || fail "the lives of lines, agreements, years and proposals could not be printed"
  mv "$new" "$ROOT/docs/states.md"
  say "docs/states.md"
}

# What each program is made of (CycloneDX), from its own restore; and which packages have a known weakness, where the source knows.
sbom() {
  [ $# -eq 0 ] || fail "sbom takes no words"
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing (the program 'dotnet' is not on the PATH)"
  mkdir -p "$STATE/logs"
  local name folder log="$STATE/logs/sbom.log" to="$ROOT/artifacts/sbom"
  (cd "$ROOT" && dotnet tool restore && dotnet restore services.slnf) >"$log" 2>&1 || fail "packages could not be fetched: $log"
  for name in Interventions Ledger Reporting Identity Portal; do
    case $name in Identity|Portal) folder=${name,,} ;; *) folder=services/$name ;; esac
    (cd "$ROOT" && dotnet CycloneDX "$folder/HourExchange.$name.csproj" -dpr -rs -o "$to" -fn "${name,,}.cdx.json" -F Json -sn "hourexchange-${name,,}" -sv "$(version)") >>"$log" 2>&1 \
      || fail "the parts of $name could not be listed: $log"
    say "artifacts/sbom/${name,,}.cdx.json: $(grep -c '"purl"' "$to/${name,,}.cdx.json") packages"
  done
  (cd "$ROOT" && dotnet list services.slnf package --vulnerable --include-transitive) >>"$log" 2>&1 || fail "the source could not be asked for known weaknesses: $log"
  if grep -q ' > ' "$log"; then grep -E '^Project|^ *> ' "$log"; fail "packages with a known weakness, as their source tells"; fi
  say "No package has a known weakness, as far as its source tells."
}

version() { sed -n 's/.*<Version>\(.*\)<\/Version>.*/\1/p' "$ROOT/Directory.Build.props"; }

bench() {
  if [ "${1:-}" = sheets ]; then
    compile "$ROOT/bench" -p:RunAnalyzers=false || fail "the build failed"
    exec dotnet "$(program Bench)" "$@"
  fi
  if [ "${1:-}" = portal ]; then
    load_settings
    local pid; pid=$(running_pid portal) || fail "the portal does not run: ./hx demo first, which also loads the sample years"
    compile "$ROOT/bench" -p:RunAnalyzers=false || fail "the build failed"
    exec dotnet "$(program Bench)" portal "http://localhost:$PORTAL_PORT" "$STATE/token-key" "$STATE/portal-keys" "$pid"
  fi
  if [ -z "${HX_TESTING:-}" ]; then
    HX_TESTING=1 HX_STATE="$STATE/bench" HX_PORT_OFFSET=$((OFFSET + 300)) exec "$ROOT/hx" bench "$@"
  fi
  load_settings
  require_programs
  export HX_POSTGRES HX_RABBITMQ HX_RABBITMQ_HTTP
  trap 'stop_servers; purge_data' EXIT
  start_servers
  compile "$ROOT/bench" -p:RunAnalyzers=false || fail "the build failed"
  await_servers
  dotnet "$(program Bench)" "$@"
}
