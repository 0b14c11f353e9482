"""Holds the figures of two sides against each other."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass
from typing import Sequence

import numpy as np

from vdsobench import schema, statistics
from vdsobench.compare.contexts import differences, other_class, refusals
from vdsobench.compare.outcomes import outcome_changes
from vdsobench.compare.pair import FASTER, INCONCLUSIVE, SAME, SLOWER, Change, Pair
from vdsobench.figures import NEW_STREAM, Figures, Group, Interval
from vdsobench.sides import Side

Groups = dict[str, Group]

SIGNIFICANT = 0.05
# Below this no change of times matters, unless said otherwise. Counts have no noise.
MIN_EFFECT, MIN_EFFECT_OF_COUNTS = 0.02, 0.0
DEVICES = (schema.HPET, schema.ACPI_PM)  # clocksources outside of the CPU


def compare_all(
    sides: Sequence[Side],
    min_effect: float | None,
    intervals: bool,
    calls: Sequence[str],
    force: bool,
) -> list[Pair]:
    """Every side against the first. Without intervals, only significant changes get one."""
    base = Figures(sides[0])
    found = []
    for side in sides[1:]:
        pair = _described(base.side, side, min_effect)
        new = Figures(side, NEW_STREAM)
        _sort_calls(pair, base, new, calls)
        if force or not pair.refusals:
            _judge_all(pair, base, new, intervals)
        else:
            pair.changes.clear()
        found.append(pair)
    return found


def _judge_all(pair: Pair, base: Figures, new: Figures, intervals: bool) -> None:
    if pair.exact:
        for change in pair.changes:
            _judge_exact(change, pair.min_effect)
    else:
        _judge(pair, base, new, intervals)


def _described(base: Side, new: Side, min_effect: float | None) -> Pair:
    exact = base.is_exact and new.is_exact
    usual = MIN_EFFECT_OF_COUNTS if exact else MIN_EFFECT
    return Pair(
        base,
        new,
        exact,
        usual if min_effect is None else min_effect,
        list(outcome_changes(base, new)),
        list(differences(base, new)),
        refusals(base, new),
        other_class(base, new),
    )


def _sort_calls(pair: Pair, base: Figures, new: Figures, patterns: Sequence[str]) -> None:
    """Each call of either side ends in exactly one list."""
    in_base, in_new = set(base.side.names), set(new.side.names)
    for name in dict.fromkeys((*base.side.names, *new.side.names)):
        if patterns and not any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns):
            continue
        if name not in in_new:
            pair.only_base.append(name)
        elif name not in in_base:
            pair.only_new.append(name)
        elif name in base.group_of and name in new.group_of:
            pair.changes.append(_change(base, new, name))
        else:
            pair.errored.append(name)
    if patterns:
        kept = {*pair.only_base, *pair.only_new, *pair.errored, *(c.name for c in pair.changes)}
        pair.outcomes = [change for change in pair.outcomes if change.name in kept]


def _change(base: Figures, new: Figures, name: str) -> Change:
    old, now = base.figure(name, False), new.figure(name, False)
    return Change(name, old, now, _ratio(old.median, now.median))


def _judge_exact(change: Change, min_effect: float) -> None:
    if change.ratio is not None:
        change.interval = (change.ratio, change.ratio)
        change.verdict = _verdict(change.interval, min_effect)


def _judge(pair: Pair, base: Figures, new: Figures, intervals: bool) -> None:
    min_effect = pair.min_effect
    steady = _steady(pair, base, new)
    meetings = _meetings(pair.changes, *steady)
    for change, p in zip(pair.changes, statistics.holm(_p_values(pair.changes, meetings))):
        change.p = p
    for meeting in meetings:
        wanted = [c for c in meeting.changes if intervals or _may_show(c, min_effect)]
        _add_intervals(wanted, meeting.base, meeting.new)
    for change in pair.changes:
        if intervals:
            change.base, change.new = base.figure(change.name), new.figure(change.name)
        if change.interval:
            change.verdict = _certain(change, change.interval, min_effect)
    _note_too_few(pair)


def _certain(change: Change, interval: Interval, min_effect: float) -> str:
    found = _verdict(interval, min_effect)
    shown = found in (SLOWER, FASTER)
    return INCONCLUSIVE if shown and not _is_significant(change) else found


def _reads_device(side: Side) -> bool:
    """Such clocks take as long at any clock of the core: more cycles of theirs are no slowdown."""
    return any(clock in side.context(schema.CLOCKSOURCE) for clock in DEVICES)


def _steady(pair: Pair, base: Figures, new: Figures) -> tuple[Groups, Groups]:
    """What to judge by: cycles, where both sides tell their clock and read none but the CPU's."""
    clocks = (base.side.core_hz, new.side.core_hz)
    if not (clocks[0] and clocks[1] and base.in_cycles and new.in_cycles):
        return base.group_of, new.group_of
    if _reads_device(base.side) or _reads_device(new.side):
        return base.group_of, new.group_of
    speed = clocks[1] / clocks[0]
    if _verdict((speed, speed), pair.min_effect) != SAME:
        how = f"{abs(speed - 1):.1%} {'faster' if speed > 1 else 'slower'}"
        pair.notes.append(f"the core's clock ran {how}; changes are those in cycles")
    for change in pair.changes:
        if change.ratio is not None:
            old, now = base.in_cycles[change.name], new.in_cycles[change.name]
            change.ratio = _ratio(old.median(change.name), now.median(change.name))
    return base.in_cycles, new.in_cycles


