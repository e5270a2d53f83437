#!/bin/sh
# Random edits against the language server (ROUNDS=6 SEED=1). Prints TAP.
set -u
cd "$(dirname "$0")/.." || exit 1
command -v "${PYTHON:-python3}" > /dev/null 2>&1 || { echo 'ok - lsp # SKIP no python3'; exit 0; }
exec "${PYTHON:-python3}" tests/lsp/random.py "${B:-build/release}/letoon" "${ROUNDS:-6}" "${SEED:-1}"
