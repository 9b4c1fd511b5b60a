#!/usr/bin/env bash
# The Debian packages that the tests need. With root they are installed, without one line names what is missing.
set -u
declare -A wanted=( [chromium]=chromium [/usr/lib/postgresql/15/bin/postgres]=postgresql-15 )
missing=()
for program in "${!wanted[@]}"; do
  case "$program" in
    /*) [ -x "$program" ] || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing+=("${wanted[$program]}") ;;
    *) command -v "$program" >/dev/null || missing+=("${wanted[$program]}") ;;
  esac
done
# Pages in ten scripts are looked at in the browser.
[ -e /usr/share/fonts/truetype/noto/NotoSansLao-Regular.ttf ] || missing+=(fonts-noto-core)
[ -d /usr/share/fonts/opentype/noto ] || missing+=(fonts-noto-cjk)
read -r -a for_documents <<<"$(bash "$(dirname "$0")/missing_for_documents.sh")"
missing+=("${for_documents[@]}")
[ "${#missing[@]}" = 0 ] && exit 0
if [ "$(id -u)" = 0 ]; then
  echo "installing ${missing[*]} …"
  # Ubuntu names the PostgreSQL package after another version.
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 ||
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]/postgresql-15/postgresql}" >/dev/null 2>&1
else
  echo "Some tests need packages that are missing. Install them: apt install ${missing[*]}" >&2
fi
exit 0
