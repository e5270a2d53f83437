#!/bin/sh
# The action for GitHub, and the examples for it and for GitLab. Prints TAP.
set -u
cd "$(dirname "$0")/.." || exit 1
command -v "${PYTHON:-python3}" > /dev/null 2>&1 || { echo 'ok - ci # SKIP no python3'; exit 0; }
command -v bash > /dev/null 2>&1 || { echo 'ok - ci # SKIP no bash'; exit 0; }
exec "${PYTHON:-python3}" tests/ci/run.py "$@"
