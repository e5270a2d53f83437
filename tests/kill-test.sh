#!/bin/sh
# Usage: tests/kill-test.sh PROGRAM [ROUNDS]
# Kills a build at random moments, every other time by SIGTERM. After each, every page in the
# destination must be, byte for byte, the old one or the new one; and the next build must leave
# exactly the new site. After SIGTERM nothing else may be left: no worker, no temporary file.
set -eu

[ $# -ge 1 ] || { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }
case $1 in */*) program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") ;; *) program=$1 ;; esac
rounds=${2:-40}
work=$(mktemp -d "${TMPDIR:-/tmp}/letoon-kill-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cd "$work"

# make_site DIR WORD: 400 posts of different lengths, some static files, one layout.
make_site() {
    mkdir -p "$1/_posts" "$1/_layouts" "$1/assets"
    printf 'title: kill test\ntime: 2024-03-01\n' > "$1/_config.yml"
    printf '<html><title>%s {{ page.title }}</title>{{ content }}</html>\n' "$2" \
        > "$1/_layouts/post.html"
    awk -v dir="$1" -v word="$2" 'BEGIN {
        for (i = 1; i <= 400; i++) {
            post = sprintf("%s/_posts/2024-01-%02d-note-%d.md", dir, i % 28 + 1, i)
            printf "---\nlayout: post\ntitle: %s %d\n---\n", word, i > post
            for (k = 0; k < i % 50 + 5; k++)
                printf "Paragraph %d of the %s note %d, *with* some `text`.\n\n", k, word, i > post
            close(post)
            if (i % 10 == 0) {
                file = sprintf("%s/assets/file-%d.txt", dir, i)
                for (k = 0; k < 2000; k++)
                    printf "%s %d %d\n", word, i, k > file
                close(file)
            }
        }
    }'
}

build() { "$program" build -q -s "$1" -d "$2" -j 2; }

pages() { (cd "$1" && find . -type f ! -name '.letoon-tmp-*' | sort); }

fail() { echo "kill-test: round $round: $*" >&2; exit 1; }

make_site old old
make_site new brandnew
rm new/_posts/*-note-7.md new/assets/file-70.txt
build old want-old
start=$(date +%s%N)
build new want-new
took=$((($(date +%s%N) - start) / 1000))
[ "$(pages want-new | wc -l)" -ge 438 ] || { echo "kill-test: the site was not built" >&2; exit 1; }

# A moment between 0 and a little more than a build takes, in seconds.
moment() {
    od -An -N4 -tu4 /dev/urandom | awk -v took="$took" '{ printf "%.6f", $1 / 4294967296 * took * 1.1 / 1e6 }'
}

check_whole() {
    pages site | while read -r page; do
        cmp -s "site/$page" "want-new/$page" || cmp -s "site/$page" "want-old/$page" ||
            { echo "$page"; break; }
    done
}

# A worker may outlive the killed parent by a moment, and holds the lock until it is gone.
finish() {
    for try in $tries; do
        build new site 2> errors && return
        sleep 0.1
    done
    cat errors >&2
    fail "after SIG$signal the next build did not succeed in $try tries"
}

round=0 killed=0
while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    rm -rf site
    cp -Rp want-old site
    "$program" build -q -s new -d site -j 2 > /dev/null 2>&1 &
    pid=$!
    sleep "$(moment)"
    signal=KILL tries='1 2 3 4 5 6 7 8 9 10'
    [ $((round % 2)) = 0 ] || signal=TERM tries=1
    if kill -s $signal "$pid" 2> /dev/null; then killed=$((killed + 1)); fi
    status=0
    wait "$pid" 2> /dev/null || status=$?
    if [ $signal = TERM ]; then
        case $status in 0 | 143) ;; *) fail "exit $status after SIGTERM" ;; esac
        left=$(find site -name '.letoon-tmp-*')
        [ -z "$left" ] || fail "left behind by SIGTERM: $left"
    else
        sleep 0.05
    fi
    torn=$(check_whole)
    [ -z "$torn" ] || fail "$torn is neither the old page nor the new one"
    finish
    diff -r want-new site > difference || { cat difference >&2; fail "the next build differs"; }
    left=$(find site -name '.letoon-tmp-*')
    [ -z "$left" ] || fail "left behind: $left"
done
[ "$killed" -gt 0 ] || fail "no build lasted long enough to be killed"
echo "kill-test: $rounds builds, $killed of them killed, every page whole"
