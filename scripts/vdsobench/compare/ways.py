"""Calls of exact results that take several ways: equal where the sets of prices are equal."""

from __future__ import annotations

from dataclasses import replace
from typing import Iterator

from vdsobench.compare import wording
from vdsobench.compare.pair import Change, FASTER, Pair, SAME, SLOWER, verdict_of
from vdsobench.results.ways import agree, comparable

Prices = frozenset[float]


def judge(pair: Pair) -> None:
    """Judges the calls with several ways anew, and notes which have others than before."""
    several = [change for change in pair.changes if _is_of_several(change)]
    for change in several:
        _judge(change, pair.min_effect)
    pair.notes += _notes(several)


def _is_of_several(change: Change) -> bool:
    return max(len(change.base.ways), len(change.new.ways)) > 1


def _judge(change: Change, min_effect: float) -> None:
    usual = change.base.median, change.new.median
    if agree(usual, (change.base.ways, change.new.ways)):
        _make_same(change)
        return
    old, now = comparable(change.base.ways, change.new.ways)
    if change.base.median in now or change.new.median in old:
        change.verdict = _by_sets(old, now, min_effect)


def _make_same(change: Change) -> None:
    """Which of the ways is the usual one is a matter of when the guest measures: both sides are
    told by that of the first."""
    usual = change.base.median
    change.new = replace(change.new, median=usual, interval=change.base.interval)
    change.ratio = 1.0 if usual > 0 else None
    change.interval = (1.0, 1.0) if usual > 0 else None
    change.verdict = SAME


def _by_sets(old: Prices, now: Prices, min_effect: float) -> str:
    """Where one side's usual way is a way of the other too: by the means of the prices, each once;
    of equals by the dearest that only one has. Shares say nothing."""
    before, after = sum(old) / max(1, len(old)), sum(now) / max(1, len(now))
    ratio = after / before if before > 0 and after > 0 else 1.0
    if ratio != 1.0 or min_effect:
        return verdict_of((ratio, ratio), min_effect)
    return SLOWER if max(old ^ now) in now else FASTER


def _notes(several: list[Change]) -> Iterator[str]:
    moved = [change for change in several if wording.has_other_ways(change)]
    if moved:
        told = [f"{change.name} {wording.ways_words(change)}" for change in moved]
        yield f"{wording.plural(len(moved), 'call')} with other ways: {wording.some(told)}"
