#!/bin/sh
# The pages that the default layouts make of posts/: what every page must have, links that lead
# somewhere, and what tidy and html5lib say of them where these are installed. Prints TAP.
set -u
cd "$(dirname "$0")/.." || exit 1
letoon=${B:-build/release}/letoon
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT INT TERM

verdict() { # name, file that holds the complaints
    if [ -s "$2" ]; then
        echo "not ok - $1"
        sed 's/^/# /' "$2" | head -n 20
    else
        echo "ok - $1"
    fi
}

each_page() { # command that gets a page and prints what is wrong with it
    for page in "$dir"/out/*.html; do
        "$@" "$page" | sed "s|^|${page##*/}: |"
    done > "$dir/bad"
}

count() { grep -o "$1" "$2" | wc -l | tr -d ' '; }

frame() {
    grep -q '^<html lang="[a-zA-Z-][a-zA-Z-]*" dir="\(ltr\|rtl\)">$' "$1" || echo 'no lang or dir'
    grep -q '<script' "$1" && echo 'a script'
    grep -qE '(src|href)="(https?:)?//[^"]*\.(css|js|woff2?)"' "$1" && echo 'something from elsewhere'
    [ "$(count '<h1[ >]' "$1")" = 1 ] || echo 'not one h1'
}

# A version names all versions, itself included, and one x-default; only it is current.
versions() {
    all=$(count '<link rel="alternate" hreflang="[^x]' "$1")
    [ "$all" = 0 ] && return
    [ "$(count 'hreflang="x-default"' "$1")" = 1 ] || echo 'not one x-default'
    [ "$(count '<li><a [^>]*hreflang=' "$1")" = "$all" ] || echo 'switcher and head differ'
    [ "$(count 'aria-current="page"' "$1")" = 1 ] || echo 'not one current version'
}

links() {
    grep -oE '(href|src)="[^"#:]+[#"]' "$1" | sed 's/^[a-z]*="//; s/[#"]$//' | sort -u |
        while read -r target; do
            [ -f "$dir/out/$target" ] || echo "leads nowhere: $target"
        done
}

# tidy 5.6 does not know aria-current, which is valid.
tidied() { tidy -qe "$1" 2>&1 | grep -v 'attribute "aria-current"'; }

"$letoon" build -q posts -d "$dir/out" > "$dir/bad" 2>&1
verdict 'posts/ builds without a word' "$dir/bad"
each_page frame
verdict 'language, direction, one h1, nothing from elsewhere' "$dir/bad"
each_page versions
verdict 'versions are named in head and switcher' "$dir/bad"
each_page links
verdict 'links lead somewhere' "$dir/bad"
if command -v tidy > /dev/null 2>&1; then
    each_page tidied
    verdict 'tidy' "$dir/bad"
else
    echo 'ok - tidy # SKIP tidy is not installed'
fi
python=${PYTHON:-python3}
if "$python" -c 'import html5lib' 2> /dev/null; then
    "$python" - "$dir"/out/*.html > "$dir/bad" 2>&1 << 'END'
import sys, html5lib
for name in sys.argv[1:]:
    parser = html5lib.HTMLParser(strict=True)
    try:
        parser.parse(open(name, 'rb'))
    except html5lib.html5parser.ParseError as e:
        print(name.rsplit('/', 1)[1], e)
END
    verdict 'html5lib, strict' "$dir/bad"
else
    echo 'ok - html5lib, strict # SKIP python3 has no html5lib'
fi
