#!/usr/bin/env bash
# Runs a command beside an empty PostgreSQL (Debian's package, a server of its own in a temporary folder) whose address it
# finds in DATABASE_URL; the server and its data are gone afterwards.
set -euo pipefail

postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
if [ -z "$postgres" ]; then
  [ "${CI:-}" = true ] && { echo "PostgreSQL is missing" >&2; exit 1; }
  echo "== PostgreSQL: not installed, left out (apt install postgresql)" >&2
  exit 0
fi

echo "== PostgreSQL ($("$postgres/postgres" --version))"
folder=$(mktemp -d /tmp/nhipcau-postgres-XXXXXX)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# PostgreSQL refuses to run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
[ "$(id -u)" = 0 ] && chown postgres "$folder"
stop() { as_owner "$postgres/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"; }
trap stop EXIT
cd "$folder" 2>/dev/null || true
as_owner "$postgres/initdb" -D "$folder/data" -U nhipcau --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
as_owner "$postgres/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
  -o "-p $port -c listen_addresses=127.0.0.1 -k $folder -c fsync=off -c full_page_writes=off -c synchronous_commit=off" start >/dev/null
cd "$OLDPWD"
DATABASE_URL="postgres://nhipcau@127.0.0.1:$port/postgres" "$@"
