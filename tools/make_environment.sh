#!/usr/bin/env bash
# Makes the Python environment with uv in it. Says which one apt line is missing where it cannot be made.
set -euo pipefail
venv="$1"
say() { printf 'nhipcau: %s\n' "$*" >&2; }

python=""
for candidate in python3 python3.13 python3.12 python3.11; do
  if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    python="$candidate"; break
  fi
done
if [ -z "$python" ]; then
  say "Python 3.11 or newer is missing. Install it: apt install python3 python3-venv"; exit 2
fi
if [ ! -w . ]; then
  say "this folder cannot be written; clone the repository into a folder of your own."; exit 2
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  version=$("$python" -c 'import sys; print(f"{sys.version_info.major}.{sys.version_info.minor}")')
  if [ "$(id -u)" = 0 ]; then
    say "installing python3-venv …"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "python$version-venv"; } >/dev/null 2>&1 || true
  fi
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    say "Python's venv module is missing. Install it: apt install python$version-venv"; exit 2
  fi
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bootstrap.lock || {
  say "the packages could not be downloaded; is this machine connected to the network?"; exit 2
}
