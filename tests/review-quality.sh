#!/bin/sh
# Prints what docs/review-quality.md holds: agreement with the labelled answers, then speed.
# Needs a release build: cargo build --release. With FOLDER=DIR it reviews the Markdown files of that folder as well.
set -eu
cd "$(dirname "$0")/.."
cargo test --quiet --test labelled -- --nocapture 2>/dev/null | grep -vE '^(ALARM|MISS)'
cargo test --quiet --test scores -- --nocapture 2>/dev/null
cargo test --quiet --test passages -- --nocapture 2>/dev/null | grep -vE '^(ALARM|MISS)'
program=target/release/ssmr
answer=$(mktemp)
trap 'rm -f "$answer" "$answer".*' EXIT
cat tests/labelled/given/tutor-b.md tests/labelled/given/phish-a.md | head -c 7100 > "$answer"
median() {
    for _ in $(seq 50); do
        start=$(date +%s%N)
        "$@" > /dev/null
        end=$(date +%s%N)
        echo $(((end - start) / 1000))
    done | sort -n | sed -n 25p
}
echo "true: $(median true) us, ssmr review of $(wc -w < "$answer") words: $(median "$program" review --no-record "$answer") us"
for size in 1 2 4 8; do
    : > "$answer.$size"
    while [ "$(wc -c < "$answer.$size")" -lt $((size * 1000000)) ]; do cat tests/labelled/given/*.md >> "$answer.$size"; done
    head -c $((size * 1000000)) "$answer.$size" | iconv -c -t UTF-8 > "$answer.cut"
    echo "$size MB: $(/usr/bin/time -f '%e s, %M KB' "$program" review --no-record "$answer.cut" 2>&1 >/dev/null)"
done
[ -z "${FOLDER:-}" ] || {
    du -cb "$FOLDER"/*.md | tail -1
    /usr/bin/time -f '%e s, %U s of processors, %M KB' "$program" review --no-record --format jsonl "$FOLDER"/*.md > /dev/null
}
