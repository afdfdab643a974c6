#!/bin/sh
# Runs the tests that are built; words are passed on to `swift test`.
#
# Tests that fail are run once more, alone: on a machine that gave its cores to others for half a second, what was to
# come in time did not. What passes then is said at the end, and what fails again once more: a thousand lines may stand
# behind it.
log=.build/tests.log
status=.build/tests.status
again=.build/tests-again.log
run() {
    to=$1
    shift
    rm -f "$status"
    { swift test --skip-build "$@" 2>&1 || echo failed >"$status"; } | tee -a "$to"
    [ ! -e "$status" ]
}
: >"$log"
if [ $# -gt 0 ]; then
    run "$log" "$@"
    exit
fi
failed=0
# One after the other: what measures times is not to be disturbed, and tests that block threads keep those of the client
# library, which are tasks, from theirs.
run "$log" --skip IntegrationTests --skip WebSocketClientTests || failed=1
run "$log" --filter WebSocketClientTests || failed=1
run "$log" --filter IntegrationTests || failed=1
[ $failed -eq 1 ] || exit 0

names=$(sed -nE 's/^✘ Test ([A-Za-z0-9_]+)\(.*\).* failed after .*/\1/p' "$log" | sort -u)
echo
echo 'What failed:'
grep -A3 -E '^✘|error:' "$log" | cut -c1-2000
# More than that is no accident, and neither is a test that ended the process.
if [ -z "$names" ] || [ "$(echo "$names" | wc -l)" -gt 5 ] || grep -qE 'unexpected signal|Fatal error' "$log"; then
    exit 1
fi
echo
echo "Once more, alone: $(echo $names)"
: >"$again"
run "$again" --no-parallel --filter "/($(echo $names | tr ' ' '|'))\\(" || exit 1
echo
echo "Passed alone, and failed among the others: $(echo $names)"
