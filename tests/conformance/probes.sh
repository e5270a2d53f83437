#!/bin/sh
# Templates over Jekyll's own site of probes. Prints TAP; skipped without LETOON_TEST_DATA.
set -u
here=$(dirname "$0")
data=${LETOON_TEST_DATA:-}/conformance/jekyll-probes
if [ -z "${LETOON_TEST_DATA:-}" ] || [ ! -f "$data/expected.json" ]; then
    echo '1..1'
    echo 'ok 1 - probes # SKIP LETOON_TEST_DATA names no folder with conformance data'
    exit 0
fi
B=${B:-build/release}
out=$B/tests/conformance/test_probes
mkdir -p "${out%/*}"
# shellcheck disable=SC2046,SC2086 # words meant
${CC:-cc} ${CHECK_CFLAGS:--std=c11 -Isrc -Iinclude} ${MODE_CFLAGS:-} -O1 -g \
    "$here/test_probes.c" -o "$out" "$B/inner.a" \
    $(${PKG_CONFIG:-pkg-config} --libs yaml-0.1 libcmark-gfm libxxhash libutf8proc jansson) \
    -lcmark-gfm-extensions ${ICONV:-} || exit 1
exec "$out" "$data" "$here/probes-known.txt"
