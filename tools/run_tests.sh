#!/usr/bin/env bash
# The suite on SQLite; with the argument `postgres` on a PostgreSQL of its own. Further arguments go to pytest:
# `--database-only` leaves out what the engine cannot change.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "${1:-}" = postgres ]; then
  shift
  exec bash tools/with_postgres.sh bash tools/run_tests_here.sh "$@"
fi
unset DATABASE_URL
exec bash tools/run_tests_here.sh "$@"
