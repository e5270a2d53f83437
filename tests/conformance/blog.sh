#!/bin/sh
# A whole blog in nine languages against what Jekyll 4.3.1 made of it, file by file and byte by byte,
# but for the <span>s of its highlighter. Prints TAP; skipped without LETOON_TEST_DATA.
set -u
style=${style:-commonmark} # or kramdown, by blog-kramdown.sh
data=${LETOON_TEST_DATA:-}/corpus/jekyll-blog
skip() {
    echo '1..1'
    echo "ok 1 - blog in $style # SKIP $1"
    exit 0
}
if [ -z "${LETOON_TEST_DATA:-}" ] || [ ! -d "$data/src" ]; then
    skip 'LETOON_TEST_DATA names no folder with a jekyll-blog'
fi
[ -f "${TZDIR:-/usr/share/zoneinfo}/Asia/Shanghai" ] || skip 'the system has no time zone files'

letoon=$(cd "${B:-build/release}" && pwd)/letoon
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT INT TERM

# $1 a tree: its files without the highlighter's spans, also where they are escaped, under $2.
plain() {
    (cd "$1" && find . -type f | sort) > "$dir/list"
    while read -r file; do
        mkdir -p "$2/$(dirname "$file")"
        sed 's/<span class="[a-z0-9]*">//g; s/<\/span>//g
             s/&lt;span class=&quot;[a-z0-9]*&quot;&gt;//g; s/&lt;\/span&gt;//g' \
            "$1/$file" > "$2/$file"
    done < "$dir/list"
}

(cd "$data/src" && TZ=UTC "$letoon" build -q -s . -d "$dir/out" \
    --config _config.yml,_oracle_$style.yml) > "$dir/log" 2>&1 || {
    echo 'not ok - the build'
    sed 's/^/# /' "$dir/log"
}
plain "$data/want-$style" "$dir/want"
mv "$dir/list" "$dir/files"
plain "$dir/out" "$dir/got"
if cmp -s "$dir/files" "$dir/list"; then
    echo 'ok - the same files'
else
    echo 'not ok - the same files'
    diff "$dir/files" "$dir/list" | sed 's/^/# /'
fi
while read -r file; do
    if cmp -s "$dir/want/$file" "$dir/got/$file"; then
        echo "ok - $file"
    else
        echo "not ok - $file"
        diff "$dir/want/$file" "$dir/got/$file" 2>&1 | head -n 6 | sed 's/^/# /'
    fi
done < "$dir/files"
