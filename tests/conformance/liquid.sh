#!/bin/sh
# Liquid over the public conformance data. Prints TAP; skipped without LETOON_TEST_DATA.
set -u
data=${LETOON_TEST_DATA:-}/conformance
if [ -z "${LETOON_TEST_DATA:-}" ] || [ ! -f "$data/golden_liquid.json" ]; then
    echo '1..1'
    echo 'ok 1 - golden-liquid # SKIP LETOON_TEST_DATA names no folder with conformance data'
    exit 0
fi
B=${B:-build/release}
out=$B/tests/conformance/test_liquid
exec "$out" "$data"
