"""Whose code the instructions of an exact call are: they add up to its figure.

A new compiler moves what the loop has and, with another libc, the library; a new kernel moves the
vDSO and itself.
"""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Sequence

from vdsobench.results import schema
from vdsobench.results.document import BadContent, is_number, shown

HEAD = "loop+libc+vDSO+kernel"
NAMES = HEAD.split("+")


class CodeParts(NamedTuple):
    """Net instructions of the usual way, all whole numbers."""

    loop: float  # the program's own: the loop, and where the call is made there, the call
    libc: float
    vdso: float
    kernel: float

    @property
    def words(self) -> str:
        return "+".join(f"{part:.0f}" for part in self)


def of_row(row: Mapping[str, Any]) -> CodeParts | None:
    """None of a row that does not tell. Raises BadContent for parts that are no numbers, or do not
    add up to the figure."""
    if schema.CODE_PARTS[-1] not in row:
        return None
    parts = [_count(row.get(key)) for key in schema.CODE_PARTS]
    whole = [part for part in parts if part is not None]
    if len(whole) < len(parts) or sum(whole) != row.get(schema.INSTRUCTIONS):
        name = shown(row.get(schema.NAME))
        raise BadContent(f"{name}: its parts are damaged: they do not add up to its instructions")
    return CodeParts(*whole)


def _count(part: Any) -> float | None:
    """None of what is no whole number of instructions."""
    if not is_number(part):
        return None
    return float(part) if 0 <= part < schema.MOST_INSTRUCTIONS and part == int(part) else None


def together(several: Sequence[CodeParts | None]) -> CodeParts | None:
    """Of runs of one side: the parts, where all tell the same."""
    return several[0] if several and len(set(several)) == 1 else None
