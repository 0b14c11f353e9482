"""One table of settings, and what they make of colour and width: in Python, and in the program."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import NamedTuple, Sequence

import pytest
from commands import SCRIPTS
from kernel_runs import REPOSITORY

RESULT = REPOSITORY / "results/vm/6.18.json"
CODE = """
from vdsobench import terminal
from rich.text import Text
console = terminal.console(30)
console.print(Text("word", "bold red"))
console.print("x" * console.width, soft_wrap=True)
"""
FILE = 30  # the width of what is no terminal, each program's own


class Setting(NamedTuple):
    environment: dict[str, str]
    terminal: int | None  # columns that it tells; None: a pipe
    colour: bool
    width: int


TERM = {"TERM": "xterm-256color"}
SETTINGS = [
    Setting(TERM, 93, True, 93),
    Setting(TERM | {"COLUMNS": "71"}, 93, True, 93),
    Setting(TERM | {"COLUMNS": "71"}, 0, True, 71),
    Setting(TERM | {"COLUMNS": "x"}, 0, True, 80),
    Setting(TERM, 0, True, 80),
    Setting(TERM, None, False, FILE),
    Setting(TERM | {"COLUMNS": "71"}, None, False, 71),
    Setting(TERM | {"NO_COLOR": "1"}, 93, False, 93),
    Setting(TERM | {"NO_COLOR": ""}, 93, True, 93),
    Setting({"TERM": "dumb"}, 93, False, 93),
    Setting({"TERM": "dumb", "FORCE_COLOR": "1"}, 93, True, 93),
    Setting(TERM | {"FORCE_COLOR": "1"}, None, True, FILE),
    Setting(TERM | {"CLICOLOR_FORCE": "1"}, None, True, FILE),
    Setting(TERM | {"FORCE_COLOR": "0"}, None, False, FILE),
    Setting(TERM | {"FORCE_COLOR": "1", "NO_COLOR": "1"}, 93, False, 93),
]


def printed(words: Sequence[str | Path], setting: Setting) -> str:
    environment = {"PYTHONPATH": str(SCRIPTS), "PATH": os.environ["PATH"], **setting.environment}
    if setting.terminal is None:
        done = subprocess.run(words, env=environment, capture_output=True, timeout=60)
        return done.stdout.decode()
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, setting.terminal, 0, 0))
    with subprocess.Popen(words, env=environment, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        found = b""
        while True:
            try:
                found += os.read(ours, 1 << 16)
            except OSError:  # the other end is closed: all has been read
                break
    os.close(ours)
    return found.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_python_command_goes_by_the_setting(setting: Setting) -> None:
    word, line, *_ = [*printed([sys.executable, "-c", CODE], setting).split("\n"), ""]
    assert ("\x1b[" in word) == setting.colour and "word" in word
    assert len(line) == setting.width


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_program_goes_by_the_same(setting: Setting, vdsobench: Path) -> None:
    said = printed([vdsobench, "show", RESULT], setting)
    assert ("\x1b[" in said) == setting.colour
    if setting.width != FILE:
        assert widest(said) == widest(printed([vdsobench, "show", RESULT], piped(setting.width)))


def piped(width: int) -> Setting:
    return Setting(TERM | {"COLUMNS": str(width)}, None, False, width)


def widest(said: str) -> int:
    return max(len(re.sub("\x1b\\[[0-9;]*m", "", line)) for line in said.splitlines())


def test_the_program_fits_what_it_is_told(vdsobench: Path) -> None:
    found = [widest(printed([vdsobench, "show", RESULT], piped(width))) for width in (71, 80, 93)]
    assert found[0] < found[1] < found[2]
