#!/bin/sh
# The package table and its installer, with package managers made of paper: a PATH on which there
# is nothing but them and the few tools that any system has. Prints TAP.
set -u
cd "$(dirname "$0")/.." || exit 1
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT INT TERM
tools='sh awk sed grep cut tr head cat find mktemp uname env printf echo rm touch'

# A system with one manager whose call is recorded; what it "installs" it can be asked for after.
make_system() { # manager, user id, 1 when sudo is there, packages it does not know
    rm -rf "${dir:?}/bin" "$dir/log" "$dir/installed"
    mkdir "$dir/bin"
    for t in $tools; do
        path=$(command -v "$t") && [ -x "$path" ] && ln -s "$path" "$dir/bin/$t"
    done
    : > "$dir/log"
    : > "$dir/installed"
    printf '#!/bin/sh\necho %s\n' "$2" > "$dir/bin/id"
    printf '#!/bin/sh\ntrue\n' > "$dir/bin/cc"
    cat > "$dir/bin/manager" <<END
#!/bin/sh
echo "\${0##*/} \$*" >> '$dir/log'
for word; do
    case "$4" in *" \$word "*) exit 1 ;; esac
    case \$word in *pkg*conf*) cp() { cat "\$1" > "\$2"; }; cat '$dir/pkg-config' > '$dir/bin/pkg-config'; /bin/chmod +x '$dir/bin/pkg-config' ;; esac
    echo "\$word" >> '$dir/installed'
done
END
    # pkg-config knows a library when a package whose name holds the library's was installed.
    cat > "$dir/pkg-config" <<END
#!/bin/sh
for name; do :; done
case \$name in
    yaml-0.1) want=yaml ;; libcmark-gfm) want=cmark-gfm ;; libxxhash) want=xxhash ;;
    libutf8proc) want=utf8proc ;; *) want=\$name ;;
esac
grep -q "\$want" '$dir/installed'
END
    printf '#!/bin/sh\n[ "$1" = -n ] && shift\necho "sudo $*" >> %s\nexec "$@"\n' "'$dir/log'" > "$dir/bin/sudo"
    [ "$3" = 1 ] || rm "$dir/bin/sudo"
    [ "$1" = none ] || mv "$dir/bin/manager" "$dir/bin/$1"
    chmod +x "$dir"/bin/id "$dir"/bin/cc
    [ -e "$dir/bin/sudo" ] && chmod +x "$dir/bin/sudo"
    [ "$1" = none ] || chmod +x "$dir/bin/$1"
}

run_tool() {
    env -i PATH="$dir/bin" "$@" > "$dir/out" 2> "$dir/err" < /dev/null
    status=$?
}

check() { # name, command that must hold
    name=$1
    shift
    if "$@"; then
        echo "ok - $name"
    else
        echo "not ok - $name (status $status)"
        sed 's/^/# /' "$dir/log" "$dir/err"
    fi
}

called() { grep -qx -- "$1" "$dir/log"; }
said() { grep -q -- "$1" "$dir/err"; }
silent() { [ ! -s "$dir/log" ]; }
is() { [ "$status" -eq "$1" ]; }

tool=src/tools/packages.sh

make_system apt-get 0 1 ''
run_tool sh $tool install site
check 'apt: installs all' is 0
check 'apt: the command' called 'apt-get install -y --no-install-recommends pkg-config libyaml-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libxxhash-dev libutf8proc-dev libjansson-dev'
check 'apt: says what for' said 'libyaml reads front matter *libyaml-dev'
: > "$dir/log"
run_tool sh $tool install site
check 'a second time it does nothing' silent
run_tool sh $tool install test
check 'the tests need more' called 'apt-get install -y --no-install-recommends libcmocka-dev diffutils'

make_system apt-get 1000 1 ''
run_tool sh $tool install site
check 'not root: sudo, without a question' called 'sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y .*'
make_system apt-get 1000 0 ''
rm "$dir/bin/find"
printf '#!/bin/sh\n' > "$dir/bin/find"
chmod +x "$dir/bin/find"
run_tool sh $tool install site
check 'no sudo: fails' is 1
check 'no sudo: the command for root, with the lists it lacks' \
    said '^To install, as root: apt-get update && apt-get install -y'
check 'no sudo: installs nothing' silent

make_system apt-get 1000 1 ''
run_tool LETOON_NO_INSTALL=1 sh $tool install site
check 'LETOON_NO_INSTALL: fails' is 1
check 'LETOON_NO_INSTALL: the exact command' said '^To install: .*sudo apt-get install -y --no-install-recommends pkg-config libyaml-dev libcmark'
check 'LETOON_NO_INSTALL: installs nothing' silent

make_system dnf 0 0 ' cmark-gfm-devel '
run_tool sh $tool install test
check 'dnf: the sure ones' called 'dnf install -y pkgconf-pkg-config libyaml-devel xxhash-devel utf8proc-devel jansson-devel libcmocka-devel diffutils'
check 'dnf: cmark-gfm is tried' called 'dnf install -y cmark-gfm-devel'
check 'dnf: without it, fails' is 1
check 'dnf: and says where to get it' said 'where the system has no such package: https://github.com/github/cmark-gfm'
make_system dnf 0 0 ''
run_tool sh $tool install site
check 'dnf: with it, all is there' is 0

make_system apk 0 0 ''
run_tool sh $tool install site
check 'apk' called 'apk add pkgconf yaml-dev xxhash-dev utf8proc-dev jansson-dev'
make_system pacman 0 0 ''
run_tool sh $tool install site
check 'pacman' called 'pacman -S --needed --noconfirm pkgconf libyaml xxhash libutf8proc jansson'
make_system brew 501 1 ''
run_tool sh $tool install site
check 'brew: without sudo' called 'brew install pkgconf libyaml cmark-gfm xxhash utf8proc jansson'
make_system none 0 0 ''
run_tool sh $tool install site
check 'no manager: fails' is 1
check 'no manager: names what and where' said 'https://pyyaml.org/wiki/LibYAML'
