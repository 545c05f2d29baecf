#!/bin/sh
# Checks every page in a folder: no error in the Nu HTML checker, inert in a real browser, no violation in axe-core in
# light, dark and print. Prints some answers to PDF and checks those too.
# Usage: check.sh DIR
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=$(cd "${1:?"usage: check.sh DIR"}" && pwd)

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

# Some answers are printed, with figures; their pages are then checked like the others.
cd "$here/../.."
rm -rf "$dir/pdf"
node "$here/pdf.mjs" "$dir/pdf" tests/exports/*.md prompts/*/*.strong.md

# Errors and warnings are both listed; only errors fail.
find "$dir" -maxdepth 2 -name '*.html' -print0 | sort -z | xargs -0 java -Xss16m -jar "$jar" --also-check-css || exit 1
echo "Nu HTML checker: $(find "$dir" -maxdepth 2 -name '*.html' | wc -l) pages, 0 errors"

for folder in "$dir" "$dir/pdf"; do
    node "$here/inert.mjs" "$folder"
    node "$here/axe.mjs" "$folder"
done
