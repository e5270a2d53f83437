#!/bin/sh
# Finds, and installs with the system's package manager, what packages.txt says is needed.
#   packages.sh install site|test   says what is missing and why, then installs it; asks nothing
#   packages.sh missing site|test   says what is missing and the command to type; installs nothing
# LETOON_NO_INSTALL=1 turns the first into the second. Exit status 0: all is there.
set -u
action=$1 purpose=$2
table=${0%/*}/packages.txt
pkg_config=${PKG_CONFIG:-pkg-config}
compiler=${CC:-cc}

say() { printf '%s\n' "$*" >&2; }

find_manager() {
    managers='apt-get dnf apk pacman brew'
    [ "$(uname -s)" = Darwin ] && managers=brew
    for m in $managers; do
        command -v "$m" > /dev/null 2>&1 && { echo "$m"; return; }
    done
    echo none
}

column_of() {
    case $1 in
        apt-get) echo 4 ;; dnf) echo 5 ;; apk) echo 6 ;; pacman) echo 7 ;; brew) echo 8 ;;
        *) echo 0 ;;
    esac
}

# The table's rows for a purpose: test|reason|packages|elsewhere. `test` needs `site`'s rows too.
rows() {
    awk -F' *[|] *' -v purpose="$purpose" -v column="$(column_of "$manager")" '
        /^#/ || NF < 9 { next }
        $1 == "site" || $1 == purpose {
            sub(/ +$/, "", $9)
            print $2 "|" $3 "|" (column ? $column : "-") "|" $9
        }' "$table"
}

# shellcheck disable=SC2086 # the compiler may be a command with options
is_there() {
    case $1 in
        cmd:pkg-config) command -v "$pkg_config" > /dev/null 2>&1 ;;
        cmd:*) command -v "${1#cmd:}" > /dev/null 2>&1 ;;
        header:*) echo "#include <${1#header:}>" | $compiler -x c -fsyntax-only - > /dev/null 2>&1 ;;
        *) "$pkg_config" --exists "$1" 2> /dev/null ;;
    esac
}

missing_rows() {
    rows | while IFS='|' read -r test reason packages elsewhere; do
        is_there "$test" || printf '%s|%s|%s|%s\n' "$test" "$reason" "$packages" "$elsewhere"
    done
}

# Package names of the rows on standard input: all, the sure ones, or those that may be unknown.
names() {
    cut -d'|' -f3 | tr ' ' '\n' | case $1 in
        sure) grep -v -e '^-$' -e '^?' ;;
        perhaps) sed -n 's/^?//p' ;;
        all) sed -e 's/^?//' -e '/^-$/d' ;;
    esac | tr '\n' ' ' | sed 's/ $//'
}

as_root() {
    if [ "$manager" = brew ] || [ "$(id -u)" = 0 ]; then
        echo
    elif command -v sudo > /dev/null 2>&1; then
        # Without a terminal nobody can type a password: fail instead of waiting.
        if [ -t 0 ]; then echo 'sudo '; else echo 'sudo -n '; fi
    else
        echo 'no way'
    fi
}

command_for() {
    case $manager in
        apt-get) echo "apt-get install -y --no-install-recommends $1" ;;
        dnf) echo "dnf install -y $1" ;;
        apk) echo "apk add $1" ;;
        pacman) echo "pacman -S --needed --noconfirm $1" ;;
        brew) echo "brew install $1" ;;
    esac
}

run() {
    say "+ $root$1"
    # shellcheck disable=SC2086 # these are words of a command
    case $manager in
        apt-get) ${root}env DEBIAN_FRONTEND=noninteractive $1 < /dev/null >&2 ;;
        *) NONINTERACTIVE=1 $root$1 < /dev/null >&2 ;;
    esac
}

# Package lists that are missing, or older than a week, name versions that are gone.
apt_is_stale() {
    [ -z "$(find /var/lib/apt/lists -maxdepth 1 -name '*Packages*' -mtime -7 2> /dev/null |
        head -n 1)" ]
}

refresh_if_stale() {
    case $manager in
        apt-get)
            ! apt_is_stale || run 'apt-get update' ;;
        apk)
            [ -n "$(find /var/cache/apk -name 'APKINDEX*' 2> /dev/null | head -n 1)" ] ||
                run 'apk update' ;;
        pacman)
            [ -d /var/lib/pacman/sync ] || run 'pacman -Sy --noconfirm' ;;
    esac
}

install_now() {
    sure=$(echo "$missing" | names sure)
    perhaps=$(echo "$missing" | names perhaps)
    refresh_if_stale
    if [ -n "$sure" ] && ! run "$(command_for "$sure")"; then
        # Lists that looked fresh may still be behind the mirror.
        [ "$manager" = apt-get ] && run 'apt-get update' && run "$(command_for "$sure")"
    fi
    for name in $perhaps; do
        run "$(command_for "$name")" || say "$manager has no package $name here"
    done
}

explain() {
    echo "$1" | while IFS='|' read -r test reason packages elsewhere; do
        name=$(echo "$packages" | sed -e 's/^?//' -e 's/^-$//')
        printf '  %-40s %s\n' "$reason" "${name:-${test#*:}}" >&2
        case $manager$packages in
            none* | *'|-' | *'?'* | "$manager-")
                printf '      where the system has no such package: %s\n' "$elsewhere" >&2 ;;
        esac
    done
}

manager=$(find_manager)
missing=$(missing_rows)
[ -z "$missing" ] && exit 0

say "letoon: make $purpose needs what this system lacks:"
explain "$missing"
all=$(echo "$missing" | names all)
root=$(as_root)

if [ "$manager" = none ]; then
    say 'No package manager known here (apt-get, dnf, apk, pacman, brew): please install these by hand.'
    exit 1
fi
if [ "$action" = missing ] || [ -n "${LETOON_NO_INSTALL:-}" ] || [ "$root" = 'no way' ]; then
    as='' hint=''
    case $root in
        'no way')
            say 'This needs root, and there is no sudo.'
            as=', as root' ;;
        sudo*) hint='sudo ' ;;
    esac
    first=''
    [ "$manager" != apt-get ] || ! apt_is_stale || first="${hint}apt-get update && "
    say "To install$as: $first$hint$(command_for "$all")"
    exit 1
fi

install_now
missing=$(missing_rows)
[ -z "$missing" ] && exit 0
say "letoon: $manager could not provide:"
explain "$missing"
exit 1
