"""What a machine that has ended says: a result, or the reason for there being none."""

from __future__ import annotations

import re
from typing import Any

from vdsobench import schema
from vdsobench.document import BadContent
from vdsobench.document import parse as parse_json
from vdsobench.errors import Failed
from vdsobench.kernels.boot import Boot
from vdsobench.kernels.frame import BadFrame, parse

LAST_LINES = 8
# The program's own exit statuses: 0 as expected, 1 a finding (such as a vDSO that fell back).
GOOD_STATUSES = (0, 1)


class CellFailed(Failed):
    """The message is the reason shown in the table."""


def document(boot: Boot, append: str) -> dict[str, Any]:
    _machine_ended_well(boot)
    try:
        frame = parse(boot.received)
    except BadFrame as error:
        raise CellFailed(str(error)) from error
    if frame.status not in GOOD_STATUSES:
        said = said_before_status(boot.console)
        raise CellFailed(f"vdsobench ended with status {frame.status}: {said}")
    found = _json(frame.content)
    _clocksource_as_asked(found, append)
    _whole_numbers(found)
    return found


def _machine_ended_well(boot: Boot) -> None:
    if boot.panic:
        raise CellFailed(boot.panic)
    if boot.timed_out:
        where = "the program had not ended" if boot.came_up else "init had not started"
        raise CellFailed(f"no result after {boot.seconds:.0f} s: {where}")
    if boot.status < 0:
        raise CellFailed(f"QEMU was killed by signal {-boot.status}")
    if boot.status > 0:
        raise CellFailed(f"QEMU: {boot.complaint.splitlines()[-1] if boot.complaint else 'failed'}")
    if not boot.came_up:
        raise CellFailed("the machine went off before init started")


def _json(content: bytes) -> dict[str, Any]:
    try:
        found = parse_json(content)
        if isinstance(found[schema.CONTEXT], dict) and all(map(_is_row, found[schema.ROWS])):
            return dict(found)
    except (BadContent, KeyError, TypeError):
        pass
    raise CellFailed("what vdsobench wrote is not a result (see results/README.md)")


def _is_row(row: Any) -> bool:
    """As far as it is looked into here; whoever reads the file checks the rest."""
    return (
        isinstance(row, dict)
        and isinstance(row.get(schema.NAME), str)
        and isinstance(row.get(schema.LABEL, ""), str)
        and type(row.get(schema.INSTRUCTIONS, 0)) in (int, float)
    )


def _clocksource_as_asked(found: dict[str, Any], append: str) -> None:
    wanted = re.findall(r"(?:^| )clocksource=(\S+)", append)
    current = found[schema.CONTEXT].get(schema.key(schema.CLOCKSOURCE))
    if wanted and current and current != wanted[-1]:
        raise CellFailed(f"the clocksource was {current}, not {wanted[-1]} as asked for")


def _whole_numbers(found: dict[str, Any]) -> None:
    """Exact mode counts: a broken count means that something disturbed it, so nothing is exact."""
    for row in found[schema.ROWS]:
        instructions = row.get(schema.INSTRUCTIONS, 0)
        if instructions % 1 != 0:  # of infinity too
            raise CellFailed(f"{row.get(schema.NAME)} took {instructions} instructions: not whole")


def said_before_status(console: str) -> str:
    """The program's own last line: standard error goes to the console."""
    before = console.split("vdsobench-init: status")[0].strip().splitlines()
    said = [line for line in before if line.strip() and not line.startswith("vdsobench-init:")]
    return said[-1].strip() if said else "it said nothing"


def last_lines(console: str) -> list[str]:
    return [line for line in console.splitlines() if line.strip()][-LAST_LINES:]
