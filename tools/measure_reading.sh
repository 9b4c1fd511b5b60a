#!/usr/bin/env bash
# What the reader of the work tree reads better (+) and what worse (-) than that of another revision, item by item.
#   bash tools/measure_reading.sh PYTHON [REVISION]      main when no revision is named, the last commit when there is no main
set -euo pipefail
cd "$(dirname "$0")/.."
python=$1
revision=${2:-main}
git rev-parse --quiet --verify "$revision^{commit}" > /dev/null || revision=HEAD
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
git archive "$revision" src | tar -x -C "$folder"
NHIPCAU_READER="$folder/src" "$python" benchmarks/reading.py --save "$folder/before.json"
echo "compared with $(git log -1 --format='%h %s' "$revision")"
"$python" benchmarks/reading.py --compare "$folder/before.json"
