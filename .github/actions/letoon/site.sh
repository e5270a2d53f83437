#!/usr/bin/env bash
# Builds the site.
set -euo pipefail
cd "$GITHUB_WORKSPACE"

arguments=(--source "${INPUT_SOURCE:-.}" --destination "${INPUT_DESTINATION:-_site}")
[ -z "${INPUT_BASEURL:-}" ] || arguments+=(--baseurl "$INPUT_BASEURL")
"$LETOON" build "${arguments[@]}"
