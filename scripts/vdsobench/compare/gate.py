"""The judgement of a gate: which findings fail it, and what it could not tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

from vdsobench.compare.outcomes import UNKNOWN
from vdsobench.compare.pair import INCONCLUSIVE, SLOWER, Pair
from vdsobench.compare.words import percent, plural, some


@dataclass(frozen=True, slots=True)
class Gate:
    failures: list[str]
    inconclusive: list[str]

    @property
    def status(self) -> int:
        return 1 if self.failures else 0

    @property
    def words(self) -> list[str]:
        if self.failures:
            return [f"gate: FAILED: {failure}" for failure in self.failures] + self._unclear()
        return [*self._unclear(), "gate: passed"]

    def _unclear(self) -> list[str]:
        return [f"gate: inconclusive: {why}" for why in self.inconclusive]


def judge(pairs: Sequence[Pair]) -> Gate:
    failures, inconclusive = [], []
    for pair in pairs:
        failures += [f"{pair.new.label}: {change}" for change in pair.worse_outcomes]
        for change in pair.regressions:
            ratio = percent(change.ratio or 1.0)
            failures.append(f"{pair.new.label}: {change.name} is slower, {ratio}")
        inconclusive += [f"{pair.new.label}: {why}" for why in _unclear(pair)]
    return Gate(failures, inconclusive)


def _unclear(pair: Pair) -> list[str]:
    slower = pair.of_verdict(SLOWER)
    found = []
    if slower and pair.other_class:
        found.append(f"{plural(len(slower), 'slower call')}, but {'; '.join(pair.other_class)}")
    unclear = len(pair.of_verdict(INCONCLUSIVE))
    if unclear:
        found.append(f"{plural(unclear, 'call')} may or may not differ by the minimum effect")
    one_sided = [
        name for name in pair.errored if pair.base.measured(name) or pair.new.measured(name)
    ]
    if one_sided:
        found.append(f"{_named(one_sided, 'call')} measured on one side only")
    if pair.only_base:
        found.append(f"{_named(pair.only_base, 'call')} only in {pair.base.label}")
    unknown = [str(change) for change in pair.outcomes if change.direction == UNKNOWN]
    if unknown:
        found.append(f"{_named(unknown, 'outcome')} neither better nor worse, or not counted")
    return found


def _named(names: Sequence[str], noun: str) -> str:
    return f"{plural(len(names), noun)} ({some(names)})"
