#!/bin/sh
# Prints make variables: which hardening flags this compiler and linker take, whether iconv needs
# a library of its own, and which of the archive tools work here.
# Usage: probe.sh COMPILER
set -u
cc=$1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT INT TERM
unset MAKEFLAGS MFLAGS

printf '#include <stdio.h>\nint main(void) { return 0; }\n' > "$dir/empty.c"
cat > "$dir/iconv.c" <<'END'
#include <iconv.h>
int main(void) { return iconv_open("UTF-8", "GB18030") == (iconv_t)-1; }
END

compiles() {
    # shellcheck disable=SC2086 # the compiler may be a command with options
    $cc -O2 -Werror "$@" -c "$dir/empty.c" -o "$dir/empty.o" > /dev/null 2>&1
}

# The strongest level of checked string functions which the C library has.
fortify() {
    for level in 3 2; do
        if compiles -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$level; then
            echo "-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$level"
            return
        fi
    done
}

links() {
    # shellcheck disable=SC2086
    $cc -O2 "$@" -o "$dir/program" > "$dir/log" 2>&1 && ! grep -qi 'warning\|unknown' "$dir/log"
}

taken() { # the flags of the list which the compiler takes; one call when it takes all
    if compiles "$@"; then
        echo "$*"
        return
    fi
    for flag; do
        compiles "$flag" && printf '%s ' "$flag"
    done
    echo
}

taken_by_linker() {
    if links "$dir/empty.c" "$@"; then
        echo "$*"
        return
    fi
    for flag; do
        links "$dir/empty.c" "$flag" && printf '%s ' "$flag"
    done
    echo
}

echo "HARDEN_CFLAGS := $(taken -fstack-protector-strong -fstack-clash-protection \
    -fstrict-flex-arrays=3 -ftrivial-auto-var-init=zero -fzero-init-padding-bits=all \
    -fcf-protection=full -mbranch-protection=standard -fno-delete-null-pointer-checks \
    -fno-strict-overflow -fno-strict-aliasing)"
echo "FORTIFY := $(fortify)"
echo "NO_PLT := $(taken -fno-plt)" # all is bound at the start: the way round by a table is spared
echo "HARDEN_LDFLAGS := $(taken_by_linker -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack \
    -Wl,--as-needed)"
echo "PIE_LDFLAGS := $(taken_by_linker -pie)"
echo "WARN_MORE := $(taken -Wformat=2 -Wimplicit-fallthrough -Wtrampolines -Wbidi-chars=any \
    -Werror=implicit -Werror=incompatible-pointer-types -Werror=int-conversion \
    -Werror=format-security)"

if links "$dir/iconv.c"; then
    echo 'ICONV_LIBS :='
elif links "$dir/iconv.c" -liconv; then
    echo 'ICONV_LIBS := -liconv'
else
    echo 'ICONV_LIBS := -liconv # neither libc nor libiconv has iconv here: linking will say so'
fi

# The shipped archive is one object whose inner names are local; without objcopy it is plain.
if command -v objcopy > /dev/null 2>&1; then
    echo 'OBJCOPY ?= objcopy'
fi
