#!/bin/sh
# The gem, inside of Jekyll. A case is a folder of tests/jekyll/cases with
#   over/        files laid over the site tests/jekyll/site (may be absent)
#   base.yml     configuration besides the site's, with and without the gem (may be absent)
#   config.yml   configuration besides these, with the gem
#   options      further options of `jekyll build` (may be absent)
#   program      which of tests/jekyll/bin stands for letoon; "missing": there is none
#   once         the program misbehaves only when it is started first (may be absent)
#   needs        words, each a Ruby library, or a gem with a version ("jekyll>=4.2"); one that Ruby does
#                not have: skipped
#   want.log     what letoon says in Jekyll's log; its lines sorted if there is a file "unordered",
#                for several processes say it
#   want.code    exit status; absent: 0, and the pages must be those without the gem
# Without cases the talk with the program is tried as well, by tests/jekyll/link.rb.
# Usage: jekyll.sh [CASE…]. UPDATE=1 rewrites want.log and want.code. Prints TAP.
set -u
cd "$(dirname "$0")/jekyll" || exit 1
here=$PWD
B=$(cd "../../${B:-build/release}" && pwd) || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM

if ! command -v jekyll > /dev/null 2>&1; then
    echo 'ok - jekyll # SKIP no jekyll'
    exit 0
fi

export LETOON_REAL="$B/letoon" LETOON_HELLO="$work/hello" HOME="$work/home" TZ=UTC LC_ALL=C.UTF-8
unset LETOON_BIN JEKYLL_ENV BUNDLE_GEMFILE RUBYOPT SOURCE_DATE_EPOCH
export JEKYLL_NO_BUNDLER_REQUIRE=1
mkdir "$HOME"
# A handshake as the gem sends it.
hello='M2:S2:doS5:helloS8:protocolI1;'
printf '\000\000\000\036%s' "$hello" > "$LETOON_HELLO"

# Lines of the log without what is of the machine, of this version of Jekyll, or of the way in which it
# tells of an error, which differs from version to version.
plain() {
    sed -e 's/\x1b\[[0-9;]*m//g' -e "s|$work|WORK|g" -e 's/^ *//' \
        -e 's/^[^ ]*\.rb:[0-9]*:in [^:]*: //' -e 's/^jekyll [0-9.]* | Error:  //' \
        -e 's/ (Jekyll::Errors::FatalException)$//' -e 's/this is Jekyll [0-9.]*/this is Jekyll VERSION/'
}

lay() { # case, into: the site with what is laid over it
    mkdir -p "$2"
    cp -R site/. "$2"
    [ -d "$1/over" ] && cp -R "$1/over/." "$2"
    cat site/_config.yml "$1/base.yml" > "$2/_config.yml" 2> /dev/null
    return 0
}

build() { # site, destination, log, options…
    dir=$1 dest=$2 log=$3
    shift 3
    (cd "$dir" && RUBYOPT="-r$here/guard.rb" exec timeout -k 5 60 jekyll build -d "$dest" "$@") > "$log.raw" 2>&1
    code=$?
    plain < "$log.raw" > "$log"
    return $code
}

# The pages without the gem, built once for all cases that have the same ones.
base_of() { # case
    key=$(cd "$1" && find over base.yml -type f -exec cksum {} + 2> /dev/null | sort | cksum | tr ' ' -)
    base=$work/base-$key
    [ -d "$base" ] && return
    lay "$1" "$work/plain-$key"
    build "$work/plain-$key" "$base" "$work/plain.log"
    rm -rf "$work/plain-$key"
}

lacks() { # case: prints what it needs and Ruby does not have
    [ -f "$1/needs" ] || return
    for word in $(cat "$1/needs"); do
        case $word in
            *[\<\>]*) ruby -e 'Gem::Specification.find_by_name(*ARGV)' "${word%%[<>]*}" "${word#"${word%%[<>]*}"}" ;;
            *) ruby -rjekyll -e 'require ARGV[0]' "$word" ;;
        esac > /dev/null 2>&1 || { echo "no $word"; return; }
    done
}

run_case() { # case; leaves its log, and its pages in $work/site
    site=$work/site-$(basename "$1")
    program=$(cat "$1/program" 2> /dev/null)
    lay "$1" "$site"
    cat "$1/config.yml" >> "$site/_config.yml"
    "$B/letoon" init jekyll -s "$site" > /dev/null || return
    case $program in
        '') LETOON_BIN=$LETOON_REAL ;;
        missing) LETOON_BIN=$work/nowhere/letoon ;;
        *) LETOON_BIN=$here/bin/$program ;;
    esac
    LETOON_ONCE=
    [ -f "$1/once" ] && LETOON_ONCE=$work/once && : > "$LETOON_ONCE"
    export LETOON_BIN LETOON_ONCE
    # shellcheck disable=SC2046 # words of options
    build "$site" "$work/site" "$work/log" $(cat "$1/options" 2> /dev/null)
    code=$?
    rm -rf "$site"
    # Jekyll tells of what stops it once or twice.
    awk '!/Letoon/ && !/^Jekyll: / { next } /^Letoon [^ ]/ && $0 == last { next } { last = $0; print }' \
        "$work/log" > "$work/said"
    if [ -f "$1/unordered" ]; then sort -o "$work/said" "$work/said"; fi
}

update() { # case
    cp "$work/said" "$1/want.log"
    if [ "$code" -eq 0 ]; then rm -f "$1/want.code"; else echo "$code" > "$1/want.code"; fi
}

look() { # case: prints what is not as wanted
    [ "$code" = "$(cat "$1/want.code" 2> /dev/null || echo 0)" ] || { echo "status $code"; cat "$work/log"; }
    diff -u "$1/want.log" "$work/said"
    [ -f "$1/want.code" ] && return
    [ -d "$base" ] || { echo 'Jekyll alone fails'; cat "$work/plain.log"; }
    diff -r "$base" "$work/site" 2>&1 | head -40
}

for name in ${*:-$(cd cases && echo *)}; do
    one=cases/$name
    why=$(lacks "$one")
    if [ -n "$why" ]; then
        echo "ok - $name # SKIP $why"
        continue
    fi
    rm -rf "$work/site"
    base_of "$one"
    run_case "$one"
    [ -n "${UPDATE:-}" ] && update "$one"
    look "$one" > "$work/wrong"
    if [ -s "$work/wrong" ]; then
        echo "not ok - $name"
        sed 's/^/# /' "$work/wrong"
    else
        echo "ok - $name"
    fi
done

[ $# -gt 0 ] || RUBYOPT="-r$here/guard.rb" timeout -k 5 300 ruby link.rb
