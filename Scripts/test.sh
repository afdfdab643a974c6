#!/bin/sh
# Runs the tests that are built; words are passed on to `swift test`. What failed is said once more at the end: a
# thousand lines may stand behind it.
log=.build/tests.log
status=.build/tests.status
run() {
    { swift test --skip-build "$@" 2>&1 || echo failed >"$status"; } | tee -a "$log"
}
: >"$log"
rm -f "$status"
if [ $# -gt 0 ]; then
    run "$@"
else
    # One after the other: what measures times is not to be disturbed.
    run --skip IntegrationTests
    run --filter IntegrationTests
fi
[ -e "$status" ] || exit 0
echo
echo 'What failed:'
grep -A3 -E '^✘|error:' "$log" | cut -c1-2000
exit 1
