#!/bin/sh
# Functions of at most 60 lines, files of at most 600, lines of at most 100 columns, no tabs in C,
# and nothing of the machine it was written on. Prints TAP.
set -u
cd "$(dirname "$0")/.." || exit 1

report() { # name; faults on standard input
    faults=$(cat)
    if [ -n "$faults" ]; then
        printf 'not ok - %s\n' "$1"
        printf '%s\n' "$faults" | sed 's/^/# /'
    else
        printf 'ok - %s\n' "$1"
    fi
}

files=$(find src include tests -name '*.[ch]' | sort)

# A function starts at the last line of column 0 before its body and ends at a lone '}'.
# shellcheck disable=SC2086 # no name of ours holds a space
awk '
    FNR == 1 { start = 0 }
    /^[A-Za-z_]/ { start = FNR; name = $0 }
    /^}$/ && start {
        if (FNR - start + 1 > 60)
            print FILENAME ":" start ": " FNR - start + 1 " lines: " name
        start = 0
    }' $files | report 'functions fit a screen (60 lines)'

# shellcheck disable=SC2086
awk 'FNR == 601 { print FILENAME ": more than 600 lines" }' $files | report 'files of at most 600 lines'

# Only lines of plain ASCII, for bytes are no columns; the backslash that continues a macro does not
# count, for clang-format moves it out beside wide characters.
# shellcheck disable=SC2086
awk '/\t/ { print FILENAME ":" FNR ": a tab" }
     { sub(/ *\\$/, "") }
     /^[ -~]*$/ && length($0) > 100 { print FILENAME ":" FNR ": " length($0) " columns" }' $files |
    report 'lines of at most 100 columns, no tabs'

# Besides: what the library's caller frees, and the blocks of cmark's allocator.
# shellcheck disable=SC2086
grep -nE '\b(malloc|calloc|realloc|free|strdup|alloca) *\(' $files |
    grep -v -e '^src/base/' -e '^src/tools/' -e '^tests/' -e '^src/api/letoon' \
        -e '^src/markdown/memory\.c' |
    report 'no malloc or free outside base/'

# shellcheck disable=SC2086
grep -nE '\b(strcpy|strcat|sprintf|gets|strtok|setjmp|longjmp|system|popen) *\(' $files |
    grep -v -e '^src/base/arena\.c' -e '^tests/' |
    report 'none of the calls that house rules forbid'
