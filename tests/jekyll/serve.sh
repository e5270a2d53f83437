#!/bin/sh
# A note is edited, broken and mended while `jekyll serve` runs with the gem: the page follows, and the
# terminal tells what is broken as long as it is. Prints TAP.
set -u
cd "$(dirname "$0")" || exit 1
B=$(cd "../../${B:-build/release}" && pwd) || exit 1
for tool in jekyll curl; do
    command -v $tool > /dev/null 2>&1 || { echo "ok - serve # SKIP no $tool"; exit 0; }
done
ruby -rjekyll -e 'require "jekyll-watch"' > /dev/null 2>&1 || { echo 'ok - serve # SKIP no jekyll-watch'; exit 0; }

work=$(mktemp -d) || exit 1
export HOME="$work" TZ=UTC LC_ALL=C.UTF-8 LETOON_BIN="$B/letoon" JEKYLL_NO_BUNDLER_REQUIRE=1
unset JEKYLL_ENV BUNDLE_GEMFILE RUBYOPT SOURCE_DATE_EPOCH
port=$((20000 + $$ % 10000))
note=$work/site/_posts/2025-01-01-tea-1-fr.md
server=
trap '[ -z "$server" ] || kill "$server" 2> /dev/null; rm -rf "$work"' EXIT INT TERM

cp -R site "$work/site"
echo 'letoon: {render: pages}' >> "$work/site/_config.yml"
"$B/letoon" init jekyll -s "$work/site" > /dev/null || exit 1
cd "$work/site" || exit 1
RUBYOPT="-r$OLDPWD/guard.rb" timeout -k 5 60 jekyll serve --watch --force_polling -P "$port" \
    > "$work/log" 2>&1 &
server=$!

page() { curl -sf "http://127.0.0.1:$port/fr/tea-1-fr.html"; }
shows() { page | grep -q "$1"; }
lacks() { page > "$work/page" && ! grep -q "$1" "$work/page"; }
told() { [ "$(grep -c 'Letoon: .*parity/missing-block' "$work/log")" -eq "$1" ]; }

soon() { # what, command…: true within some seconds
    what=$1
    shift
    for _ in $(seq 60); do
        if "$@"; then
            echo "ok - serve: $what"
            return
        fi
        sleep 0.5
    done
    echo "not ok - serve: $what"
    sed 's/^/# /' "$work/log"
}

soon 'a page is there' shows chaud
sed -i 's/chaud/tiède/' "$note"
soon 'an edited note changes its page' shows tiède
cp "$note" "$work/whole"
sed -i '/^On le boit/d' "$note"
soon 'a broken translation is on its page' lacks tiède
soon 'and is told' told 1
cp "$work/whole" "$note"
soon 'mended, it is back' shows tiède
soon 'and nothing more is told' told 1
