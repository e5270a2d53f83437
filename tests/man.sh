#!/bin/sh
# The man pages: mandoc finds no fault, and the options in letoon(1) are those of the program's
# own table. The manual: it has every rule with its severity, its links lead somewhere, and its
# example compiles. Prints TAP.
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

verdict() { # name; faults on standard input
    faults=$(cat)
    if [ -n "$faults" ]; then
        printf 'not ok - %s\n' "$1"
        printf '%s\n' "$faults" | sed 's/^/# /'
    else
        printf 'ok - %s\n' "$1"
    fi
}

"$B/letoon" rules | sed -n 's|^  \([a-z]*/[a-z-]*\) *\([a-z]*\) .*|\1 \2|p' | sort > "$dir/rules"
sed -n 's/^| `\([a-z]*\/[a-z-]*\)` | \([a-z]*\) |.*/\1 \2/p' docs/manual/diagnostics.md |
    sort > "$dir/rows"
diff "$dir/rules" "$dir/rows" | verdict 'the manual has every rule with its severity'

for page in README.md docs/*.md docs/manual/*.md; do
    # Indented lines are examples.
    grep -v '^    ' "$page" | grep -o '](\([^)#:]*\)[)#]' | sed -e 's/^](//' -e 's/[)#]$//' | sort -u |
        while read -r link; do
            [ -z "$link" ] || [ -e "$(dirname "$page")/$link" ] || echo "$page: $link"
        done
done | verdict 'links between the documents lead somewhere'

# The first indented block with an #include is the example.
awk '/^    #include <letoon/ { on = 1 }
     on && /^[^ ]/ { exit }
     on { print substr($0, 5) }' docs/manual/library.md > "$dir/example.c"
# shellcheck disable=SC2086 # the compiler may be a command with options
${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only "$dir/example.c" 2>&1 |
    verdict 'the example in the manual compiles'
[ -s "$dir/example.c" ] || echo 'not ok - the manual has an example'
