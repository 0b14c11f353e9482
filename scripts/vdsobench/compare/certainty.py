"""Which changes of times are certain: all that could speak against one has to agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

import numpy as np

from vdsobench.results import schema, statistics, student
from vdsobench.results.calls import parse_name, reads_clocksource
from vdsobench.compare.pair import (
    Change,
    FASTER,
    INCONCLUSIVE,
    Pair,
    SAME,
    SLOWER,
    ratio_of,
    verdict_of,
)
from vdsobench.results.figures import Figures, Group, Interval
from vdsobench.results.sides import Side
from vdsobench.results.statistics import Array

Groups = dict[str, Group]

SIGNIFICANT = 0.05
# If a machine had two states, and each run were in either by the toss of a coin, then the runs of
# two sides, as many in all, fell apart by their side less than once in twenty times: 2 / 2**6.
ENOUGH_RUNS = 6
SHARE_THAT_MOVED = 0.4  # of quiet visits at the lowest cost; less comes and goes from run to run
DEVICES = (schema.HPET, schema.ACPI_PM)  # clocksources outside of the CPU


def judge(pair: Pair, base: Figures, new: Figures, intervals: bool) -> None:
    """Without intervals, only significant changes get one."""
    meetings = _meetings_of(pair, base, new)
    for change, p in zip(pair.changes, statistics.holm(_p_values(pair.changes, meetings))):
        change.p = p
    for meeting in meetings:
        _add_intervals([c for c in meeting.changes if intervals or _may_show(c, pair)], meeting)
    for change in pair.changes:
        if intervals:
            change.base = base.figure(change.name, at_hz=change.at_hz)
            change.new = new.figure(change.name, at_hz=change.at_hz)
        if change.interval:
            change.verdict = _certain(change, change.interval, pair.min_effect)
    _leave_open_what_was_shared(pair)
    _note_shares(pair)
    _note_definitions(pair)
    _note_too_few(pair)
    _note_too_few_runs(pair, meetings)


@dataclass(slots=True)
class _Meeting:
    """Calls that are in one group on either side, so that one computation serves them all."""

    base: Group
    new: Group
    changes: list[Change]

    @property
    def runs(self) -> int:
        return self.base.runs + self.new.runs


def _meetings_of(pair: Pair, base: Figures, new: Figures) -> list[_Meeting]:
    """In nanoseconds; where both sides tell their clock, in cycles, which do not move with it.

    A clocksource outside of the CPU takes as long at any clock of the core, while the rest of
    such a call does not: each unit by itself would take a faster clock for a change. Whatever
    the share of the device is, the truth lies between the two, so there both have to agree.
    """
    clocks = (base.side.core_hz, new.side.core_hz)
    if not (clocks[0] and clocks[1] and base.in_cycles and new.in_cycles):
        return _meetings(pair.changes, base.group_of, new.group_of)
    met = _meetings(pair.changes, base.in_cycles, new.in_cycles)
    device = _device(base.side) or _device(new.side)
    reading = [change for change in pair.changes if device and _reads_clocksource(change)]
    for change in pair.changes:
        if not (device and _reads_clocksource(change)):
            _tell_in_cycles(change, base, new)
    _note_speed(pair, clocks[1] / clocks[0], device if reading else "")
    if reading:
        pair.notes.append(f"calls that read {device} show nanoseconds as they were measured")
    return met + _meetings(reading, base.group_of, new.group_of)


def _tell_in_cycles(change: Change, base: Figures, new: Figures) -> None:
    """As nanoseconds at base's clock: base's figures are those that it was measured with, and the
    ratio is that of the two."""
    change.at_hz = base.side.core_hz
    change.base = base.figure(change.name, False, change.at_hz)
    change.new = new.figure(change.name, False, change.at_hz)
    change.ratio = ratio_of(change.base.median, change.new.median)


def _reads_clocksource(change: Change) -> bool:
    return reads_clocksource(parse_name(change.name).function)


def _device(side: Side) -> str:
    return next((clock for clock in DEVICES if clock in side.context(schema.CLOCKSOURCE)), "")


def _note_speed(pair: Pair, speed: float, device: str) -> None:
    if verdict_of((speed, speed), pair.min_effect) != SAME:
        how = f"{abs(speed - 1):.1%} {'faster' if speed > 1 else 'slower'}"
        both = f", and in nanoseconds too where a call reads {device}" if device else ""
        pair.notes.append(
            f"the core's clock ran {how}; changes are those in cycles{both}, and figures are what"
            f" the cycles take at {(pair.base.core_hz or 0) / 1e9:.2f} GHz"
        )


def _meetings(changes: Sequence[Change], base: Groups, new: Groups) -> list[_Meeting]:
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
    """Of each call the largest."""
    p_of = dict.fromkeys((change.name for change in changes), 0.0)
    for meeting in meetings:
        first = meeting.base.pooled[_rows(meeting.base, meeting.changes)]
        second = meeting.new.pooled[_rows(meeting.new, meeting.changes)]
        p_values = statistics.mann_whitney(first, second)
        if meeting.runs > 2:
            p_values = np.maximum(p_values, _p_of_runs(meeting))
        for change, p in zip(meeting.changes, p_values.tolist()):
            p_of[change.name] = max(p_of[change.name], p)
    return list(p_of.values())


def _p_of_runs(meeting: _Meeting) -> Array:
    """Where runs differ, their processes do so together, and are no independent witnesses."""
    if meeting.runs < ENOUGH_RUNS:
        return np.ones(len(meeting.changes))
    return _student(meeting, meeting.changes)[0]


def _student(meeting: _Meeting, changes: list[Change]) -> tuple[Array, Array]:
    """Of the logarithms of the runs' medians: their differences are those of ratios."""
    sides = [group.of_runs[_rows(group, changes)] for group in (meeting.base, meeting.new)]
    first, second = (np.log(np.where(medians > 0, medians, np.nan)) for medians in sides)
    return student.compare(first, second)


