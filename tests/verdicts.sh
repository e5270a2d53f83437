#!/bin/sh
# Holds `letoon check` to what was read of its findings: tests/verdicts.tsv has each of those in
# FastAPI's documentation with a verdict, and nothing may be found that is not there, nor be there
# and not found. Errors must be real in 95 of 100 cases, the warnings of a rule in 80. The pages of
# docs/rules say what each rule found. And notes that are in order must stay without findings.
# Usage: verdicts.sh [unread | pages]. Without an argument it prints TAP; `unread` prints rows for
# the findings that have no verdict yet, `pages` writes the section "Found" of the pages anew.
set -u
cd "$(dirname "$0")/.." || exit 1
B=$(cd "${B:-build/release}" && pwd) || exit 1
table=tests/verdicts.tsv
corpus=${LETOON_TEST_DATA:-}/corpus
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT INT TERM
LC_ALL=C
export LC_ALL

grep -v '^#' $table > "$dir/rows"
pairs=$(sed -n 's/^#.*: \([0-9]*\) pairs.*/\1/p' $table)

# ok or not, by whether a file says what is wrong.
result() { # file name
    if [ -s "$1" ]; then
        echo "not ok - $2"
        sed 's/^/# /' "$1" | sed 40q
    else
        echo "ok - $2"
    fi
}

# The findings in a directory as rows: path, line, rule, severity.
found() { # directory
    (cd "$1" && "$B/letoon" check --format jsonl --fail-on never) |
        sed -n 's/^{"rule":"\([^"]*\)","severity":"\([^"]*\)","path":"\([^"]*\)","line":\([0-9]*\),.*/\3\t\4\t\1\t\2/p'
}

# ---- the pages ----

# The section of a rule's page, of lines of at most 100 columns.
section() { # rule
    awk -F '\t' -v rule="$1" -v pairs="$pairs" '
        function say(text,   n, words, i) {
            n = split(text, words, " ")
            for (i = 1; i <= n; i++) {
                if (line != "" && length(line) + 1 + length(words[i]) > 100) {
                    print line
                    line = ""
                }
                line = line (line == "" ? "" : " ") words[i]
            }
        }
        $3 == rule {
            n++
            if ($4 == "real" && !real++) yes = "`" $1 ":" $2 "`, " $5
            if ($4 != "real" && no == "") no = "`" $1 ":" $2 "`, " $5
        }
        END {
            print "## Found\n"
            say("In FastAPI\047s documentation (commit c3f316b7e, " pairs " translations into seven languages):")
            if (!n)
                say("nothing.")
            else if (n == real)
                say(n == 1 ? "one finding, and it is real:" : n " findings, all of them real, as")
            else
                say(n " finding" (n == 1 ? "" : "s") ", " (real + 0) " of them real" (real ? ", as" : ":"))
            if (yes != "") say(yes (no != "" ? ";" : "."))
            if (no != "") say((yes != "" ? "not so " : "") no ".")
            print line "\n"
        }' "$dir/rows"
}

# The page with the section as it should be, before "Configuring".
with_section() { # page
    section "$(sed -n '1s/^# //p' "$1")" > "$dir/section"
    awk -v file="$dir/section" '
        /^## / { skip = /^## Found$/ }
        /^## Configuring$/ { while ((getline text < file) > 0) print text }
        !skip' "$1"
}

