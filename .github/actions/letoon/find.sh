#!/usr/bin/env bash
# Says which program to run: the one that is there, or where one will be built and by which key it
# is kept: the system, the version, and the content of all that the program is made of.
#   LETOON_PROGRAM  a program that is there already; may be empty
#   LETOON_HOME     letoon's own sources
set -euo pipefail

output() { printf '%s=%s\n' "$1" "$2" >> "$GITHUB_OUTPUT"; }

if [ -n "${LETOON_PROGRAM:-}" ]; then
    program=$(command -v "$LETOON_PROGRAM") || {
        printf '::error::program: there is no "%s"\n' "$LETOON_PROGRAM"
        exit 2
    }
    output program "$program"
    exit
fi

cd "$LETOON_HOME"
version=$(sed -n 's/^#define LETOON_VERSION *//p' include/letoon/letoon.h | tr -d '"')
content=$(find Makefile src include layouts docs/rules docs/letoon.pc.in -type f -print0 | LC_ALL=C sort -z |
    xargs -0 sha256sum | sha256sum | cut -c1-16)
system=$(sed -n 's/^\(ID\|VERSION_ID\)=//p' /etc/os-release 2> /dev/null | tr -d '"' | tr '\n' - || true)
[ -n "$system" ] || system=$(uname -sr | tr ' ' -)-
directory=$RUNNER_TEMP/letoon
output directory "$directory"
output program "$directory/bin/letoon"
output key "letoon-$version-$system$(uname -m)-$content"
