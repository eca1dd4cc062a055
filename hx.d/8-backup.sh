# Backups: the four databases in one file, and the list of those who were forgotten, which outlives every backup.

FORGOTTEN_SQL="select institution, code, to_char(forgotten_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')
  from interventions.forgotten_contributor order by 1, 2"

# Sent rows of the outbox are still there for a day of the backup's time. Who has worked one knows its id.
AGAIN_SQL="update plumbing.outbox set sent_at = null where sent_at is not null; update plumbing.inbox set received_at = now()"

owner_url() { psql_url "hourexchange_${1}_owner" "hourexchange_$1"; }

postgres_program() { if [ -x "$(postgres_bin)/$1" ]; then echo "$(postgres_bin)/$1"; else echo "$1"; fi; }

stop_services() { local name; for name in identity reporting ledger interventions; do stop_supervised "$name"; done; }

start_again() { local name; for name in "$@"; do start_supervised "$name"; done; }

read_forgotten() { psql "$(owner_url interventions)" -Atq -F $'\t' -v ON_ERROR_STOP=1 -c "$FORGOTTEN_SQL"; }

# Adds to the list that is kept in the state folder: institution, code and time, with tabs between. No names.
keep_forgotten() ( # FILE...
  umask 077
  list="$STATE/forgotten"
  touch "$list"
  cat "$list" "$@" | LC_ALL=C sort -u -t $'\t' -k1,2 > "$list.new"
  mv "$list.new" "$list"
)

backup() {
  [ $# -eq 1 ] || fail "usage: ./hx backup FILE"
  local file; file=$(realpath -m "$1")
  [ -d "$(dirname "$file")" ] || fail "there is no folder '$(dirname "$file")'"
  [ ! -e "$file" ] || fail "'$1' is there already"
  [ -e "$STATE/settings" ] || fail "nothing has been started in this checkout"
  load_settings
  require_programs
  start_servers
  wait_until 60 "PostgreSQL did not answer (log: $STATE/logs/postgres.log)" postgres_answers
  local folder name running=(); folder=$(mktemp -d "$STATE/backup.XXXXXX")
  for name in "${SERVICES[@]}"; do if running_pid "$name.loop" >/dev/null; then running+=("$name"); fi; done
  # shellcheck disable=SC2064
  trap "rm -rf '$folder' '$file.part'; start_again ${running[*]:-}" EXIT

  # The databases must tell of one moment: the services stand still for as long as the dumps take.
  stop_services
  read_forgotten > "$folder/forgotten" || fail "the databases cannot be read: has ./hx up been run here?"
  keep_forgotten "$folder/forgotten"
  # By schema: what an administrator granted over PostgreSQL's own functions, and what stands outside all tables, is not the owner's to bring back.
  for name in "${SERVICES[@]}"; do
    "$(postgres_program pg_dump)" --format=custom --file="$folder/$name.dump" --schema=plumbing --schema="$name" --dbname="$(owner_url "$name")" \
      || fail "the database of $name could not be dumped"
  done
  (umask 077; tar -cf "$file.part" -C "$folder" "${SERVICES[@]/%/.dump}") || fail "'$file' could not be written"
  mv "$file.part" "$file"
  say "Backup: $file ($(stat -c %s "$file") bytes). Those who were forgotten: $STATE/forgotten"
}

restore() {
  [ $# -ge 1 ] && [ $# -le 2 ] || fail "usage: ./hx restore FILE [FORGOTTEN]"
  local file=$1 list=${2:-}
  [ -f "$file" ] || fail "there is no file '$file'"
  [ -z "$list" ] || [ -f "$list" ] || fail "there is no file '$list'"
  load_settings
  require_programs
  local folder name held=(); folder=$(mktemp -d "$STATE/restore.XXXXXX")
  # shellcheck disable=SC2064
  trap "rm -rf '$folder'" EXIT

  # Nothing is touched before the file has been seen to be whole. One that is older than the sign-in holds nothing of it: its database
  # stays as it is.
  for name in "${SERVICES[@]}"; do
    if tar -xf "$file" -C "$folder" "$name.dump" 2>/dev/null; then held+=("$name")
    elif [ "$name" != identity ]; then fail "'$file' is no backup of HourExchange"; fi
  done
  for name in "${held[@]}"; do
    "$(postgres_program pg_restore)" --file=/dev/null "$folder/$name.dump" 2>/dev/null || fail "'$file' is damaged: $name.dump cannot be read"
  done
  build
  stop_services
  start_servers
  await_servers
  remember_forgotten "$folder/living" "$list"

  # A database that is made anew holds nothing that is younger than the backup. The broker's messages are of another time
  # than the backup as well: its virtual host goes with the databases.
  for name in "${held[@]}"; do deploy "$name" drop || fail "$name could not be emptied: $STATE/logs/deploy.log"; done
  for name in "${held[@]}"; do deploy "$name" provision || fail "$name could not be provisioned: $STATE/logs/deploy.log"; done
  for name in "${held[@]}"; do
    "$(postgres_program pg_restore)" --exit-on-error --single-transaction --dbname="$(owner_url "$name")" "$folder/$name.dump" \
      >>"$STATE/logs/deploy.log" 2>&1 || fail "the database of $name could not be restored: $STATE/logs/deploy.log"
    # shellcheck disable=SC2046
    deploy "$name" $(deployment_verbs "$name") || fail "$name could not be deployed: $STATE/logs/deploy.log"
    psql "$(owner_url "$name")" -q -v ON_ERROR_STOP=1 -c "$AGAIN_SQL" || fail "the messages of $name could not be marked to be sent again"
  done
  (service_settings interventions; dotnet "$(program Interventions)" forget-again "$STATE/forgotten") \
    || fail "not everybody could be forgotten again: run ./hx restore again before ./hx up"
  say "Restored. The services stand still: ./hx up starts them"
}

# What the living database and the caller's list know is kept before anything is dropped.
remember_forgotten() { # FILE LIST
  : > "$1"
  if ! psql "$(owner_url interventions)" -Atqc 'select 1' >/dev/null 2>&1; then
    say "There is no living database to ask who was forgotten: the list in $STATE/forgotten alone tells"
  elif [ "$(psql "$(owner_url interventions)" -Atqc "select to_regclass('interventions.forgotten_contributor') is not null")" = t ]; then
    read_forgotten > "$1" || fail "the list of the forgotten could not be read; nothing was changed"
  fi
  keep_forgotten "$1" ${2:+"$2"}
}
