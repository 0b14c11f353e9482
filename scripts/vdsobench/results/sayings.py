"""What a run said of its calls besides figures: the context key `verdict` of results/README.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vdsobench.results import shape
from vdsobench.results.document import BadContent, parse

MAX_LETTERS = 100_000
BAD = "bad"  # a grade: it enters the kernel, and need not
GRADES = ("good", BAD, "limited", "inherent", "absent", "unknown")


@dataclass(frozen=True, slots=True)
class Saying:
    reason: str  # why it does what it does; empty where that is what its path means
    remedy: str = ""  # what to do about it, a step a line
    grade: str = ""  # of GRADES, for calls of the C library


_TEXT, _NAMES = shape.text(2000), shape.listed(shape.name(), 1000)
_GROUP = {"reason": _TEXT, "remedy": _TEXT, "grade": shape.name("|".join(GRADES))}
_SHAPE = shape.record(
    {
        "functions": shape.listed(shape.record({**_GROUP, "functions": _NAMES}), 1000),
        "calls": shape.listed(shape.record({"reason": _TEXT, "calls": _NAMES}), 1000),
    }
)


def sayings(text: Any) -> dict[str, Saying]:
    """By the name of the call. Raises BadContent."""
    if type(text) is not str or len(text) > MAX_LETTERS:
        raise BadContent("has a verdict that is no text, or of absurd length")
    found = _SHAPE(parse(text.encode("utf-8", "replace")), "the verdict")
    of_calls = {
        name: Saying(group["reason"]) for group in found["calls"] for name in group["calls"]
    }
    of_functions = {
        f"{name}/libc": Saying(group["reason"], group["remedy"], group["grade"])
        for group in found["functions"]
        for name in group["functions"]
    }
    return of_calls | of_functions
