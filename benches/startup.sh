#!/usr/bin/env bash
# How long the program takes to start, beside `true`: the median wall time of 50 runs each, taken in turn, so that a
# busy moment hits all of them. Fails if a command takes more times as long as it may.
# Usage: benches/startup.sh [PROGRAM]; without PROGRAM the release build is made and used. Needs bash 5.
set -euo pipefail
export LC_ALL=C
runs=50
# Arguments, and how many times as long as `true` they may take.
limits=("--version 3" "--help 3" "cases 10")

cd "$(dirname "$0")/.."
if [ $# -gt 0 ]; then
    program=$1
else
    cargo build --release --locked
    program=${CARGO_TARGET_DIR:-target}/release/ssmr
fi
# `true` the program, not the word of the shell. A data folder that is not there keeps packs of this machine out.
true_program=$(type -P true)
export SSMR_HOME=no-such-folder
times=$(mktemp -d)
trap 'rm -rf "$times"' EXIT

# run FILE COMMAND…: adds the wall time of one run in microseconds to a file.
run() {
    local file=$1 start end
    shift
    start=${EPOCHREALTIME/./}
    "$@" >/dev/null
    end=${EPOCHREALTIME/./}
    echo $((end - start)) >>"$file"
}

median() { sort -n "$1" | sed -n "$((runs / 2))p"; }

for _ in $(seq "$runs"); do
    run "$times/true" "$true_program"
    for entry in "${limits[@]}"; do
        run "$times/${entry% *}" "$program" "${entry% *}"
    done
done

base=$(median "$times/true")
awk -v us="$base" 'BEGIN { printf "%-16s %6.2f ms\n", "true", us / 1000 }'
failed=0
for entry in "${limits[@]}"; do
    awk -v us="$(median "$times/${entry% *}")" -v base="$base" -v name="ssmr ${entry% *}" -v limit="${entry##* }" 'BEGIN {
        printf "%-16s %6.2f ms   %.1f times as long, at most %s%s\n", name, us / 1000, us / base, limit, (us > limit * base) ? ": too slow" : ""
        exit (us > limit * base)
    }' || failed=1
done
exit "$failed"
