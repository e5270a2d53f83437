#!/usr/bin/env bash
# Builds the program into a directory that works on another machine of the same system: the
# libraries that are not the C library's lie beside it. Does nothing when it is there, which means
# that the cache had it.
#   LETOON_HOME       letoon's own sources
#   LETOON_DIRECTORY  where it goes
set -euo pipefail

if "$LETOON_DIRECTORY/bin/letoon" --version 2> /dev/null; then
    exit
fi
echo '::group::Build letoon'
rm -rf "$LETOON_DIRECTORY"
sh "$LETOON_HOME/src/tools/packages.sh" install site
make -s -C "$LETOON_HOME" -j "$(getconf _NPROCESSORS_ONLN)"
mkdir -p "$LETOON_DIRECTORY/bin" "$LETOON_DIRECTORY/lib"
cp "$LETOON_HOME/build/release/letoon" "$LETOON_DIRECTORY/lib/letoon"
if command -v ldd > /dev/null; then
    ldd "$LETOON_DIRECTORY/lib/letoon" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' |
        grep -vE '/(libc|libm|libdl|libpthread|librt)\.so' |
        while read -r library; do cp -L "$library" "$LETOON_DIRECTORY/lib/"; done
fi
cat > "$LETOON_DIRECTORY/bin/letoon" <<'END'
#!/bin/sh
lib=${0%/*}/../lib
LD_LIBRARY_PATH=$lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} exec "$lib/letoon" "$@"
END
chmod +x "$LETOON_DIRECTORY/bin/letoon"
echo '::endgroup::'
"$LETOON_DIRECTORY/bin/letoon" --version
