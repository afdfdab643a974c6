#!/bin/sh
# Runs the tests that are built. What failed is said once more at the end: a thousand lines may stand behind it.
log=.build/tests.log
code=.build/tests.code
{ swift test --skip-build "$@" 2>&1; echo $? >"$code"; } | tee "$log"
failed=$(cat "$code")
if [ "$failed" -ne 0 ]; then
    echo
    echo 'What failed:'
    grep -A3 -E '^✘|error:' "$log" | cut -c1-2000
fi
exit "$failed"