write_pages() {
    for page in docs/rules/*-*.md; do
        with_section "$page" > "$dir/page"
        cmp -s "$dir/page" "$page" || cp "$dir/page" "$page"
    done
}

test_pages() {
    : > "$dir/wrong"
    for page in docs/rules/*-*.md; do
        with_section "$page" | cmp -s - "$page" ||
            echo "$page: run sh tests/verdicts.sh pages" >> "$dir/wrong"
    done
    result "$dir/wrong" 'the pages say what was found'
}

# ---- the table ----

test_table() {
    awk -F '\t' '
        NF != 5 || $2 !~ /^[0-9]+$/ || $4 !~ /^(real|choice|false)$/ || $5 == "" { print "not a row: " $0 }
        $1 < path || ($1 == path && $2 + 0 < line) { print "not in order: " $0 }
        { path = $1; line = $2 + 0 }' "$dir/rows" > "$dir/wrong"
    "$B/letoon" rules | awk '/^ / { print $1 }' > "$dir/rules"
    cut -f 3 "$dir/rows" | sort -u | while read -r rule; do
        grep -qx "$rule" "$dir/rules" || echo "no rule: $rule"
    done >> "$dir/wrong"
    result "$dir/wrong" 'the table is well formed'
}

# Findings without a row, as rows to be filled in.
unread() {
    cut -f 1-3 "$dir/found" | sort > "$dir/a"
    cut -f 1-3 "$dir/rows" | sort > "$dir/b"
    comm -23 "$dir/a" "$dir/b"
}

test_findings() {
    unread | sed 's/^/not read yet: /' > "$dir/wrong"
    comm -13 "$dir/a" "$dir/b" | sed 's/^/not found any more: /' >> "$dir/wrong"
    n=$(find "$corpus/llm-docs" -name '*.md' ! -name '_*' ! -path '*/en/*' | wc -l)
    [ "$n" -eq "$pairs" ] || echo "$n translations, the table says $pairs" >> "$dir/wrong"
    result "$dir/wrong" 'what is found in the documentation was read, and what was read is found'
}

# Joins severity and verdict; equal rows are met in the order of both files.
shares() {
    awk -F '\t' '
        FNR == 1 { file++ }
        { key = $1 "\t" $2 "\t" $3; at = key "\t" ++seen[file, key] }
        file == 1 { severity[at] = $4; next }
        at in severity {
            s = severity[at]
            n[s]++; real[s] += $4 == "real"
            if (s == "warning") { rule[$3]++; true_[$3] += $4 == "real" }
        }
        END {
            printf "# errors: %d of %d real; warnings: %d of %d; notes: %d of %d\n",
                real["error"], n["error"], real["warning"], n["warning"], real["note"], n["note"]
            print (20 * real["error"] >= 19 * n["error"] ? "ok" : "not ok") " - errors are real in 95 of 100 cases"
            for (r in rule)
                if (5 * true_[r] < 4 * rule[r])
                    printf "not ok - warnings of %s are real in 80 of 100 cases: %d of %d\n", r, true_[r], rule[r]
            print (5 * real["warning"] >= 4 * n["warning"] ? "ok" : "not ok") " - warnings are real in 80 of 100 cases"
        }' "$dir/found" "$dir/rows"
}

# ---- notes that are in order ----

test_clean() { # directory name
    found "$1" > "$dir/wrong"
    result "$dir/wrong" "$2"
}

# The posts of this blog were put together at random in each language, so that hardly two of them
# say the same. But which belong together is true, and its notes are in order.
test_blog() {
    found "$corpus/jekyll-blog/src" |
        awk -F '\t' '$1 !~ /^_posts\// && $3 != "set/missing-language" || $3 ~ /^set\// && $4 == "error"' > "$dir/wrong"
    result "$dir/wrong" 'the sets of the made-up blog are found, and its notes are in order'
}

case ${1:-tap} in
pages) write_pages && exit ;;
unread) found "$corpus/llm-docs" > "$dir/found" && unread && exit ;;
esac

test_table
test_pages
test_clean posts 'the sample notes are in order'
if [ -d "$corpus/llm-docs" ]; then
    found "$corpus/llm-docs" > "$dir/found"
    test_findings
    shares
    test_clean "$corpus/seed-notes" 'the seed notes are in order'
    test_blog
else
    echo 'ok - the documentation of FastAPI, the seed notes # skip LETOON_TEST_DATA is not set'
fi
