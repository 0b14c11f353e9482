"""What a document must look like. A shape checks a value where it comes in, and gives what of it may
be used: text that is harmless, numbers that are finite, and no key that nobody has checked.

Debian's validators do not do: to JSON Schema 1.0 is an integer, and pydantic's two versions, of
which each distribution has one, take different code.
"""

from __future__ import annotations

import re
from typing import Any, Callable, Mapping

from vdsobench.results.document import BadContent, expect, shown
from vdsobench.safe_text import lines, one_line

Shape = Callable[[Any, str], Any]  # of a value, and of the place that it stands at

MAX_NAME = 300
MAX_TEXT = 20_000
NOTHING: Mapping[str, Shape] = {}


def text(limit: int = MAX_TEXT) -> Shape:
    """Of several lines, such as warnings."""

    def check(value: Any, place: str) -> str:
        found = str(expect(value, str, place, "a string"))
        if len(found) > limit:
            raise BadContent(f"{place} has {len(found):,} letters, of {limit:,} that it may have")
        return lines(found)

    return check


def name(pattern: str = r".+", limit: int = MAX_NAME) -> Shape:
    """Of one line; in full of the pattern."""
    wanted, checked = re.compile(pattern, re.ASCII), text(limit)

    def check(value: Any, place: str) -> str:
        found = one_line(checked(value, place), limit)
        if not wanted.fullmatch(found):
            raise BadContent(f"{place} should not be {shown(found)}")
        return found

    return check


def whole(least: int = 0, most: int = 1 << 40) -> Shape:
    """A whole number of this range; true and false are none, though Python counts with them."""

    def check(value: Any, place: str) -> int:
        if type(value) is not int or not least <= value <= most:
            raise BadContent(f"{place} should be a whole number from {least} to {most:,}")
        return value

    return check


def flag(value: Any, place: str) -> bool:
    return bool(expect(value, bool, place, "true or false"))


def anything(value: Any, place: str) -> Any:
    return value


def listed(each: Shape, most: int, least: int = 0) -> Shape:
    """A list of so many parts, each of a shape."""

    def check(value: Any, place: str) -> list[Any]:
        found = expect(value, list, place, "a list")
        if not least <= len(found) <= most:
            raise BadContent(f"{place} has {len(found):,} parts, and may have {least} to {most:,}")
        return [each(part, f"{place}[{number}]") for number, part in enumerate(found)]

    return check


def pair(first: Shape, second: Shape) -> Shape:
    """A list of two parts, as a tuple."""

    def check(value: Any, place: str) -> tuple[Any, Any]:
        if len(expect(value, list, place, "a pair")) != 2:
            raise BadContent(f"{place} should be a pair")
        return first(value[0], f"{place}[0]"), second(value[1], f"{place}[1]")

    return check


def record(needed: Mapping[str, Shape], optional: Mapping[str, Shape] = NOTHING) -> Shape:
    """Other keys than these are left out."""

    def check(value: Any, place: str) -> dict[str, Any]:
        found = expect(value, dict, place or "all of it", "an object")
        within = f"{place}." if place else ""
        made = {key: shape(found.get(key), within + key) for key, shape in needed.items()}
        there = {key: shape for key, shape in optional.items() if key in found}
        return made | {key: shape(found[key], within + key) for key, shape in there.items()}

    return check


def mapping(each: Shape, key: Shape = name(), most: int = 1000) -> Shape:
    """An object whose keys are not known before."""

    def check(value: Any, place: str) -> dict[str, Any]:
        found = expect(value, dict, place, "an object")
        if len(found) > most:
            raise BadContent(f"{place} has {len(found):,} keys, and may have {most:,}")
        return {
            key(known, f"a key of {place}"): each(part, f"{place} {shown(known)}")
            for known, part in found.items()
        }

    return check


def tree(node: Shape, most: int) -> Shape:
    """Nodes with lists of nodes as children, so deep at most."""

    def check(value: Any, place: str, depth: int = 1) -> dict[str, Any]:
        if depth > most:
            raise BadContent(f"nests deeper than {most}")
        made: dict[str, Any] = node(value, place)
        children = expect(value.get("children", []), list, f"{place}.children", "a list")
        if children:
            places = (f"{place}.children[{number}]" for number in range(len(children)))
            made["children"] = [check(*it, depth + 1) for it in zip(children, places)]
        return made

    return check
