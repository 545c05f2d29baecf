#!/bin/sh
# Installs what the checks of exported pages need on a Debian machine that has Node: Java, Chromium, fonts, poppler,
# qpdf, and the npm packages of package.json.
set -eu
cd "$(dirname "$0")"

missing=""
command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v pdfinfo >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v qpdf >/dev/null 2>&1 || missing="$missing qpdf"
fc-list 2>/dev/null | grep -q Liberation || missing="$missing fonts-liberation"
if [ -n "$missing" ]; then
    as_root=""
    [ "$(id -u)" -eq 0 ] || as_root="sudo"
    $as_root apt-get update -qq
    # shellcheck disable=SC2086 # several packages, each its own word
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
fi

npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
