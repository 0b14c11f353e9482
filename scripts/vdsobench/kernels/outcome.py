"""What a machine that has ended says: a result, or the reason for there being none."""

from __future__ import annotations

import json
import re
import signal

from vdsobench.results import document, loader, schema
from vdsobench.results.document import BadContent, Json
from vdsobench.errors import Failed
from vdsobench.guest.boot import Boot
from vdsobench.guest.frame import BadFrame, Frame, parse
from vdsobench.results.loader import Result
from vdsobench.safe_text import one_line

LAST_LINES, LONGEST_LINE = 8, 200
# The program's own exit statuses: 0 as expected, 1 a finding (such as a vDSO that fell back).
GOOD_STATUSES = (0, 1)


class CellFailed(Failed):
    """The message is the reason shown in the table."""


def result(boot: Boot, append: str) -> tuple[Json, Result]:
    """What is kept as JSON, and the same as whoever reads it will see it."""
    frame = frame_of(boot)
    if frame.status not in GOOD_STATUSES:
        said = said_before_status(boot.console)
        raise CellFailed(f"vdsobench ended with status {frame.status}: {said}")
    sent, read = _read(frame.content)
    _clocksource_as_asked(read, append)
    _whole_numbers(read)
    return sent, read


def frame_of(boot: Boot) -> Frame:
    """What the guest sent. Raises CellFailed where the machine did not end well or sent something
    else."""
    _machine_ended_well(boot)
    try:
        return parse(boot.received)
    except BadFrame as error:
        raise CellFailed(str(error)) from error


def _machine_ended_well(boot: Boot) -> None:
    if boot.panic:
        raise CellFailed(boot.panic)
    if boot.timed_out:
        where = "the program had not ended" if boot.came_up else "init had not started"
        raise CellFailed(f"no result after {boot.seconds:.0f} s: {where}")
    if boot.status == -signal.SIGXFSZ:
        raise CellFailed("the machine filled a file without end: its console, or its result")
    if boot.status < 0:
        raise CellFailed(f"QEMU was killed by signal {-boot.status}")
    if boot.status > 0:
        raise CellFailed(f"QEMU: {last_lines(boot.complaint)[-1] if boot.complaint else 'failed'}")
    if not boot.came_up:
        raise CellFailed("the machine went off before init started")


def _read(content: bytes) -> tuple[Json, Result]:
    try:
        sent = document.parse(content)
        read = loader.checked("", document.expect(sent, dict, "all of it", "an object"))
        json.dumps(sent, allow_nan=False)
    except ValueError:  # what nobody reads is kept all the same, and has to be JSON
        raise CellFailed("what vdsobench wrote holds a number beyond all floats") from None
    except BadContent as error:
        raise CellFailed(f"what vdsobench wrote is not a result: it {error}") from None
    if read.is_plain:
        raise CellFailed("what vdsobench wrote is not a result: it has no context of vdsobench's")
    return sent, read


def _clocksource_as_asked(read: Result, append: str) -> None:
    wanted = re.findall(r"(?:^| )clocksource=(\S+)", append)
    current = read.context.get(schema.CLOCKSOURCE)
    if wanted and current and current != wanted[-1]:
        raise CellFailed(f"the clocksource was {current}, not {wanted[-1]} as asked for")


def _whole_numbers(read: Result) -> None:
    """Exact mode counts: a broken count means that something disturbed it, so nothing is exact."""
    for call in read.calls.values() if read.is_exact else ():
        for instructions in call.values:
            if not instructions.is_integer():
                raise CellFailed(f"{call.name} took {instructions} instructions: not whole")


def said_before_status(console: str) -> str:
    """The program's own last line: standard error goes to the console."""
    before = console.split("vdsobench-init: status")[0].strip().splitlines()
    said = [line for line in before if line.strip() and not line.startswith("vdsobench-init:")]
    return one_line(said[-1].strip(), LONGEST_LINE) if said else "it said nothing"


def last_lines(console: str) -> list[str]:
    said = [line for line in console.splitlines() if line.strip()]
    return [one_line(line, LONGEST_LINE) for line in said[-LAST_LINES:]]
