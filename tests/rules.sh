#!/bin/sh
# The pages of docs/rules: every rule that compares notes has one, it says the rule's severity, its
# bad example gives the finding and nothing else, and its good one gives nothing. Prints TAP.
# Usage: rules.sh [RULE…]
set -u
cd "$(dirname "$0")/.." || exit 1
B=$(cd "${B:-build/release}" && pwd) || exit 1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT INT TERM

# Writes the files of a page into $dir/bad and $dir/good; those of "Original" go into both.
unpack() { # page
    rm -rf "$dir/bad" "$dir/good"
    mkdir "$dir/bad" "$dir/good"
    awk -v dir="$dir" '
        file == "" && /^## / { part = tolower($2); next }
        file == "" && /^~~~~ / { file = $2; next }
        file != "" && /^~~~~$/ { file = ""; next }
        file == "" { next }
        part == "original" || part == "bad" { print > (dir "/bad/" file) }
        part == "original" || part == "good" { print > (dir "/good/" file) }' "$1"
}

# The rules that a directory has findings of, one a line, each once.
found() { # directory
    (cd "$1" && "$B/letoon" check --format jsonl --fail-on never) 2>&1 |
        sed 's/^{"rule":"\([^"]*\)".*/\1/' | LC_ALL=C sort -u
}

judge() { # rule page: prints what is wrong with it
    [ "$(sed 1q "$2")" = "# $1" ] || echo 'the heading is not the name of the rule'
    severity=$(awk -v rule="$1" '$1 == rule { print $2 }' "$dir/rules")
    grep -q "^\*\*$severity\*\*: " "$2" || echo "it does not say that the rule is: $severity"
    unpack "$2"
    bad=$(found "$dir/bad")
    good=$(found "$dir/good")
    [ "$bad" = "$1" ] || echo "the bad example gives:" $bad
    [ -z "$good" ] || echo "the good example gives:" $good
}

"$B/letoon" rules > "$dir/rules"
# shellcheck disable=SC2046 # names of rules are words
[ $# -gt 0 ] || set -- $(awk '/^[^ ]/ { compares = /compares/ } compares && /^ / { print $1 }' "$dir/rules")
for rule; do
    page=docs/rules/$(echo "$rule" | tr / -).md
    if [ ! -f "$page" ]; then
        echo "not ok - $rule has no page: $page"
        continue
    fi
    judge "$rule" "$page" > "$dir/wrong"
    if [ -s "$dir/wrong" ]; then
        echo "not ok - $rule"
        sed 's/^/# /' "$dir/wrong"
    else
        echo "ok - $rule"
    fi
done

for page in docs/rules/*-*.md; do
    rule=$(sed -n '1s/^# //p' "$page")
    "$B/letoon" rules "$rule" > /dev/null 2>&1 || echo "not ok - $page is about no rule"
done
