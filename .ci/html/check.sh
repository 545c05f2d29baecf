#!/bin/sh
# Checks every page in a folder: no error in the Nu HTML checker, inert in a real browser, no violation in axe-core in
# light, dark and print. Then prints some answers to PDF and checks those.
# Usage: check.sh DIR
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=${1:?"usage: check.sh DIR"}

pages=$(find "$dir" -maxdepth 1 -name '*.html' | sort)
if [ -z "$pages" ]; then
    echo "check.sh: no *.html in $dir" >&2
    exit 2
fi
jar="$here/node_modules/vnu-jar/build/dist/vnu.jar"
for program in java chromium pdfinfo qpdf; do
    command -v "$program" >/dev/null 2>&1 || missing=yes
done
if [ ! -f "$jar" ] || [ -n "${missing:-}" ]; then
    "$here/install.sh"
fi

# Errors and warnings are both listed; only errors fail.
find "$dir" -maxdepth 1 -name '*.html' -print0 | sort -z | xargs -0 java -Xss16m -jar "$jar" --also-check-css || exit 1
echo "Nu HTML checker: $(echo "$pages" | wc -l) pages, 0 errors"

node "$here/inert.mjs" "$dir"
node "$here/axe.mjs" "$dir"

cd "$here/../.."
node "$here/pdf.mjs" "$dir/pdf" tests/exports/*.md prompts/*/*.strong.md
