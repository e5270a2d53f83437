#!/usr/bin/env bash
# Runs `letoon check` with the action's inputs. An error of a translation is no failure of this
# step: a later one stops the job, when the findings have been handed on.
#   annotate  marks the lines, and writes the matrix and the count into the job's summary
#   sarif     writes a file for code scanning
set -euo pipefail
cd "$GITHUB_WORKSPACE"

arguments=(--source "${INPUT_SOURCE:-.}")
operands=()
for name in changed select ignore lang; do
    variable=INPUT_${name^^}
    [ -z "${!variable:-}" ] || arguments+=("--$name=${!variable}")
done
while IFS= read -r path; do
    [ -z "$path" ] || operands+=("$path")
done <<< "${INPUT_PATHS:-}"

check() { # further arguments
    "$LETOON" check "${arguments[@]}" "$@" -- "${operands[@]}"
}

output() { printf '%s=%s\n' "$1" "$2" >> "$GITHUB_OUTPUT"; }

if [ "$1" = sarif ]; then
    file=$RUNNER_TEMP/letoon.sarif
    check --format sarif --output "$file" --fail-on never
    output file "$file"
    exit
fi

log=$RUNNER_TEMP/letoon-check.txt
status=0
check --format github --fail-on "${INPUT_FAIL_ON:-error}" > "$log" || status=$?
cat "$log"
output status "$status"
[ "$status" -lt 2 ] || exit "$status"

# A summary may have 1 MiB.
{
    echo '## Translations'
    echo
    tail -n 1 "$log"
    echo
    "$LETOON" status --source "${INPUT_SOURCE:-.}" --format markdown > "$log"
    if [ "$(wc -c < "$log")" -lt 1000000 ]; then
        cat "$log"
    else
        sed -n '1,2p' "$log"
        tail -n 2 "$log"
        echo
        echo 'There are too many articles to show them all.'
    fi
} >> "$GITHUB_STEP_SUMMARY"