def _ratio(old: float, now: float) -> float | None:
    return now / old if old > 0 and now > 0 else None


@dataclass(slots=True)
class _Meeting:
    """Calls that are in one group on either side, so that one computation serves them all."""

    base: Group
    new: Group
    changes: list[Change]


def _meetings(changes: list[Change], base: Groups, new: Groups) -> list[_Meeting]:
    found: dict[tuple[int, int], _Meeting] = {}
    for change in changes:
        first, second = base[change.name], new[change.name]
        key = (id(first), id(second))
        if key not in found:
            found[key] = _Meeting(first, second, [])
        found[key].changes.append(change)
    return list(found.values())


def _rows(group: Group, changes: list[Change]) -> list[int]:
    return [group.rows[change.name] for change in changes]


def _p_values(changes: list[Change], meetings: list[_Meeting]) -> list[float]:
    p_of: dict[str, float] = {}
    for meeting in meetings:
        first = meeting.base.pooled[_rows(meeting.base, meeting.changes)]
        second = meeting.new.pooled[_rows(meeting.new, meeting.changes)]
        p_values = statistics.mann_whitney(first, second).tolist()
        p_of |= {change.name: p for change, p in zip(meeting.changes, p_values)}
    return [p_of[change.name] for change in changes]


def _is_significant(change: Change) -> bool:
    return change.p is not None and change.p < SIGNIFICANT


def _may_show(change: Change, min_effect: float) -> bool:
    large = change.ratio is not None and _verdict((change.ratio, change.ratio), min_effect) != SAME
    return large and _is_significant(change)


def _add_intervals(changes: list[Change], base: Group, new: Group) -> None:
    changes = [change for change in changes if change.ratio is not None]
    units = min(base.units, new.units)
    if not changes or units < 2:
        return
    olds, nows = base.drawn[_rows(base, changes)], new.drawn[_rows(new, changes)]
    # A resample at or below zero, of a call as short as the loop itself, has no ratio.
    usable = olds.min(axis=1) > 0
    found = statistics.intervals(nows / np.where(olds > 0, olds, 1.0), units)
    for change, (low, high), use in zip(changes, found.tolist(), usable):
        change.interval = (low, high) if use else None


def _verdict(interval: Interval, min_effect: float) -> str:
    low, high = interval
    if low > 1 + min_effect:
        return SLOWER
    if high < 1 / (1 + min_effect):
        return FASTER
    inside = low >= 1 / (1 + min_effect) and high <= 1 + min_effect
    return SAME if inside else INCONCLUSIVE


def _note_too_few(pair: Pair) -> None:
    """Says so where no difference, however large, could have been shown."""
    calls = len(pair.changes)
    sizes = {(change.base.processes, change.new.processes) for change in pair.changes}
    best = min(sizes, key=lambda sides: statistics.smallest_p(*sides), default=None)
    if best is None or statistics.smallest_p(*best) * calls < SIGNIFICANT:
        return
    needed = next(n for n in range(2, 99) if statistics.smallest_p(n, n) * calls < SIGNIFICANT)
    pair.notes.append(
        f"{best[0]} processes against {best[1]} are too few to show anything of {calls} calls at"
        f" once: measure with {needed} on either side, or compare fewer calls by --calls"
    )
