#!/bin/sh
# Runs one fuzz target, fuzz_NAME, over corpus/NAME. Prints TAP.
set -u
name=${1#fuzz_}
here=$(dirname "$0")
set --
[ -d "$here/corpus/$name" ] && set -- "$here/corpus/$name"
exec "${B:-build/release}/tests/fuzz/corpus_fuzz_$name" "$@"
