#!/usr/bin/env bash
# The one door of HourExchange: see ./hx help.
set -euo pipefail

ROOT=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
for part in "$ROOT"/hx.d/*.sh; do
  # shellcheck disable=SC1090
  . "$part"
done

help() {
  cat <<'EOT'
HourExchange: hours that schools and agencies lend each other, confirmed by both, in one ledger.

  ./hx demo [--samples DIR]        start everything, load the sample year, print balances and yearly figures
  ./hx demo --tour                 then amendments, disputes, corrections and deadlines, in an agreement of their own
  ./hx up [--fresh]                start servers and services (--fresh: empty this checkout's data first)
  ./hx down [--purge]              stop everything (--purge: remove the data as well)
  ./hx status                      what runs, on which port, what waits
  ./hx logs [NAME]                 last lines of a log (portal, interventions, ledger, reporting, identity, postgres, rabbitmq)
  ./hx token INST ROLE [SUBJECT]   a development token, alone on the last line
  ./hx operator                    the one-time link with which the first operator gets in (mails lie in .run/mail)
  ./hx psql SERVICE ARGS...        psql as the role of the running service
  ./hx verify                      derive all that the ledger keeps from its postings again; names the first wrong row
  ./hx verify BOOK | FILE [HASH]   check a book, or an exported one (.ndjson), without the ledger
  ./hx verify STATEMENT.json [FILE]  check a signed statement, alone or against its exported book
  ./hx rebuild                     make all that reports read anew, beside what they read; shows how far it is until it is switched
  ./hx test [fast|full]            the tests (fast: those that need no server; full: the slow proofs too)
  ./hx secrets FOLDER              the passwords of docker-compose.yml, one file each; those that are there stay
  ./hx compose-check               docker-compose.yml in Production from nothing: loaded, restarted, removed (Docker)
  ./hx backup FILE                 the four databases in one file (the services stand still meanwhile)
  ./hx restore FILE [FORGOTTEN]    everything back to a backup; who was forgotten since stays forgotten
  ./hx openapi                     write docs/openapi/ and docs/states.md from the code
  ./hx sbom                        write artifacts/sbom/, what each program is made of; fails on a package with a known weakness
  ./hx pictures                    write docs/pictures/ from the running house (after ./hx demo)
  ./hx bench [ledger|import] [ROUNDS]  the real ledger against a no-op consumer; posting and reading alone; an import of 100,000 lines
  ./hx bench rebuild [POSTINGS]    a rebuild of one book: postings a second, and where the time goes
  ./hx bench reports [POSTINGS]    reports beside 10,000 and 1,000,000 postings of 20 years
  ./hx bench latency               second key to report at 1, 20 and 200 keys a second
  ./hx bench portal                pages of the running house: their size, their time, what each costs (after ./hx demo)
  ./hx bench sign-in               sign-ins and tokens a second, and what limits them
  ./hx bench sheets                a table of 200,000 lines as XLSX, CSV and HTML: time and memory

Settings (environment):
  HX_POSTGRES=postgresql://admin:password@host:port      use this PostgreSQL instead of a private one
  HX_RABBITMQ=amqp://admin:password@host:port            use this RabbitMQ instead of a private one
  HX_RABBITMQ_HTTP=http://host:15672                     its management API
  HX_TESTCONTAINERS=1                                    ./hx test starts its servers in containers (Docker)
  HX_MEMORY_MB=1024                                      memory of one service for its objects; 0: without limit
  HX_PORT_OFFSET=N                                       add N to every port (several checkouts on one machine)
EOT
}

command=${1:-help}
[ $# -eq 0 ] || shift
case "$command" in
  help|-h|--help) help ;;
  up) up "$@" ;;
  down) down "$@" ;;
  status) status ;;
  logs) show_logs "$@" ;;
  token) token "$@" ;;
  operator) first_operator "$@" ;;
  psql) service_psql "$@" ;;
  demo) demo "$@" ;;
  rebuild) rebuild "$@" ;;
  verify) verify "$@" ;;
  test) run_tests "$@" ;;
  secrets) secrets "$@" ;;
  compose-check) compose_check "$@" ;;
  backup) backup "$@" ;;
  restore) restore "$@" ;;
  openapi) write_openapi "$@" ;;
  sbom) sbom "$@" ;;
  pictures) pictures "$@" ;;
  bench) bench "$@" ;;
  supervise) supervise "$@" ;;
  *) fail "unknown command '$command': see ./hx help" ;;
esac
