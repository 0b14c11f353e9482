"""`watch` on a terminal: a screen of its own, keys, and the terminal as it was afterwards."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).resolve().parents[level]) for level in (1, 2)]
from watched import asker, needs_ebpf, needs_root, watching  # noqa: E402

pytestmark = needs_root

ENTER, LEAVE = "\033[?1049h", "\033[?1049l"


class Terminal:
    """A watch on a terminal of its own."""

    def __init__(self, *arguments: str, columns: int = 100, rows: int = 30) -> None:
        self.own, side = pty.openpty()
        self.resize(columns, rows)
        self.mode = termios.tcgetattr(side)
        self.side = side
        self.process = subprocess.Popen(
            watching("watch", *arguments),
            stdin=side,
            stdout=side,
            stderr=side,
            env={**os.environ, "TERM": "xterm"},
            preexec_fn=lambda: (os.setsid(), fcntl.ioctl(side, termios.TIOCSCTTY, 0)),
        )
        self.text = ""

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.own, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and select.select([self.own], [], [], 0.1)[0]:
            self.text += os.read(self.own, 65536).decode(errors="replace")

    def wait_for(self, words: str) -> None:
        end = time.monotonic() + 60
        while words not in self.text:
            assert time.monotonic() < end and self.process.poll() is None, self.text
            self.read(0.2)

    def press(self, key: str) -> None:
        os.write(self.own, key.encode())

    def end(self) -> int:
        end = time.monotonic() + 20
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.2)
        self.read(0.3)
        return self.process.wait(1)


@pytest.fixture()
def terminal() -> Iterator[Terminal]:
    needs_ebpf()
    made = Terminal()
    made.wait_for("q quit")
    yield made
    made.process.kill()
    made.process.wait()
    os.close(made.own)
    os.close(made.side)


def test_a_key_ends_it_and_the_terminal_is_as_it_was(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.text.count(ENTER) == 1 and terminal.text.rstrip().endswith(LEAVE)
    assert termios.tcgetattr(terminal.side) == terminal.mode


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_ends_it_likewise(terminal: Terminal, number: signal.Signals) -> None:
    terminal.process.send_signal(number)
    assert terminal.end() == -number
    assert LEAVE in terminal.text
    assert termios.tcgetattr(terminal.side) == terminal.mode


def test_keys_pause_and_sort(terminal: Terminal) -> None:
    terminal.press("p")
    terminal.wait_for("go on (paused)")
    for key in "crn":
        terminal.press(key)
    terminal.press("\003")
    assert terminal.end() == 0


def test_it_shows_who_asks_within_the_width(terminal: Terminal) -> None:
    with asker() as process:
        process.ask(100)
        terminal.wait_for("clock_gettime:tai")
        terminal.resize(50, 10)
        terminal.process.send_signal(signal.SIGWINCH)
        terminal.text = ""
        process.ask(100)
        terminal.wait_for("clock_gettime:tai")
    drawn = terminal.text[terminal.text.rfind("\033[2J") :]
    lines = [
        part.split("H", 1)[1].split("\033")[0] for part in drawn.split("\033[")[1:] if "H" in part
    ]
    assert lines and max(map(len, lines)) <= 50
