"""Holds the figures of two sides against each other."""

from __future__ import annotations

from typing import Sequence

from vdsobench.compare.certainty import judge
from vdsobench.compare.contexts import differences, other_class, refusals
from vdsobench.compare.outcomes import outcome_changes
from vdsobench.compare import code_parts, ways
from vdsobench.compare.pair import Change, FASTER, Pair, SAME, SLOWER, ratio_of, verdict_of
from vdsobench.results.figures import Figures, NEW_STREAM
from vdsobench.results.sides import Side

# Below this no change of times matters, unless said otherwise. Counts have no noise.
MIN_EFFECT, MIN_EFFECT_OF_COUNTS = 0.02, 0.0


def compare_all(
    sides: Sequence[Side],
    min_effect: float | None,
    intervals: bool,
    force: bool,
) -> list[Pair]:
    """Every side against the first. Without intervals, only significant changes get one."""
    base = Figures(sides[0])
    found = []
    for side in sides[1:]:
        pair = _described(base.side, side, min_effect)
        new = Figures(side, NEW_STREAM)
        _sort_calls(pair, base, new)
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
        ways.judge(pair)
        code_parts.note(pair)
    else:
        judge(pair, base, new, intervals)


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


def _sort_calls(pair: Pair, base: Figures, new: Figures) -> None:
    """Each call of either side ends in exactly one list."""
    in_base, in_new = set(base.side.names), set(new.side.names)
    for name in dict.fromkeys((*base.side.names, *new.side.names)):
        if name not in in_new:
            pair.only_base.append(name)
        elif name not in in_base:
            pair.only_new.append(name)
        elif name in base.group_of and name in new.group_of:
            pair.changes.append(_change(base, new, name))
        else:
            pair.errored.append(name)


def _change(base: Figures, new: Figures, name: str) -> Change:
    old, now = base.figure(name, False), new.figure(name, False)
    return Change(name, old, now, ratio_of(old.median, now.median))


def _judge_exact(change: Change, min_effect: float) -> None:
    old, now = change.base.median, change.new.median
    if change.ratio is not None:
        change.interval = (change.ratio, change.ratio)
        change.verdict = verdict_of(change.interval, min_effect)
    else:  # of nothing there is no share: any difference counts
        change.verdict = SAME if old == now else SLOWER if old < now else FASTER
