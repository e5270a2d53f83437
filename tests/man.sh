#!/bin/sh
# The man pages: mandoc finds no fault, and the options in letoon(1) are those of the program's
# own table. Prints TAP.
set -u
cd "$(dirname "$0")/.." || exit 1
B=${B:-build/release}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT INT TERM

# letoon(1) holds, between two marks, what `letoon help --mdoc` prints.
mark='^\.\\" OPTIONS'
if [ "${1:-}" = update ]; then
    "$B/letoon" help --mdoc > "$dir/options" &&
        sed -e "/$mark BEGIN/r $dir/options" -e "/$mark BEGIN/,/$mark END/{/$mark/!d;}" docs/man/letoon.1 > "$dir/page" &&
        cat "$dir/page" > docs/man/letoon.1
    exit
fi

for page in docs/man/*.[1-9]; do
    [ -e "$page" ] || { echo 'ok - man pages # SKIP none yet'; exit 0; }
    name=$(basename "$page")
    if ! command -v mandoc > /dev/null 2>&1; then
        echo "ok - $name # SKIP no mandoc"
    elif mandoc -T lint -W warning "$page" > "$dir/lint" 2>&1; then
        echo "ok - $name"
    else
        echo "not ok - $name"
        sed 's/^/# /' "$dir/lint"
    fi
done

sed -n "/$mark BEGIN/,/$mark END/p" docs/man/letoon.1 | sed '1d;$d' > "$dir/have"
"$B/letoon" help --mdoc > "$dir/want"
if diff -u "$dir/have" "$dir/want" > "$dir/diff"; then
    echo 'ok - letoon.1 lists the options of the program'
else
    echo 'not ok - letoon.1 lists the options of the program (sh tests/man.sh update)'
    sed 's/^/# /' "$dir/diff"
fi
