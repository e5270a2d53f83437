#!/bin/sh
# Builds sites again and again and wants the same bytes: from any number of workers, over an old
# destination, under other locales, time zones, umasks, directories and orders of files. TAP.
# From the environment: B, CC; LETOON_TEST_DATA for the large site.
set -u
cd "$(dirname "$0")/.." || exit 1
here=$(pwd)
B=$(cd "${B:-build/release}" && pwd) || exit 1
work=$(mktemp -d) || exit 1
work=$(cd "$work" && pwd -P)
trap 'rm -rf "$work"' EXIT INT TERM
export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH=1735689600
unset JEKYLL_ENV

build() { "$B/letoon" build "$@"; }

same() { # name, destination
    if diff -r "$work/want" "$2" > "$work/log" 2>&1 && cmp "$work/want.err" "$work/err" > /dev/null; then
        echo "ok - $name: $1"
    else
        echo "not ok - $name: $1"
        sed 's/^/# /' "$work/log" | head -n 8
        diff "$work/want.err" "$work/err" | head -n 4 | sed 's/^/# /'
    fi
}

# again WORDS [OPTIONS]: a build like the first into a new directory.
again() {
    words=$1
    shift
    rm -rf "$work/dest"
    build -q -s site -d dest "$@" > /dev/null 2> "$work/err"
    same "$words" "$work/dest"
}

# The files of a directory made anew in another order.
reordered() {
    mkdir "$2" || return
    for entry in $(ls -A "$1" | sort -r); do
        if [ -d "$1/$entry" ]; then
            reordered "$1/$entry" "$2/$entry"
        else
            cp -p "$1/$entry" "$2/$entry"
        fi
    done
}

# all NAME [OPTIONS] with the site at $work/site
all() {
    name=$1
    shift
    cd "$work" || exit 1
    rm -rf want dest
    build -q -s site -d want -j1 "$@" > /dev/null 2> want.err
    pages=$(find want -name '*.html' | wc -l)
    if [ "$pages" -gt 1 ]; then
        echo "ok - $name: $((pages)) pages"
    else
        echo "not ok - $name: no site to compare"
        sed 's/^/# /' want.err | head -n 8
    fi
    for jobs in 1 2 3 8 64 0; do again "$jobs workers" -j "$jobs" "$@"; done
    build -q -s site -d dest -j2 "$@" > /dev/null 2> err
    same 'over the same site' dest
    find dest -name '*.html' | head -n 20 | while read -r page; do echo old > "$page"; done
    mkdir dest/obsolete && echo old > dest/obsolete/file && echo old > dest/obsolete.html
    build -q -s site -d dest -j2 "$@" > /dev/null 2> err
    same 'over another site' dest
    (umask 077 && again 'umask 077' "$@")
    if grep -q '^timezone:' site/_config.yml 2> /dev/null; then
        (export TZ=Pacific/Apia && again 'TZ=Pacific/Apia' "$@")
    fi
    (export HOME=/nonexistent TERM=dumb COLUMNS=20 && again 'another environment' "$@")
    for locale in $(locale -a 2> /dev/null | grep -iE '^(tr_TR|ar_|ja_JP|C)\.utf-?8$'); do
        (export LC_ALL="$locale" LANG="$locale" && again "LC_ALL=$locale" "$@")
    done
    reordered site other
    rm -rf site dest && mv other site
    again 'another order of files' "$@"
    mkdir -p in/a/deeper && cd in/a/deeper || exit 1
    build -q -s ../../../site -d "$work/dest" "$@" > /dev/null 2> "$work/err.there"
    sed 's|\.\./\.\./\.\./site|site|g' "$work/err.there" > "$work/err"
    same 'from another directory' "$work/dest"
    cd "$work" || exit 1
    rm -rf in site
}

cp -R "$here/posts" "$work/site"
all posts

# Texts that show one another: chains deeper than is made at once, to the front and to the back,
# a ring, whole pages within pages.
mkdir -p "$work/site/_posts" "$work/site/_layouts"
cat > "$work/site/_config.yml" << 'END'
title: Texts
timezone: UTC
page_excerpts: true
END
cat > "$work/site/_layouts/post.html" << 'END'
<title>{{ page.title }}</title>{{ page.content | size }} {{ content }}
{% if page.next %}{{ page.next.excerpt }}{{ page.next.content | size }}{% endif %}
{% for p in site.posts limit: 3 %}{{ p.content | size }} {{ p.output | size }}{% endfor %}
END
for i in 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28; do
    printf -- '---\nlayout: post\ntitle: Back %s\n---\n{{ page.title }} {{ page.previous.excerpt | strip_html }}.\n\nMore %s.\n' \
        $i $i > "$work/site/_posts/2024-01-$i-back.md"
    printf -- '---\nlayout: post\ntitle: On %s\n---\n{{ page.title }} {{ page.next.excerpt | strip_html | truncate: 50 }}\n\nMore.\n' \
        $i > "$work/site/_posts/2024-02-$i-on.md"
    printf -- '---\nlayout: post\ntitle: Out %s\n---\nText.\n\n{{ page.previous.output | size }} {{ page.excerpt }}\n' \
        $i > "$work/site/_posts/2024-03-$i-out.md"
done
for i in 1 2 3; do
    printf -- '---\ntitle: Ring %s\n---\n{%% for p in site.posts limit: 3 %%}{{ p.excerpt }}{%% endfor %%}\n\nMore.\n' \
        $i > "$work/site/_posts/2024-04-0$i-ring.md"
done
printf -- '---\n---\n{%% for p in site.posts offset: 3 %%}{{ p.excerpt }}{{ p.output | size }}{%% endfor %%}\n' \
    > "$work/site/index.html"
all texts

mkdir "$work/tools"
${CC:-cc} -std=c11 -O1 -Itests -o "$work/tools/gen" "$here/tests/bench/gen.c" &&
    "$work/tools/gen" "$work/site" "${REPRO_NOTES:-400}" jekyll &&
    all generated

if [ -d "${LETOON_TEST_DATA:-}/corpus/jekyll-blog/src" ]; then
    cp -Rp "$LETOON_TEST_DATA/corpus/jekyll-blog/src" "$work/site"
    cp "$work/site/_config.yml" "$work/site/_oracle_commonmark.yml" "$work/tools"
    all blog --config "$work/tools/_config.yml,$work/tools/_oracle_commonmark.yml"
else
    echo 'ok - the large site # SKIP LETOON_TEST_DATA is not set'
fi
