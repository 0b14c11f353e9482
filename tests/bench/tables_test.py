"""Tables of the built program in terminals of several widths: what a reader sees there."""

import os
import pty
import re
import struct
import subprocess
import termios
from fcntl import ioctl
from typing import Any

import pytest
from command_line import BINARY, vdsobench

FEW = ["--filter", "^(time|gettimeofday|clock_gettime:monotonic_coarse)/", "--quiet"]
FAST = [*FEW, "--min-time=0.002", "--processes=2"]
WIDTHS = [60, 80, 100, 120, 200]


def in_a_terminal(width: int, *arguments: str, **environment: str) -> str:
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    plain = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    command: Any = [BINARY, *arguments]
    with subprocess.Popen(command, stdout=theirs, env={**plain, **environment}) as process:
        os.close(theirs)
        written = everything_from(ours)
    assert process.returncode in (0, 1)  # as a vDSO that falls back has it
    return written.replace("\r\n", "\n")


def everything_from(terminal: int) -> str:
    written = b""
    try:
        while chunk := os.read(terminal, 65536):
            written += chunk
    except OSError:  # EIO: the program has closed the other end
        pass
    os.close(terminal)
    return written.decode()


def plain(text: str) -> str:
    return re.sub("\x1b\\[[0-9;]*m", "", text)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("mode", [[], ["--threads=1"], ["--latency"]])
def test_no_line_is_longer_than_the_terminal(width: int, mode: list[str]) -> None:
    written = plain(in_a_terminal(width, "run", *FAST, *mode))
    lines = [line for line in written.split("\n") if not line.startswith("    do:  ")]
    assert "time" in written
    assert all(len(line) <= width for line in lines), written


@pytest.mark.parametrize("width", WIDTHS)
def test_selftest_fits_too(width: int) -> None:
    done = subprocess.run(
        [BINARY, "selftest", "--seconds=0.01"],
        env={**os.environ, "COLUMNS": str(width)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode in (0, 1), done.stderr
    assert "getppid/insn" in done.stdout
    assert all(len(line) <= width for line in done.stdout.split("\n")), done.stdout


def test_a_terminal_has_colour_unless_no_color_is_set() -> None:
    assert "\x1b[" in in_a_terminal(80, "run", *FAST)
    assert "\x1b[" not in in_a_terminal(80, "run", *FAST, NO_COLOR="1")


def test_a_pipe_gets_120_columns() -> None:
    piped = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    lines = vdsobench("run", *FAST, env=piped).stdout.split("\n")
    assert 100 < max(map(len, lines)) <= 120
