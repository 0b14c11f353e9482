"""The judgement of a gate: which findings fail it, what it could not tell, and whether it could
tell anything at all. A gate that saw nothing does not pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

from vdsobench.results import schema
from vdsobench.compare.outcomes import OutcomeChange, UNKNOWN
from vdsobench.compare.pair import INCONCLUSIVE, Pair, SLOWER
from vdsobench.compare.wording import exact_words, percent, plural, some
from vdsobench.errors import BAD_USAGE

PASSED, FAILED = 0, 1


@dataclass(frozen=True, slots=True)
class Gate:
    failures: list[str]
    unjudged: list[str]  # sides of which no slowdown, however large, could have failed the gate
    inconclusive: list[str]

    @property
    def status(self) -> int:
        return FAILED if self.failures else BAD_USAGE if self.unjudged else PASSED

    @property
    def words(self) -> list[str]:
        said = [f"gate: FAILED: {failure}" for failure in self.failures]
        said += [f"gate: not judged: {why}" for why in self.unjudged]
        said += [f"gate: inconclusive: {why}" for why in self.inconclusive]
        return said if self.failures or self.unjudged else [*said, "gate: passed"]


def judge(pairs: Sequence[Pair], allow_missing: bool = False, force: bool = False) -> Gate:
    """Where forced, times of different classes of machines are judged too."""
    gate = Gate([], [], [])
    for pair in pairs:
        lost = _missing(pair)
        other_class = [] if force else pair.other_class
        failures = [str(change) for change in pair.worse_outcomes]
        failures += [] if other_class else _slower(pair)
        failures += [] if allow_missing else lost
        unclear = [*(lost if allow_missing else []), *_unclear(pair, other_class)]
        blind = _blind(pair, other_class)
        for found, texts in (
            (gate.failures, failures),
            (gate.unjudged, [blind] if blind else []),
            (gate.inconclusive, unclear),
        ):
            found += [f"{pair.new.label}: {text}" for text in texts]
    return gate


def _slower(pair: Pair) -> list[str]:
    said = "takes more instructions" if pair.exact else "is slower"
    return [
        f"{change.name} {said}, {exact_words(change) if pair.exact else percent(change.ratio or 1)}"
        for change in pair.of_verdict(SLOWER)
    ]


def _missing(pair: Pair) -> list[str]:
    """What the base shows and the new side does not: nothing is known of it, good or bad."""
    told = {change.name for change in pair.worse_outcomes}
    calls = [name for name in pair.only_base if pair.base.measured(name)]
    calls += [
        name
        for name in pair.errored
        if pair.base.measured(name) and not pair.new.measured(name) and name not in told
    ]
    lost = [change for change in pair.outcomes if _was_counted(change)]
    outcomes = [str(change) for change in lost if change.name not in calls]
    found = [f"{_named(calls, 'call')} missing"] if calls else []
    found += [f"{_named(outcomes, 'outcome')} missing"] if outcomes else []
    return [f"{text}; --allow-missing lets that pass" for text in found]


def _was_counted(change: OutcomeChange) -> bool:
    return change.after == schema.UNCONFIRMED and change.before in schema.BADNESS


def _blind(pair: Pair, other_class: Sequence[str]) -> str:
    """Why no time of this pair was judged; empty where one was."""
    if not pair.changes:
        common = "measured on both sides" if pair.errored else "in common"
        return f"no call {common}"
    if other_class:
        return f"{'; '.join(other_class)}; --force compares times all the same"
    if pair.too_few:
        return pair.too_few
    if len(pair.of_verdict(INCONCLUSIVE)) == len(pair.changes):
        return (
            f"all of {plural(len(pair.changes), 'call')} inconclusive; measure with more processes,"
            " or raise --min-effect"
        )
    return ""


def _unclear(pair: Pair, other_class: Sequence[str]) -> list[str]:
    slower = pair.of_verdict(SLOWER)
    found = []
    if slower and other_class:
        found.append(f"{plural(len(slower), 'slower call')}, but {'; '.join(other_class)}")
    unclear = len(pair.of_verdict(INCONCLUSIVE))
    if unclear:
        found.append(f"{plural(unclear, 'call')} may or may not differ by the minimum effect")
    fresh = [name for name in (*pair.only_new, *pair.errored) if _is_new(pair, name)]
    if fresh:
        found.append(f"{_named(fresh, 'call')} measured in {pair.new.label} only")
    unknown = [
        str(change)
        for change in pair.outcomes
        if change.direction == UNKNOWN and not _was_counted(change)
    ]
    if unknown:
        found.append(f"{_named(unknown, 'outcome')} neither better nor worse, or not counted")
    common = (*(change.name for change in pair.changes), *pair.errored)
    uncounted = [name for name in common if _is_uncounted(pair, name)]
    if uncounted:
        found.append(f"{_named(uncounted, 'outcome')} counted on neither side")
    return found


def _is_new(pair: Pair, name: str) -> bool:
    return bool(pair.new.measured(name)) and not pair.base.measured(name)


def _is_uncounted(pair: Pair, name: str) -> bool:
    return pair.base.outcome(name) == pair.new.outcome(name) == schema.UNCONFIRMED


def _named(names: Sequence[str], noun: str) -> str:
    return f"{plural(len(names), noun)} ({some(names)})"
