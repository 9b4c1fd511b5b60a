#!/usr/bin/env bash
# The suite on the PostgreSQL that DATABASE_URL names, or on SQLite. Called by run_tests.sh, from the project's folder.
set -euo pipefail
python=.venv/bin/python
# One more than cores: tests that wait for a process or a page leave theirs idle.
workers=$(($(nproc) + 1))

# Migrations take longest of all: they run once, and each worker begins with a copy (tests/conftest.py).
folder=$(mktemp -d /tmp/nhipcau-tests-XXXXXX)
trap 'rm -rf "$folder"' EXIT
export NHIPCAU_TESTS_FOLDER=$folder
if [ -n "${DATABASE_URL:-}" ]; then
  export NHIPCAU_MIGRATED_DATABASE=nhipcau_migrated
  $python -c 'import os, psycopg
with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
    server.execute("CREATE DATABASE nhipcau_migrated")'
  migrated=${DATABASE_URL%/*}/$NHIPCAU_MIGRATED_DATABASE
else
  export NHIPCAU_MIGRATED_DATABASE=$folder/migrated.sqlite3
  migrated=sqlite:///$NHIPCAU_MIGRATED_DATABASE
fi
PYTHONPATH=src NHIPCAU_DATA=$folder DATABASE_URL=$migrated \
  $python -m django migrate --settings nhipcau.web.settings --verbosity 0

$python -m pytest -n "$workers" --dist loadfile --no-loadscope-reorder -q "$@"
