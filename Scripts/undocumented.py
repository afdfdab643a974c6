#!/usr/bin/env python3
"""Lists the declarations that other rooms see (`package` or `public`) and that have no doc comment.

Left out is where a comment could only repeat: an `init` that does nothing but assign, and what a protocol asks for,
one of the standard library or one of ours that the same file names. Ends with 1 where there is anything to list.

Usage: undocumented.py [FOLDER…], by default Sources.
"""

import re
import sys
from pathlib import Path

ATTRIBUTE = r"(?:@\w+(?:\([^)]*\))?\s+)*"
DECLARATION = re.compile(rf"\s*{ATTRIBUTE}(?:\w+\s+)*?(?:package|public)\b(?!\()")
NAME = re.compile(r"\b(?:func|var|let|struct|class|enum|actor|protocol|typealias|case)\s+(\S+?)(?=[\s(<:=]|$)")
PROTOCOL = re.compile(rf"^{ATTRIBUTE}(?:\w+\s+)*protocol\s+(\w+)")
ASSIGNMENT = re.compile(r"(?:self\.)?\w+ = [\w.]+")

# What `CustomStringConvertible`, `Comparable`, `Codable`, `RawRepresentable`, `RandomNumberGenerator` and such ask for.
STANDARD = {"description", "<", "==", "hash", "encode", "rawValue", "errorDescription"}
STANDARD_INIT = re.compile(r"\binit\??\((?:from decoder|rawValue):")


def requirements(texts):
    """What each protocol of these files asks for, by the name of the protocol."""
    asked = {}
    for lines in texts.values():
        inside = None
        for line in lines:
            if start := PROTOCOL.match(line):
                inside = asked.setdefault(start[1], set())
            elif line.startswith("}"):
                inside = None
            elif inside is not None and not line.strip().startswith("///") and (name := NAME.search(line)):
                inside.add(name[1])
    return asked


def only_assigns(lines, index):
    """Whether the `init` that begins at this line has no statement but simple assignments."""
    text = "\n".join(lines[index:])
    depth = 0
    for place, sign in enumerate(text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "{" and depth == 0:
            break
    else:
        return False
    indent = re.match(r"\s*", lines[index])[0]
    one_line = re.match(r"\{(.*)\}$", text[place:].split("\n", 1)[0])
    body = one_line[1] if one_line else text[place + 1:].split(f"\n{indent}}}", 1)[0]
    return all(ASSIGNMENT.fullmatch(line.strip()) for line in body.split("\n") if line.strip())


def has_comment(lines, index):
    above = index - 1
    while above >= 0 and lines[above].strip().startswith("@"):
        above -= 1
    return above >= 0 and lines[above].strip().startswith("///")


def undocumented(lines, witnesses):
    """The numbers of the lines, from 0, at which such declarations begin."""
    for index, line in enumerate(lines):
        if not DECLARATION.match(line) or has_comment(lines, index):
            continue
        if re.match(r"\s*(?:package|public) (?:extension|import)\b", line):
            continue
        if re.search(r"\binit\b", line):
            if STANDARD_INIT.search(line) or only_assigns(lines, index):
                continue
        elif (name := NAME.search(line)) and name[1] in witnesses:
            continue
        yield index


def main():
    folders = [Path(name) for name in sys.argv[1:]] or [Path(__file__).resolve().parent.parent / "Sources"]
    files = sorted(file for folder in folders for file in folder.rglob("*.swift"))
    texts = {file: file.read_text().split("\n") for file in files}
    asked = requirements(texts)
    found = 0
    for file, lines in texts.items():
        words = {word for line in lines if ":" in line and not line.strip().startswith("//")
                 for word in re.findall(r"\w+", line.split(":", 1)[1])}
        witnesses = STANDARD.union(*(names for protocol, names in asked.items() if protocol in words))
        for index in undocumented(lines, witnesses):
            found += 1
            print(f"{file}:{index + 1}: no doc comment: {lines[index].strip()}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
