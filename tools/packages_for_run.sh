#!/usr/bin/env bash
# For `make run`: what documents in all formats need. With root it is installed once the first page has been answered, so
# that nobody waits for it; without root one line names it. Everything else works meanwhile, and without it.
set -u
port="$1"
missing=$(bash "$(dirname "$0")/missing_for_documents.sh")
[ -z "$missing" ] && exit 0
if [ "$(id -u)" != 0 ]; then
  echo "nhipcau: scans, DOC and RTF cannot be read yet. Install what they need: sudo apt install $missing" >&2
  exit 0
fi
install_later() {
  for _ in $(seq 300); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    sleep 1
  done
  # Small packages first: a package that this system does not have must not keep the others away.
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  for package in $missing; do
    nice apt-get install -y -qq --no-install-recommends "$package" || failed+=("$package")
  done
}
failed=()
{
  install_later >/dev/null 2>&1
  if [ "${#failed[@]}" = 0 ]; then
    echo "nhipcau: scans, DOC and RTF can be read from now on (installed $missing)." >&2
  else
    echo "nhipcau: these packages could not be installed: apt install ${failed[*]}" >&2
  fi
} &
disown
