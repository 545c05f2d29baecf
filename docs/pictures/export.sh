#!/usr/bin/env bash
# Makes export.png: three pages of a shipped sample as it would be handed in. Needs Chromium and poppler-utils.
# Usage: docs/pictures/export.sh [PROGRAM]; without PROGRAM the debug build is used.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
if [ $# -gt 0 ]; then
    program=$(realpath "$1")
else
    (cd "$root" && cargo build --quiet --locked)
    program=${CARGO_TARGET_DIR:-$root/target}/debug/ssmr
fi
browser=${CHROMIUM:-chromium}
sample=$root/prompts/capability-trade-off/medical-advice-89.strong.md

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SSMR_HOME=$work/home SSMR_BROWSER=$browser
"$program" export "$sample" --to pdf --figures --candidate "Sam Poe" -o "$work/answer.pdf" 2>/dev/null >&2

# The first page, the one with the diagram, and the one with the risk matrix.
number_of() { # number_of WORDS: the last page on which they stand
    local pages page
    pages=$(pdfinfo "$work/answer.pdf" | sed -n 's/^Pages: *//p')
    for page in $(seq "$pages" -1 1); do
        if pdftotext -f "$page" -l "$page" "$work/answer.pdf" - | grep -qF "$1"; then echo "$page"; return; fi
    done
}
for page in 1 "$(number_of 'Safety flow')" "$(number_of 'Risk matrix')"; do
    pdftoppm -png -r 110 -f "$page" -l "$page" -singlefile "$work/answer.pdf" "$work/page-$page"
    echo "<img src=\"page-$page.png\" alt=\"\">" >> "$work/images.html"
done
cat > "$work/sheet.html" <<HTML
<!doctype html><meta charset="utf-8"><title>pages</title>
<style>body{margin:0;padding:24px;display:flex;gap:24px;background:#dfe3e7}img{width:480px;box-shadow:0 1px 6px #0004}</style>
$(cat "$work/images.html")
HTML
root_flag=$([ "$(id -u)" = 0 ] && echo --no-sandbox || true)
# shellcheck disable=SC2086 # no flag is no word
"$browser" --headless $root_flag --disable-gpu --no-first-run --user-data-dir="$work/profile" --hide-scrollbars \
    --window-size=1536,728 --screenshot="$here/export.png" "file://$work/sheet.html" >/dev/null 2>&1
echo "docs/pictures/export.png"
