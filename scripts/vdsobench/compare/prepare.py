"""From a command line to compared pairs: reads, refuses what should not be compared, compares."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Sequence

from vdsobench import terminal
from vdsobench.compare.comparison import compare_all
from vdsobench.compare.contexts import refusals
from vdsobench.compare.options import Options
from vdsobench.compare.pair import Pair
from vdsobench.errors import UsageError
from vdsobench.results.groups import make_sides
from vdsobench.results.selection import Selection
from vdsobench.results.sides import Side

# Intervals of every call are drawn for as many new sides as fit a table; for more, only of
# what changed, or a thousand sides would take half a minute.
WHOLE_UP_TO = 20


def prepare(options: Options, whole: bool) -> list[Pair]:
    """Every side beside the first. whole: with intervals, however many there are. Raises UsageError
    for what should not be compared, or has nothing in common."""
    selection = replace(options.selection, whole=options.gate)
    sides = make_sides(options.results, selection)
    if len(sides) < 2:
        raise UsageError(_only_one(sides[0], selection))
    if not selection.force:
        for side in sides[1:]:
            _refuse(sides[0], side)
    if options.gate:
        for side in sides[1:]:
            _refuse_itself(sides[0], side)
    pairs = compare_sides(sides, options.min_effect, selection.force, whole)
    if not any(map(_has_common, pairs)):
        others = sides[1].label if len(sides) == 2 else f"any of {len(sides) - 1} others"
        raise UsageError(
            f"{sides[0].label} has no call in common with {others}: nothing to compare"
        )
    return pairs


def compare_sides(
    sides: Sequence[Side], min_effect: float | None, force: bool, whole: bool
) -> list[Pair]:
    """Every side beside the first, see compare_all(); with a warning for each plain result."""
    for side in sides:
        _warn_of_plain(side)
    intervals = whole or len(sides) - 1 <= WHOLE_UP_TO
    return compare_all(sides, min_effect, intervals, force)


def _only_one(side: Side, selection: Selection) -> str:
    if selection.group_by:
        return f"all results have the same {' and '.join(selection.group_by)}: nothing to compare"
    if len(side.results) > 1:
        return (
            f"the {len(side.results)} results of {side.label} are all of one setting, so one side;"
            " name a second file or folder"
        )
    return f"{side.label} is only one result; name another to compare it with"


def _warn_of_plain(side: Side) -> None:
    for result in side.results:
        if result.is_plain:
            warn(
                f"{result.path}: a plain Google Benchmark result: it knows no outcomes, and"
                " nothing of the machine that could explain a change"
            )


def _refuse(base: Side, new: Side) -> None:
    found = refusals(base, new)
    if found:
        raise UsageError(
            f"{base.label} and {new.label} should not be compared: {'; '.join(found)};"
            " use --force to do it all the same"
        )


def _refuse_itself(base: Side, new: Side) -> None:
    """A run is never worse than itself. Exact runs may well be equal: then the file has to
    differ."""
    same = _identities(base) & _identities(new)
    if same:
        raise UsageError(
            f"{base.label} and {new.label} hold the same result, so the gate has nothing to judge;"
            " was the second written?"
        )


def _identities(side: Side) -> set[bytes]:
    files = {os.fsencode(os.path.realpath(result.path)) for result in side.results}
    return files | {result.digest for result in side.results if not result.is_exact}


def _has_common(pair: Pair) -> bool:
    return bool(pair.changes or pair.errored)


def warn(text: str) -> None:
    terminal.say(f"warning: {text}")
