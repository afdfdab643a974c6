"""The tables, as text for the terminal and as Docs/Performance.md."""

import datetime
import os
import platform
import re
import subprocess
from pathlib import Path

from . import processes


def as_text(table):
    widths = [max(len(row[index]) for row in [table.columns] + table.rows) for index in range(len(table.columns))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths)) for row in [table.columns] + table.rows]
    return "\n".join([table.title] + ["  " + line for line in lines])


def as_markdown(table, origin):
    rows = [table.columns, ["---:"] * len(table.columns)] + table.rows
    lines = [f"## {table.title}", "", table.about, ""] + ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines + ["", origin, ""])


def machine():
    """What the figures depend on, as pairs of name and text."""
    model = "unknown"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    congestion = Path("/proc/sys/net/ipv4/tcp_congestion_control").read_text().strip()
    return [
        ("CPU", f"{model}, {len(processes.cores())} cores"),
        ("memory", f"{memory:.0f} GiB"),
        ("kernel", f"{platform.system()} {platform.release()}, TCP congestion control {congestion}"),
        ("Swift", first_line(["swift", "--version"])),
        ("C compiler", first_line(["cc", "--version"])),
    ]


def first_line(command):
    done = subprocess.run(command, capture_output=True, text=True)
    return (done.stdout.strip() or "unknown").splitlines()[0]


def commit():
    def git(*words):
        return subprocess.run(
            ["git", "-C", str(processes.ROOT), *words], capture_output=True, text=True).stdout.strip()

    changed = " with changes" if git("status", "--porcelain", "--untracked-files=no") else ""
    return (git("rev-parse", "--short", "HEAD") or "unknown") + changed


def sections(text):
    """The parts of the page that hold a table, by title, in order."""
    parts = re.split(r"^## (.*)\n", text, flags=re.MULTILINE)[1:]
    return {title: f"## {title}\n{body.rstrip()}\n" for title, body in zip(parts[::2], parts[1::2])}


def document(tables, command, plan, before=""):
    """The text of Docs/Performance.md; of what stood there before, what was not measured anew stays."""
    date = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    origin = f"Measured by `{command}`: {plan.rounds} rounds of {plan.seconds} s, commit {commit()}, {date}."
    parts = sections(before) | {table.title: as_markdown(table, origin) for table in tables}
    lines = [
        "# Performance",
        "",
        "Written by `make bench`; not to be edited by hand. All figures are of this machine alone: compare ratios, and",
        "only those of one table.",
        "",
        "| | |",
        "|---|---|",
    ]
    lines += [f"| {name} | {text} |" for name, text in machine()]
    lines += [
        "| other work | none: the cores rested before the first run |",
        "",
        f"Server on core {plan.server_core}, client on core {plan.client_core}, one worker thread. Medians of "
        "interleaved rounds, in brackets the lowest and the highest. The floor is the least that the same work costs in "
        "C on this machine, without script, histogram or check: [Benchmarks/Floor](../Benchmarks/Floor).",
        "",
    ]
    return "\n".join(lines) + "\n" + "\n".join(parts.values())
