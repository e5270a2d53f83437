#!/bin/sh
# The blog of blog.sh with Jekyll's default Markdown. Prints TAP; skipped without LETOON_TEST_DATA.
# shellcheck disable=SC2034 # blog.sh reads it
style=kramdown
. "$(dirname "$0")/blog.sh"
