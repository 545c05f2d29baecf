#!/usr/bin/env bash
# Makes the pictures of this folder: the real program in tmux, its screen with colors, drawn as SVG by `draw.mjs`.
# The clock and the seed are pinned, so the same program gives the same pictures. Needs tmux and Node.
# Usage: docs/pictures/make.sh [PROGRAM]; without PROGRAM the debug build is used.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
if [ $# -gt 0 ]; then
    program=$(realpath "$1")
else
    (cd "$root" && cargo build --quiet --locked)
    program=${CARGO_TARGET_DIR:-$root/target}/debug/ssmr
fi

work=$(mktemp -d)
socket=ssmr-pictures-$$
# The program still writes while it is being ended.
# The program saves when its terminal goes away, so the folder may be in use for a moment longer.
trap 'tmux -L "$socket" kill-server 2>/dev/null || true; rm -rf "$work" 2>/dev/null || { sleep 1; rm -rf "$work"; }' EXIT
mkdir "$work/bin" "$work/case"
ln -s "$program" "$work/bin/ssmr"

pane() { tmux -L "$socket" "$@"; }

# open COLUMNS ROWS: a fresh terminal in a fresh folder, with a plain prompt.
open() {
    # tmux gives the first window of its server the size that is asked for.
    pane kill-server 2>/dev/null || true
    pane -f /dev/null new-session -d -x "$1" -y "$2" -c "$work/case" \
        "env -i PATH='$work/bin:/usr/bin:/bin' HOME='$work' SSMR_HOME='$work/home' SSMR_SEED=7 \
            SSMR_NOW=2026-11-24T19:00:00Z TERM=xterm-256color COLORTERM=truecolor LANG=C.UTF-8 PS1='\$ ' bash --norc --noprofile"
    pane set-option -g status off
    wait_for '$'
}

# wait_for TEXT: until the text is on the screen; gives up after 20 seconds.
wait_for() {
    for _ in $(seq 200); do
        if pane capture-pane -p | grep -qF -- "$1"; then return; fi
        sleep 0.1
    done
    echo "make.sh: \`$1\` never came; the screen was:" >&2
    pane capture-pane -p >&2
    exit 1
}

# say TEXT AWAIT: types a line and waits for what comes.
say() {
    pane send-keys -l -- "$1"
    pane send-keys Enter
    wait_for "$2"
}

# shoot NAME TITLE: draws the screen as NAME.svg.
shoot() {
    pane capture-pane -e -p -N >"$work/screen"
    local cursor
    cursor=$(pane display-message -p '#{cursor_x},#{cursor_y},#{cursor_flag}')
    node "$here/draw.mjs" "$2" "$cursor" <"$work/screen" >"$here/$1.svg"
    echo "$here/$1.svg"
}

# press KEY AWAIT: presses a key and waits for what comes.
press() {
    pane send-keys "$1"
    wait_for "$2"
}

# write TEXT: types into the field that has the cursor; the last word does not break over two lines.
write() {
    pane send-keys -l -- "$1"
    wait_for "${1##* }"
}

open 108 25
say 'ssmr practice tutoring-assistant --timing live' 'Quillmere'
press Enter 'Primary user'
write 'Dana, 16, takes AP Biology after a shift at the store and starts her homework at eleven.'
press C-g 'Go to'
pane send-keys -l -- '7'
press Enter '7 of 21'
press F3 'it depends'
write 'Do it, if it helps before it tells: each honest try earns a hint, and the full solution comes after two tries'
write ' or after the deadline, and never while a quiz is open.'
pane send-keys Enter Enter
write 'We go back to hints alone if quiz scores in any district fall by two points'
wait_for ' saved'
shoot practice 'ssmr practice tutoring-assistant --timing live'
