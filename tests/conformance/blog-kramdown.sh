#!/bin/sh
# The blog of blog.sh with Jekyll's default Markdown. Prints TAP; skipped without LETOON_TEST_DATA.
style=kramdown
. "$(dirname "$0")/blog.sh"
