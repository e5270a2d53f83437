#!/bin/sh
# Markdown over the public conformance data and corpora, against the examples' own HTML and against
# the program cmark-gfm. Prints TAP; skipped without LETOON_TEST_DATA.
set -u
here=$(dirname "$0")
data=${LETOON_TEST_DATA:-}
if [ -z "$data" ] || [ ! -f "$data/conformance/gfm-spec.txt" ]; then
    echo '1..1'
    echo 'ok 1 - gfm # SKIP LETOON_TEST_DATA names no folder with conformance data'
    exit 0
fi
B=${B:-build/release}
out=$B/tests/conformance/test_markdown
program=cmark-gfm
# Another version of the library has other faults mended; only like is compared with like.
if [ "$($program --version 2> /dev/null | sed -n 's/^cmark-gfm \([^ ]*\).*/\1/p')" != "$("$out" --version)" ]; then
    program=
fi
exec "$out" "$data" "$out.in" "$here/markdown-known.txt" $program
