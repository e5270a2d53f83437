#!/bin/sh
# Liquid over the public conformance data. Prints TAP; skipped without LETOON_TEST_DATA.
set -u
here=$(dirname "$0")
data=${LETOON_TEST_DATA:-}/conformance
if [ -z "${LETOON_TEST_DATA:-}" ] || [ ! -f "$data/golden_liquid.json" ]; then
    echo '1..1'
    echo 'ok 1 - golden-liquid # SKIP LETOON_TEST_DATA names no folder with conformance data'
    exit 0
fi
B=${B:-build/release}
out=$B/tests/conformance/test_liquid
mkdir -p "${out%/*}"
# shellcheck disable=SC2046,SC2086 # words meant
${CC:-cc} ${CHECK_CFLAGS:--std=c11 -Isrc -Iinclude} ${MODE_CFLAGS:-} -O1 -g \
    "$here/test_liquid.c" -o "$out" "$B/inner.a" \
    $(${PKG_CONFIG:-pkg-config} --libs libxxhash libutf8proc jansson) || exit 1
exec "$out" "$data" "$here/liquid-known.txt"
