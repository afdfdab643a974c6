#!/usr/bin/env python3
"""Runs the ready comparisons and writes their tables into Docs/Comparing.md.

On the page a table stands in the block behind `<!-- figures: NAME -->`, where NAME.json is one of Scenarios/comparisons.
Nothing else should run on the machine meanwhile: a comparison takes some minutes.

Usage: comparisons.py [NAME…], by default all that the page has. Needs `make` first.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "Docs/Comparing.md"
SQUALL = ROOT / ".build/release/squall"
PLACE = re.compile(r"(<!-- figures: (\S+) -->\n```\n).*?(```\n)", re.DOTALL)


def table(name):
    """What `squall run` prints of a comparison, without the place of its result."""
    with tempfile.TemporaryDirectory() as folder:
        scenario = ROOT / f"Scenarios/comparisons/{name}.json"
        command = [SQUALL, "run", scenario, "--quiet", "--out", f"{folder}/result"]
        run = subprocess.run(command, text=True, stdout=subprocess.PIPE, env={"COLUMNS": "100"})
        if run.returncode not in (0, 111):
            sys.exit(f"{name}: squall ended with {run.returncode}")
        if run.returncode == 111:
            print(f"{name}: INVALID; the machine was not quiet, or too small for it", file=sys.stderr)
        return run.stdout.split("\nResult: ")[0].strip("\n") + "\n"


def main():
    page = PAGE.read_text()
    known = [name for _, name, _ in PLACE.findall(page)]
    names = sys.argv[1:] or known
    if unknown := set(names) - set(known):
        sys.exit(f"{PAGE.name} has no place for {', '.join(sorted(unknown))}; it has {', '.join(known)}")
    for name in names:
        print(name, file=sys.stderr)
        text = table(name)
        page = PLACE.sub(lambda found: found[1] + text + found[3] if found[2] == name else found[0], page)
        # After each, so that a break loses little.
        PAGE.write_text(page)


main()
