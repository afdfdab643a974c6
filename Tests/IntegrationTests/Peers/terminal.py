"""Runs a program at a terminal and tells what stood there: COLUMNS PATTERN PROGRAM ARGUMENT...

Ctrl-C is typed as soon as a line matches the pattern; an empty one never does. Prints one report: each screen that
stood there when nothing more came for a moment, the last one, where the cursor was left, and how the program ended.
"""

import errno
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios

from peer import end_with_input, report

COLUMNS, PATTERN, *COMMAND = int(sys.argv[1]), *sys.argv[2:]
# Seconds without output after which what is drawn is taken to be whole.
PAUSE = 0.02
CONTROL = re.compile(r"\x1b\[([0-9;]*)([A-Za-z])")


class Screen:
    """As much of a terminal as the program uses; what it should not use is noted."""

    def __init__(self):
        self.lines, self.row, self.column = [""], 0, 0
        self.strange = []
        self.rest = ""

    def feed(self, text):
        text = self.rest + text
        self.rest = ""
        while text:
            if text.startswith("\x1b"):
                found = CONTROL.match(text)
                if not found:
                    # Perhaps the rest of it is still on its way.
                    self.rest = text
                    return
                self.control(found.group(1), found.group(2))
                text = text[found.end() :]
            else:
                self.put(text[0])
                text = text[1:]

    def control(self, number, letter):
        line = self.lines[self.row]
        match letter:
            case "A":
                self.row = max(0, self.row - int(number or 1))
            case "K" if number in ("", "0"):
                self.lines[self.row] = line[: self.column]
            case "J" if number in ("", "0"):
                self.lines[self.row :] = [line[: self.column]]
            case "m":
                pass
            case _:
                self.strange.append(number + letter)

    def put(self, character):
        if character == "\r":
            self.column = 0
        elif character == "\n":
            self.go_down()
        elif character < " ":
            self.strange.append(repr(character))
        else:
            if self.column == COLUMNS:
                self.column = 0
                self.go_down()
            line = self.lines[self.row].ljust(self.column)
            self.lines[self.row] = line[: self.column] + character + line[self.column + 1 :]
            self.column += 1

    def go_down(self):
        self.row += 1
        if self.row == len(self.lines):
            self.lines.append("")


def start():
    """The program with a terminal of its own, and the other end of it."""
    master, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
    program = subprocess.Popen(
        COMMAND,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(terminal)
    return program, master


def read(master):
    try:
        return os.read(master, 65536)
    except OSError as failure:
        # All programs at the terminal have gone.
        if failure.errno == errno.EIO:
            return b""
        raise


def main():
    program, master = start()
    screen, screens, is_to_type = Screen(), [], PATTERN != ""
    unread = b""
    while block := read(master):
        unread += block
        # A character may be cut in two.
        text = unread.decode(errors="ignore")
        unread = unread[len(text.encode()) :]
        screen.feed(text)
        if select.select([master], [], [], PAUSE)[0]:
            continue
        screens.append(list(screen.lines))
        if is_to_type and any(re.search(PATTERN, line) for line in screen.lines):
            is_to_type = False
            os.write(master, b"\x03")
    report(
        screens=screens, last=screen.lines, row=screen.row, column=screen.column, strange=screen.strange,
        code=program.wait(),
    )


end_with_input()
main()
