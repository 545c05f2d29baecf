#!/bin/sh
# Exports every shipped sample and every hand-made test answer to HTML, with the debug build, for `check.sh`.
# Usage: export.sh DIR
set -eu
dir=${1:?"usage: export.sh DIR"}
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
cd "$(dirname "$0")/../.."

cargo build --quiet --locked
ssmr=${CARGO_TARGET_DIR:-target}/debug/ssmr

count=0
for answer in prompts/*/*.strong.md prompts/*/*.weak.md src/cli/pack/example/*.md tests/exports/*.md; do
    name=$(basename "$answer" .md)
    "$ssmr" export "$answer" --to html -o "$dir/$name.html" >/dev/null
    count=$((count + 1))
done
# A blank template is an answer too, and so is an answer printed on the other paper.
for case in $("$ssmr" cases --json | sed -n 's/^ *"id": "\(.*\)",*$/\1/p'); do
    "$ssmr" template "$case" | "$ssmr" export - --to html --paper letter -o "$dir/$case.blank.html" >/dev/null
    count=$((count + 1))
done
echo "export.sh: $count pages in $dir"
