"""What a comparison of two sides found: data that every output shows in its own way."""

from __future__ import annotations

from dataclasses import dataclass, field

from vdsobench.results import statistics
from vdsobench.results.calls import path_order
from vdsobench.compare.contexts import Difference
from vdsobench.compare.outcomes import OutcomeChange, WORSE
from vdsobench.results.figures import Figure, Interval
from vdsobench.results.sides import Side

SLOWER = "slower"  # certain: significant, and the whole interval beyond the minimum effect
FASTER = "faster"
SAME = "same"  # the whole interval within the minimum effect
INCONCLUSIVE = "inconclusive"


def verdict_of(interval: Interval, min_effect: float) -> str:
    """interval: of the ratio new/base. min_effect: a share, so that 0.02 is 2 %; the limit
    downwards is its reciprocal, so that swapping the sides swaps the verdict."""
    low, high = interval
    if low > 1 + min_effect:
        return SLOWER
    if high < 1 / (1 + min_effect):
        return FASTER
    inside = low >= 1 / (1 + min_effect) and high <= 1 + min_effect
    return SAME if inside else INCONCLUSIVE


def ratio_of(old: float, now: float) -> float | None:
    """None where a figure is not above zero: there is none, or none that means anything."""
    return now / old if old > 0 and now > 0 else None


@dataclass(slots=True)
class Change:
    name: str
    base: Figure
    new: Figure
    ratio: float | None  # none where a figure is not above zero
    interval: Interval | None = None
    p: float | None = None  # corrected by Holm; none in exact mode
    verdict: str = INCONCLUSIVE
    # Where cycles decide: the clock that turned those of both figures into nanoseconds, base's own.
    at_hz: float | None = None

    @property
    def is_shown(self) -> bool:
        return self.verdict in (SLOWER, FASTER)


@dataclass(slots=True)
class Pair:
    base: Side
    new: Side
    exact: bool
    min_effect: float  # a share; a smaller change does not matter
    outcomes: list[OutcomeChange]
    contexts: list[Difference]
    refusals: list[str]  # why times should not be compared at all
    other_class: list[str]  # why a difference of times is no regression
    changes: list[Change] = field(default_factory=list)
    only_base: list[str] = field(default_factory=list)
    only_new: list[str] = field(default_factory=list)
    errored: list[str] = field(default_factory=list)  # on both sides, without figures on one
    too_few: str = ""  # why no difference of times, however large, could have been shown
    notes: list[str] = field(default_factory=list)

    def of_verdict(self, verdict: str) -> list[Change]:
        return [change for change in self.changes if change.verdict == verdict]

    @property
    def at_hz(self) -> float | None:
        """The clock that figures are at; None where they are as measured."""
        return next((change.at_hz for change in self.changes if change.at_hz), None)

    @property
    def worse_outcomes(self) -> list[OutcomeChange]:
        return [change for change in self.outcomes if change.direction == WORSE]

    @property
    def regressions(self) -> list[Change]:
        """Certain ones: none between machines of different classes."""
        return [] if self.other_class else self.of_verdict(SLOWER)

    def means(self) -> dict[str, tuple[float, int]]:
        """Geometric mean of the ratios of each path, and of how many calls. Benchmarks that are no
        calls by a path have one mean."""
        ratios: dict[str, list[float]] = {}
        for change in self.changes:
            parts = self.base.parts(change.name)
            if change.ratio and parts.is_basic:
                ratios.setdefault(parts.path, []).append(change.ratio)
        return {
            path: (statistics.geometric_mean(ratios[path]), len(ratios[path]))
            for path in sorted(ratios, key=path_order)
        }
