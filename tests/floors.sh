#!/bin/sh
# Checks every include in src/ against floors.txt. Prints TAP: one test a folder.
set -u
cd "$(dirname "$0")/.." || exit 1

find src -name '*.[ch]' ! -path 'src/tools/*' ! -path 'src/jekyll/*' | sort |
    xargs grep -n '^ *# *include' /dev/null |
    awk '
    FNR == 1 { part++ }
    part == 1 {
        if ($1 ~ /^[0-9]+$/) { floor[$2] = $1; folders[++n] = $2 }
        if ($1 == "only") { only[$2] = " "; for (i = 3; i <= NF; i++) only[$2] = only[$2] $i " " }
        if ($1 == "top") { above[$2] = $3 }
        next
    }
    {
        split($0, field, ":")
        path = field[1]; line = field[2]
        split(path, part_of, "/")
        folder = part_of[2]
        text = $0
        quoted = text ~ /include *"/
        sub(/.*include *["<]/, "", text)
        sub(/[">].*/, "", text)
        where = path ":" line ": "
        if (!(folder in floor)) { fault(folder, where "folder \"" folder "\" has no floor"); next }
        if (text in only && index(only[text], " " folder " ") == 0)
            fault(folder, where "only" only[text] "may include " text)
        if (!quoted || text ~ /^letoon\//)
            next
        to = text
        if (sub(/\/.*/, "", to) == 0) { fault(folder, where "write the folder: \"" folder "/" text "\""); next }
        if (!(to in floor)) { fault(folder, where "folder \"" to "\" has no floor"); next }
        if (to != folder && floor[to] >= floor[folder])
            fault(folder, where folder " is on floor " floor[folder] ", " to " on floor " floor[to])
        if (folder in above && to != folder && to != above[folder])
            fault(folder, where folder " may see " above[folder] " only")
    }
    function fault(folder, what) {
        if (!(folder in faults) && !(folder in floor)) folders[++n] = folder
        faults[folder] = faults[folder] "# " what "\n"
    }
    END {
        for (i = 1; i <= n; i++) {
            f = folders[i]
            printf "%sok - %s\n%s", (f in faults ? "not " : ""), f, faults[f]
        }
    }' tests/floors.txt -
