#!/usr/bin/env python3
"""Measures squall against the floor: the least that the same work costs in C on the same machine.

Builds both, pins server and client to different cores, runs them in turn, and prints the medians. Needs nothing but
Python, and installs what it measures. Called by `make bench`; `make bench BENCH="--quick"` tries the script itself out.
"""

import argparse
import shlex
import subprocess
import sys
import time

from suite import measurements, processes, report
from suite.plan import Plan

QUIET_SHARE = 0.95


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one round of 1 s: tries the script out, measures nothing")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each measurement (default 5)")
    parser.add_argument("--seconds", type=int, default=4, help="measured time of each run in s (default 4)")
    parser.add_argument("--only", choices=measurements.ALL, nargs="+", help="measure just these")
    parser.add_argument("--write", action="store_true", help="write Docs/Performance.md; with --only just these tables")
    parser.add_argument("--no-build", action="store_true", help="take the programs as they are")
    parser.add_argument("--server-core", type=int, help="core of the servers (default: the first)")
    parser.add_argument("--client-core", type=int, help="core of the clients (default: the last)")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.seconds = 1, 1
    if options.rounds < 1 or options.seconds < 1:
        parser.error("--rounds and --seconds are at least 1")
    if options.write and options.rounds < 5:
        parser.error("--write needs at least 5 rounds: figures of less are not for a document")
    return options


def log(text):
    print(text, file=sys.stderr, flush=True)


def wait_until_quiet():
    """Whether nothing else runs; waits up to a minute for that, since a build has just ended."""
    deadline = time.monotonic() + 60
    while processes.idle_share(2) < QUIET_SHARE:
        if time.monotonic() > deadline:
            log("warning: other work is running on this machine; the figures will be off")
            return False
    return True


def main():
    options = arguments()
    cores = processes.cores()
    if len(cores) < 2:
        log("error: server and client need a core each, and this machine has one")
        return 1
    plan = Plan(
        rounds=options.rounds, seconds=options.seconds,
        server_core=cores[0] if options.server_core is None else options.server_core,
        client_core=cores[-1] if options.client_core is None else options.client_core, log=log)
    try:
        if not options.no_build:
            processes.build(log)
        if processes.raise_open_files() < 20000:
            log("warning: fewer than 20,000 open files are allowed (ulimit -Hn); the runs with many sessions will fail")
        quiet = True if options.quick else wait_until_quiet()
        if options.write and not quiet:
            log("error: Docs/Performance.md is not written on a machine that does other work")
            return 1
        tables = [measurements.ALL[name](plan) for name in options.only or measurements.ALL]
    except (processes.BenchError, subprocess.CalledProcessError, OSError) as failure:
        log(f"error: {failure}")
        return 1

    print("\n\n".join(report.as_text(table) for table in tables))
    missed = [check for table in tables for check in table.checks if check.value > check.limit]
    print(f"\n{len(missed)} of {sum(len(table.checks) for table in tables)} promises missed")
    if options.write:
        command = "make bench BENCH=" + shlex.quote(shlex.join(sys.argv[1:]))
        path = processes.ROOT / "Docs" / "Performance.md"
        before = path.read_text() if options.only and path.exists() else ""
        path.write_text(report.document(tables, command, plan, before))
        print(f"Written: {path.relative_to(processes.ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
