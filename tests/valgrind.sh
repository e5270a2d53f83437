#!/bin/sh
# The golden cases with the program under valgrind: a leak or a bad access changes a case's status.
set -u
command -v valgrind > /dev/null 2>&1 || { echo 'ok - valgrind # SKIP no valgrind'; exit 0; }
here=$(cd "$(dirname "$0")" && pwd) || exit 1
VIA="valgrind -q --suppressions=$here/valgrind.supp --error-exitcode=99 --leak-check=full \
--errors-for-leak-kinds=definite,indirect,possible" CASE_SECONDS=600 exec sh "$here/golden/run"
