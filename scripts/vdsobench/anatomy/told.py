"""What the program in the guest tells of a recording: read as strictly as if a stranger had sent it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Sequence

from vdsobench.results import document, shape
from vdsobench.results.document import BadContent, expect, shown

Symbols = list[tuple[int, str]]  # addresses with names


@dataclass(frozen=True, slots=True)
class Asked:
    """A call that was asked for: one that is absent has no loop, one that is uneven no one number
    of instructions, and each of these a reason."""

    name: str
    loop: int | None = None  # its address
    instructions: int | None = None  # a call, as exact mode counts them
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    empty: int  # address of the empty loop
    iterations: int  # of every loop
    calls: list[Asked]
    vdso: Symbols  # offsets within the image
    symbols: Symbols  # of the kernel, of the pages that were executed
    maps: str  # /proc/self/maps


MAX_SYMBOLS = 500_000  # a kernel has a third of that
MAX_MAPS = 64 << 10

_ADDRESS = shape.whole(0, (1 << 64) - 1)
_SYMBOLS = shape.listed(shape.pair(_ADDRESS, shape.name(limit=512)), MAX_SYMBOLS)
_REASON = shape.name()
_ABSENT = shape.record({"name": shape.name(), "reason": _REASON})
_RAN = shape.record({"name": shape.name(), "loop": _ADDRESS, "instructions": shape.whole()})
_UNEVEN = shape.record({"name": shape.name(), "loop": _ADDRESS, "reason": _REASON})


def _call(value: Any, place: str) -> Asked:
    found = expect(value, dict, place, "an object")
    if "loop" not in found:
        return Asked(**_ABSENT(value, place))
    return Asked(**(_UNEVEN if "reason" in found else _RAN)(value, place))


def checked(content: bytes, calls: Sequence[str], iterations: int) -> Told:
    """Of exactly the calls that were asked for, in their order. Raises BadContent."""
    wanted = shape.record(
        {
            "empty": _ADDRESS,
            "iterations": shape.whole(iterations, iterations),
            "calls": shape.listed(_call, len(calls), len(calls)),
            "vdso": _SYMBOLS,
            "symbols": _SYMBOLS,
            "maps": shape.text(MAX_MAPS),
        }
    )
    found = Told(**wanted(document.parse(content), ""))
    for asked, call in zip(calls, found.calls):
        if call.name != asked:
            raise BadContent(f"tells of {shown(call.name)}, where {asked} was asked for")
    return found
