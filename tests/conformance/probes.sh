#!/bin/sh
# Templates over Jekyll's own site of probes. Prints TAP; skipped without LETOON_TEST_DATA.
set -u
data=${LETOON_TEST_DATA:-}/conformance/jekyll-probes
if [ -z "${LETOON_TEST_DATA:-}" ] || [ ! -f "$data/expected.json" ]; then
    echo '1..1'
    echo 'ok 1 - probes # SKIP LETOON_TEST_DATA names no folder with conformance data'
    exit 0
fi
B=${B:-build/release}
out=$B/tests/conformance/test_probes
exec "$out" "$data"
