"""Every way for a command to print."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from typing import TYPE_CHECKING, Iterator, TextIO

from vdsobench import safe_text
from vdsobench.safe_text import one_line

if TYPE_CHECKING:
    from vdsobench.safe_console import SafeConsole


USUAL_WIDTH = 80  # of terminals that do not tell theirs


def console(width_of_a_file: int, soft_wrap: bool = False) -> SafeConsole:
    """Standard output: as wide as the terminal, or where it is none as wide as said."""
    from vdsobench.safe_console import SafeConsole

    return SafeConsole(width(width_of_a_file), soft_wrap, wants_colour())


def width(width_of_a_file: int) -> int:
    """Of standard output, by the rule of bench/output/terminal.cpp: what the terminal says, else what
    COLUMNS does, else the usual."""
    descriptor = _descriptor()
    if descriptor is None:
        return width_of_a_file
    with contextlib.suppress(OSError):
        columns = os.get_terminal_size(descriptor).columns
        if columns:
            return columns
    told = os.environ.get("COLUMNS", "")
    if re.fullmatch("0*[1-9][0-9]{0,8}", told, re.ASCII):
        return int(told)
    return USUAL_WIDTH if os.isatty(descriptor) else width_of_a_file


def wants_colour() -> bool:
    """no-color.org has the last word, then force-color.org and bixense.com/clicolors, then the
    terminal. What goes into a file of ours is plain."""
    descriptor = _descriptor()
    if descriptor is None or os.environ.get("NO_COLOR"):
        return False
    if any(
        os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")
    ):
        return True
    return os.isatty(descriptor) and not _is_dumb()


def _is_dumb() -> bool:
    """A terminal that knows no escape codes, such as an editor's."""
    return os.environ.get("TERM") == "dumb"


def _descriptor() -> int | None:
    """Of standard output; None where what is printed goes to memory."""
    try:
        return sys.stdout.fileno()
    except (OSError, ValueError):
        return None


def write(text: str) -> None:
    """A document of a command, such as JSON, on standard output."""
    sys.stdout.write(safe_text.lines(text))


def write_fields(*fields: object) -> None:
    """A line for programs that split it at its tabs."""
    write("\t".join(map(one_line, fields)) + "\n")


def say(text: object) -> None:
    """A line on standard error: a notice, a warning, the reason for ending. What say_over() has said
    makes room for it."""
    try:
        print(f"{_take_over()}{one_line(text, 1000)}", file=sys.stderr, flush=True)
    except OSError:  # whoever waits for the exit status may not read why, or have no room for it
        _discard(sys.stderr)


def say_over(text: str) -> None:
    """The same in the place of the one before, on a terminal and nowhere else."""
    global _over
    if sys.stderr.isatty() and not _is_dumb():
        _over = bool(text)
        print(f"{_WIPE}{one_line(text, 200)}", end="", file=sys.stderr, flush=True)


_WIPE = "\r\x1b[K"
_over = False  # a line of say_over() stands


def _take_over() -> str:
    global _over
    wipe, _over = _WIPE if _over else "", False
    return wipe


def prepare() -> None:
    """An arrow that the locale lacks becomes a "?", and what was closed leads nowhere: else the next
    file that is opened would be standard error."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def flush() -> None:
    sys.stdout.flush()


def discard_output() -> None:
    """What is still to be written goes nowhere: the reader, such as head, has seen enough."""
    _discard(sys.stdout)


def _discard(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextlib.contextmanager
def while_read() -> Iterator[None]:
    """A reader such as head may have seen enough; whoever waits for the exit status has not."""
    try:
        yield
        flush()
    except BrokenPipeError:
        discard_output()
