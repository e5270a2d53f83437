#!/bin/sh
# Installs into an empty directory, compiles and runs a C program through the installed .pc, shared
# and static, runs the installed program, uninstalls, and demands that nothing is left. TAP.
set -u
cd "$(dirname "$0")/.." || exit 1
MAKE=${MAKE:-make} CC=${CC:-cc} PKG_CONFIG=${PKG_CONFIG:-pkg-config} MODE=${MODE:-release}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT INT TERM
root=$dir/root
prefix=/opt/letoon-test

try() { # name, command
    name=$1
    shift
    if "$@" > "$dir/log" 2>&1; then
        echo "ok - $name"
    else
        echo "not ok - $name (status $?)"
        sed 's/^/# /' "$dir/log"
    fi
}

cat > "$dir/use.c" <<'END'
#include <letoon/letoon.h>
#include <stdio.h>
#include <string.h>
int main(void) {
    printf("%s %u\n", letoon_version(), (unsigned)letoon_abi());
    return letoon_abi() != LETOON_ABI || strcmp(letoon_version(), LETOON_VERSION) != 0;
}
END

pc() {
    PKG_CONFIG_PATH=$root$prefix/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH} \
        PKG_CONFIG_SYSROOT_DIR='' "$PKG_CONFIG" --define-variable=prefix="$root$prefix" \
        --define-variable=libdir="$root$prefix/lib" \
        --define-variable=includedir="$root$prefix/include" "$@"
}

shared() {
    # shellcheck disable=SC2046,SC2086 # words of flags
    $CC $MODE_CFLAGS "$dir/use.c" $(pc --cflags --libs letoon) -o "$dir/shared" &&
        LD_LIBRARY_PATH=$root$prefix/lib DYLD_LIBRARY_PATH=$root$prefix/lib "$dir/shared"
}

needs_soname() {
    LD_LIBRARY_PATH='' ldd "$dir/shared" | grep -q "${SONAME:-libletoon.so}"
}

# The archive alone, without the shared library beside it.
static() {
    mkdir "$dir/only" && cp "$root$prefix/lib/libletoon.a" "$dir/only" || return 1
    # shellcheck disable=SC2046,SC2086
    $CC $MODE_CFLAGS "$dir/use.c" $(pc --cflags letoon) -L"$dir/only" \
        $(pc --static --libs letoon | sed "s|-L$root$prefix/lib||g") -o "$dir/static" &&
        "$dir/static" && ! ldd "$dir/static" | grep -q libletoon
}

left() {
    ! find "$root" ! -path "$root" | grep .
}

mkdir "$root"
try 'make install' $MAKE --no-print-directory install "DESTDIR=$root" "PREFIX=$prefix" "MODE=$MODE" "CC=$CC"
try 'a program with the shared library' shared
command -v ldd > /dev/null 2>&1 && try 'it asks for the soname' needs_soname
try 'a program with the static library' static
[ -x "$root$prefix/bin/letoon" ] && try 'letoon --version' "$root$prefix/bin/letoon" --version
try 'make uninstall' $MAKE --no-print-directory uninstall "DESTDIR=$root" "PREFIX=$prefix" "MODE=$MODE"
try 'nothing is left' left
# The .pc of the build tree must be the default prefix's again.
$MAKE --no-print-directory "MODE=$MODE" "CC=$CC" "build/$MODE/letoon.pc" > /dev/null 2>&1 || true
