#!/usr/bin/env bash
# The suite on SQLite; with the argument `postgres` on a PostgreSQL of its own. Further arguments go to pytest:
# `--database-only` leaves out what the engine cannot change.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
# One more than cores: tests that wait for a process or a page leave theirs idle.
workers=$(($(nproc) + 1))
unset DATABASE_URL

if [ "${1:-}" != postgres ]; then
  exec $python -m pytest -n "$workers" --dist loadfile --no-loadscope-reorder -q "$@"
fi
shift

exec bash tools/with_postgres.sh $python -m pytest -n "$workers" --dist loadfile --no-loadscope-reorder -q "$@"
