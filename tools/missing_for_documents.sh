#!/usr/bin/env bash
# Names the Debian packages for scans, DOC and RTF, and reports as PDF that this machine lacks, on one line; nothing when
# it has them all.
set -u
missing=()
have_library() { ls /usr/lib/*/"$1" >/dev/null 2>&1 || [ -e "/usr/lib/$1" ]; }
command -v tesseract >/dev/null || missing+=(tesseract-ocr)
ls /usr/share/tesseract-ocr/*/tessdata/vie.traineddata >/dev/null 2>&1 || missing+=(tesseract-ocr-vie)
have_library libpango-1.0.so.0 || missing+=(libpango-1.0-0)
have_library libpangoft2-1.0.so.0 || missing+=(libpangoft2-1.0-0)
# Ubuntu and newer Debian keep these fonts in another package.
ls -d /usr/share/fonts/truetype/liberation* >/dev/null 2>&1 ||
  missing+=("$(apt-cache show fonts-liberation2 >/dev/null 2>&1 && echo fonts-liberation2 || echo fonts-liberation)")
{ command -v soffice || command -v libreoffice; } >/dev/null || missing+=(libreoffice-writer-nogui)
[ "${#missing[@]}" = 0 ] || echo "${missing[*]}"
