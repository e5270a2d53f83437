#!/bin/sh
# Every header compiles alone and twice; the public one in C++ too. Prints TAP.
set -u
cd "$(dirname "$0")/.." || exit 1
CC=${CC:-cc}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT INT TERM

try() { # name, compiler and flags
    name=$1
    shift
    # shellcheck disable=SC2068 # the words of a command
    if $@ > "$dir/log" 2>&1; then
        echo "ok - $name"
    else
        echo "not ok - $name"
        sed 's/^/# /' "$dir/log"
    fi
}

for header in $(find src include -name '*.h' | sort); do
    name=${header#src/}
    name=${name#include/}
    printf '#include "%s"\n#include "%s"\nextern int here;\n' "$name" "$name" > "$dir/alone.c"
    try "$name alone" $CC ${CHECK_CFLAGS:--std=c11 -Isrc -Iinclude} -Wall -Wextra -Werror \
        -Wno-unused-function -fsyntax-only "$dir/alone.c"
done

printf '#include <letoon/letoon.h>\nint main(void) { return letoon_abi() != LETOON_ABI; }\n' > "$dir/public.cc"
cxx=
for c in "${CXX:-}" c++ g++ clang++; do
    [ -n "$c" ] && command -v "${c%% *}" > /dev/null 2>&1 && cxx=$c && break
done
if [ -n "$cxx" ]; then
    try 'letoon.h in C++' $cxx -std=c++11 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only \
        "$dir/public.cc"
else
    echo 'ok - letoon.h in C++ # SKIP no C++ compiler'
fi
try 'letoon.h in C99' $CC -std=c99 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only \
    -x c "$dir/public.cc"
