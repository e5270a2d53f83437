#!/bin/sh
# Runs test suites and closes with one line: N passed, N failed, N skipped.
# Usage: check.sh 'NAME: COMMAND'… ; each command prints TAP. A suite that dies, prints no test,
# or fewer than it planned, has failed. Shown are a line a suite, failures in full, skips with
# their reason.
set -u
B=${B:-build/release}
MODE=${MODE:-release}
logs=$B/log
mkdir -p "$logs"
results=$logs/.results.$$
: > "$results"
trap 'rm -f "$results"' EXIT INT TERM

export B MODE CC CXX MAKE CHECK_CFLAGS MODE_CFLAGS PKG_CONFIG SONAME PYTHON
export TZ=UTC LC_ALL=C CMOCKA_MESSAGE_OUTPUT=TAP
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=1:abort_on_error=0:allocator_may_return_null=1}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"
export TSAN_OPTIONS="${TSAN_OPTIONS:-allocator_may_return_null=1}"
# What would change the program's output or the build under test.
unset MAKEFLAGS MFLAGS MAKELEVEL NO_COLOR CLICOLOR CLICOLOR_FORCE JEKYLL_ENV SOURCE_DATE_EPOCH

limit=
command -v timeout > /dev/null 2>&1 && limit="timeout ${SUITE_SECONDS:-900}"

# Prints "passed failed skipped"; on fd 3 what a person should see.
summarise() { # name status log
    # shellcheck disable=SC2069 # meant so: the results to the file, the rest to standard output
    awk -v name="$1" -v status="$2" '
        /^1\.\.[0-9]+/ { planned += substr($0, 4) + 0; next }
        /^(not )?ok.*# *[Ss][Kk][Ii][Pp]/ {
            skipped++
            sub(/^(not )?ok *[0-9]* *-? */, ""); sub(/^# *[Ss][Kk][Ii][Pp] */, "")
            sub(/ *# *[Ss][Kk][Ii][Pp] */, ": ")
            shown = shown "    skipped: " $0 "\n"
            next
        }
        /^TAP version/ { next }
        /^# (not )?ok - / { next } # what cmocka says of the whole group
        /^ok/ { passed++; next }
        /^not ok/ { failed++; shown = shown "    " $0 "\n"; next }
        { shown = shown "    " $0 "\n"; other = 1 }
        END {
            run = passed + failed + skipped
            if (planned > run)
                failed += planned - run
            if (status != 0 && failed == 0 || run == 0) {
                failed++
                shown = shown sprintf("    the suite ended with status %d after %d tests\n", status, run)
            }
            line = sprintf("%d passed", passed)
            if (failed) line = line sprintf(", %d failed", failed)
            if (skipped) line = line sprintf(", %d skipped", skipped)
            printf "%s %-26s %s\n", (failed ? "FAIL" : "  ok"), name, line > "/dev/stderr"
            if (failed || skipped)
                printf "%s", shown > "/dev/stderr"
            print passed + 0, failed + 0, skipped + 0
        }' "$3" 2>&1 >> "$results"
}

for suite; do
    name=${suite%%: *}
    command=${suite#*: }
    log=$logs/$(echo "$name" | tr / _)
    $limit sh -c "$command" > "$log" 2>&1 < /dev/null
    summarise "$name" $? "$log"
done

awk '{ p += $1; f += $2; s += $3 }
     END { printf "%d passed, %d failed, %d skipped\n", p, f, s; exit f > 0 || p + s == 0 }' "$results"
