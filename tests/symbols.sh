#!/bin/sh
# The shared and the static library give the linker letoon_* and nothing else, and they give it
# every function that the public header declares. Prints TAP.
set -u
cd "$(dirname "$0")/.." || exit 1
B=${B:-build/release}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT INT TERM

grep -oE '\bletoon_[a-z0-9_]+ *\(' include/letoon/letoon.h | tr -d ' (' | sort -u > "$dir/declared"

check() { # name; what nm lists on standard input
    awk '$2 ~ /^[A-TV-Z]$/ && $2 != "U" { print $3 }' | sort -u > "$dir/exported"
    case $MODE in # sanitizers and coverage bring names of their own
        asan | tsan | cover | fuzz) grep -vE '^_*(asan|ubsan|tsan|gcov|odr|llvm|mangle_path|__)' "$dir/exported" > "$dir/own"
            mv "$dir/own" "$dir/exported" ;;
    esac
    others=$(grep -v '^letoon_' "$dir/exported")
    if [ -n "$others" ]; then
        echo "not ok - $1 exports letoon_* only"
        echo "$others" | sed 's/^/# /'
    else
        echo "ok - $1 exports letoon_* only"
    fi
    absent=$(comm -23 "$dir/declared" "$dir/exported")
    if [ -n "$absent" ]; then
        echo "not ok - $1 has all that letoon.h declares"
        echo "$absent" | sed 's/^/# /'
    else
        echo "ok - $1 has all that letoon.h declares"
    fi
}

nm -D --defined-only "$B/${SONAME:-libletoon.so.1}" | check "$SONAME"
if command -v objcopy > /dev/null 2>&1; then
    nm -g --defined-only "$B/libletoon.a" | check libletoon.a
else
    echo 'ok - libletoon.a # SKIP no objcopy: inner names stay visible'
fi
