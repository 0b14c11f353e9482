"""The figure of each call on a side: the median, and how sure it is."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Sequence

import numpy as np

from vdsobench import statistics, yardstick
from vdsobench.sides import Side
from vdsobench.statistics import Array, Sample

BASE_STREAM, NEW_STREAM = 0, 1

Interval = tuple[float, float]


@dataclass(slots=True)
class Figure:
    median: float
    interval: Interval | None  # 95 %; none where one process is all there is
    processes: int


class Figures:
    """The samples of a side and what is drawn from them, shared by all that it is held against."""

    def __init__(
        self, side: Side, stream: int = BASE_STREAM, samples: dict[str, Sample] | None = None
    ) -> None:
        self.side = side
        self.stream = stream
        self.samples = _samples(side) if samples is None else samples
        self.names = list(self.samples)
        self.rows = {name: row for row, name in enumerate(self.names)}
        self.medians = statistics.medians(list(self.samples.values()))
        self.units = [statistics.units(sample) for sample in self.samples.values()]

    @functools.cached_property
    def corrected(self) -> Figures | None:
        """The same, in units of the yardstick of the process that measured each value."""
        samples = yardstick.corrected(self.side)
        return Figures(self.side, self.stream, samples) if samples else None

    @functools.cached_property
    def drawn(self) -> Array:
        return statistics.resamples(list(self.samples.values()), self.stream)

    @functools.cached_property
    def intervals(self) -> Array:
        if self.side.is_exact:  # nothing is drawn: these are all the values there were
            spans = [(min(map(min, s)), max(map(max, s))) for s in self.samples.values()]
            return np.array(spans, dtype=float).reshape(-1, 2)
        return statistics.intervals(self.drawn, self.units)

    def rows_of(self, names: Sequence[str]) -> list[int]:
        return [self.rows[name] for name in names]

    def median(self, name: str) -> float:
        return float(self.medians[self.rows[name]])

    def figure(self, name: str, with_interval: bool = True) -> Figure:
        row = self.rows[name]
        known = with_interval and (self.units[row] > 1 or self.side.is_exact)
        interval = (float(self.intervals[row, 0]), float(self.intervals[row, 1])) if known else None
        return Figure(float(self.medians[row]), interval, sum(map(len, self.samples[name])))


def _samples(side: Side) -> dict[str, Sample]:
    found: dict[str, Sample] = {}
    for name in side.names:
        values = side.values(name)
        if values:
            found[name] = [np.frombuffer(run) for run in values]
    return found
