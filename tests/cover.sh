#!/bin/sh
# Line and branch coverage by folder, from a build with MODE=cover whose tests have run.
# Usage: cover.sh BUILD-FOLDER
set -u
B=$1
gcov=${GCOV:-gcov}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT INT TERM

find "$B/src" -name '*.gcda' | sort | while read -r data; do
    "$gcov" -n -b -o "$data" "$data" 2> /dev/null
done > "$dir/all"

# gcov prints, for each file: File '…', Lines executed:P% of N, Branches …, Taken at least once:P% of N.
awk -F"[':% ]+" '
    /^File/ { file = $2; keep = file ~ /^src\/.*\.c$/ && !(file in seen); if (keep) seen[file] = 1 }
    keep && /^Lines executed/ { n[file] = $NF; hit[file] = $3 * $NF / 100 }
    keep && /^Taken at least once/ { bn[file] = $NF; bhit[file] = $5 * $NF / 100; keep = 0 }
    END {
        for (f in n) {
            split(f, part, "/")
            d = part[2]
            ln[d] += n[f]; lh[d] += hit[f]; dbn[d] += bn[f]; dbh[d] += bhit[f]
            tl += n[f]; th += hit[f]; tb += bn[f]; tbh += bhit[f]
        }
        for (d in ln)
            printf "%-12s %6d lines %5.1f%%  %6d branches %5.1f%%\n", d, ln[d], 100 * lh[d] / ln[d], dbn[d], dbn[d] ? 100 * dbh[d] / dbn[d] : 100 | "sort"
        close("sort")
        printf "%-12s %6d lines %5.1f%%  %6d branches %5.1f%%\n", "all", tl, tl ? 100 * th / tl : 0, tb, tb ? 100 * tbh / tb : 0
    }' "$dir/all"