def _is_significant(change: Change) -> bool:
    return change.p is not None and change.p < SIGNIFICANT


def _may_show(change: Change, pair: Pair) -> bool:
    ratio = change.ratio
    large = ratio is not None and verdict_of((ratio, ratio), pair.min_effect) != SAME
    return large and _is_significant(change)


def _add_intervals(changes: list[Change], meeting: _Meeting) -> None:
    changes = [change for change in changes if change.ratio is not None]
    base, new = meeting.base, meeting.new
    units = min(base.units, new.units)
    if not changes or units < 2:
        return
    olds, nows = base.drawn[_rows(base, changes)], new.drawn[_rows(new, changes)]
    # A resample at or below zero, of a call as short as the loop itself, has no ratio.
    usable = olds.min(axis=1) > 0
    found = statistics.intervals(nows / np.where(olds > 0, olds, 1.0), units)
    if meeting.runs > 2:
        found = statistics.around(found, np.exp(_student(meeting, changes)[1]))
        usable &= ~np.isnan(found).any(axis=1)
    for change, (low, high), use in zip(changes, found.tolist(), usable):
        change.interval = _around(change.interval, (low, high)) if use else None


def _around(one: Interval | None, other: Interval) -> Interval:
    """An interval that holds both."""
    return (min(one[0], other[0]), max(one[1], other[1])) if one else other


def _certain(change: Change, interval: Interval, min_effect: float) -> str:
    found = verdict_of(interval, min_effect)
    shown = found in (SLOWER, FASTER)
    return INCONCLUSIVE if shown and not _is_significant(change) else found


def _leave_open_what_was_shared(pair: Pair) -> None:
    """A cost with a neighbour on the core and one without differ, whatever is compared."""
    count = 0
    for change in pair.changes:
        if pair.base.is_shared(change.name) != pair.new.is_shared(change.name):
            change.verdict = INCONCLUSIVE
            count += 1
    if count:
        pair.notes.append(
            f"{count} of {len(pair.changes)} calls are inconclusive, as one side never had the core"
            " to itself: measure it again with --wait-quiet 10m"
        )


def _note_shares(pair: Pair) -> None:
    """Which of its costs a call meets how often is chance, and no change of what it costs."""
    moved = [change.name for change in pair.changes if _has_moved(pair, change.name)]
    if moved:
        pair.notes.append(
            f"{len(moved)} of {len(pair.changes)} calls ({moved[0]}) were at their lowest cost more"
            " or less often than before, which is no change of that cost"
        )


def _has_moved(pair: Pair, name: str) -> bool:
    before, after = pair.base.lowest_share(name), pair.new.lowest_share(name)
    return before is not None and after is not None and abs(after - before) > SHARE_THAT_MOVED


def _note_definitions(pair: Pair) -> None:
    versions = {pair.base.context(schema.SCHEMA), pair.new.context(schema.SCHEMA)}
    if len(versions - {""}) > 1:
        pair.notes.append(
            "the sides mean different things by a figure: in schema 1 it is the lower quartile of"
            " batches, in 2 the lowest cost on a core alone; measure the older side again"
        )


def _note_too_few(pair: Pair) -> None:
    """Says so where no difference, however large, could have been shown."""
    calls = len(pair.changes)
    sizes = {(change.base.processes, change.new.processes) for change in pair.changes}
    best = min(sizes, key=lambda sides: statistics.smallest_p(*sides), default=None)
    if best is None or statistics.smallest_p(*best) * calls < SIGNIFICANT:
        return
    needed = next(n for n in range(2, 99) if statistics.smallest_p(n, n) * calls < SIGNIFICANT)
    pair.too_few = (
        f"{best[0]} processes against {best[1]} are too few to show anything of {calls} calls at"
        f" once: measure with {needed} on either side, or compare fewer calls by --calls"
    )
    pair.notes.append(pair.too_few)


def _note_too_few_runs(pair: Pair, meetings: list[_Meeting]) -> None:
    most = max(meetings, key=lambda meeting: meeting.runs, default=None)
    if most and 2 < most.runs < ENOUGH_RUNS:
        pair.too_few = (
            f"{most.base.runs} against {most.new.runs} results are too few to tell a change from"
            f" what runs differ by: measure {ENOUGH_RUNS // 2} on either side"
        )
        pair.notes.append(pair.too_few)
