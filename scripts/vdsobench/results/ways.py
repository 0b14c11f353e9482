"""The ways that a call takes in exact mode: for each its instructions, and its share of calls.

Shares hang on when the guest measures, such as how often a second is carried just then; the set of
prices does not.
"""

from __future__ import annotations

import itertools
from typing import Any, Iterable, Mapping, NamedTuple, Sequence

from vdsobench.results import schema
from vdsobench.results.document import BadContent, is_number, shown

# A row has 1509 single calls, of which at least three take each way (src/timing/ways.cpp).
MOST = 503
NAMED_FROM = 0.02  # a share, as the program's own table has it (bench/measure/judgement.hpp)
MARK = "*"
# What the program adds up has the digits of its JSON.
NEARLY = 1e-6


class Way(NamedTuple):
    instructions: float  # net of the loop's own
    share: float  # of calls, 0 to 1


Ways = tuple[Way, ...]  # the commonest first


def of_row(row: Mapping[str, Any]) -> Ways:
    """All ways of an exact row, one of them where it has one price. Empty of a row whose calls were
    counted in batches, which tell of one way and not of the others. Raises BadContent for ways that
    are no numbers, or do not add up."""
    if schema.WAY_INSTRUCTIONS.format(1) not in row:
        single = row.get(schema.BATCH) == 1 and schema.INSTRUCTIONS in row
        return (Way(row[schema.INSTRUCTIONS], 1.0),) if single else ()
    found = tuple(_listed(row))
    _check(found, row)
    return found


def _listed(row: Mapping[str, Any]) -> Iterable[Way]:
    for number in itertools.count(1):
        if schema.WAY_INSTRUCTIONS.format(number) not in row:
            return
        if number > MOST:
            raise BadContent(f"{_name(row)} has more than the {MOST} ways that a row can have")
        keys = (schema.WAY_INSTRUCTIONS.format(number), schema.WAY_SHARE.format(number))
        yield Way(*(_number(row, key) for key in keys))


def _number(row: Mapping[str, Any], key: str) -> float:
    value = row.get(key)
    if not is_number(value) or not abs(value) <= schema.MOST_INSTRUCTIONS:
        raise BadContent(f"{_name(row)}: '{key}' should be a number, but is none")
    return float(value)


def _check(found: Ways, row: Mapping[str, Any]) -> None:
    """The first is the row's figure, no two are one, and their shares are the whole."""
    wrong = (
        found[0].instructions != row.get(schema.INSTRUCTIONS)
        or len(prices(found)) != len(found)
        or any(not way.instructions.is_integer() for way in found)
        or any(way.share <= 0 for way in found)
        or abs(sum(way.share for way in found) - 1) > NEARLY
    )
    if wrong:
        raise BadContent(f"{_name(row)}: its ways are damaged: they are not its calls")


def _name(row: Mapping[str, Any]) -> str:
    return shown(row.get(schema.NAME))


def together(several: Sequence[Ways]) -> Ways:
    """Of runs of one side: every way that any saw, with its mean share. Empty where one does not
    know its ways."""
    if len(several) == 1 or not all(several):
        return several[0] if len(several) == 1 else ()
    shares: dict[float, float] = {}
    for way in itertools.chain(*several):
        shares[way.instructions] = shares.get(way.instructions, 0) + way.share / len(several)
    ordered = sorted(shares.items(), key=lambda way: (-way[1], way[0]))
    return tuple(Way(*each) for each in ordered)


def prices(ways: Ways) -> frozenset[float]:
    """What sets of ways are compared by."""
    return frozenset(way.instructions for way in ways)


def comparable(one: Ways, other: Ways) -> tuple[frozenset[float], frozenset[float]]:
    """The prices of each by which two are told apart. A way that hardly any call takes is met by
    chance, six times in 1509 or twice: where the other lacks it, that is no difference."""
    both = prices(one) & prices(other)
    often = (frozenset(w.instructions for w in it if w.share >= NAMED_FROM) for it in (one, other))
    first, second = (each | both for each in often)
    return first, second


def agree(usual: tuple[float, float], ways: tuple[Ways, Ways]) -> bool:
    """Whether two figures, with the ways of each, are of the same prices. One counted in batches
    has no ways and told of one: any of the other's."""
    one, other = ways
    if one and other:
        first, second = comparable(one, other)
        return first == second
    return usual[0] == usual[1] or usual[0] in prices(other) or usual[1] in prices(one)


def others(ways: Ways) -> Ways:
    """Those besides the commonest that are worth a word."""
    return tuple(way for way in ways[1:] if way.share >= NAMED_FROM)


def mark(ways: Ways) -> str:
    """That there are such; empty where there are none."""
    return MARK if others(ways) else ""


def others_in_words(ways: Ways) -> str:
    """Such as "421 in 17 %", as the program has it."""
    return ", ".join(f"{way.instructions:.0f} in {100 * way.share:.0f} %" for way in others(ways))
