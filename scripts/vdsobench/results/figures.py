"""The figure of each call on a side: the median, and how sure it is."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Callable, Sequence

import numpy as np

from vdsobench.results import statistics, student
from vdsobench.results.calls import Call
from vdsobench.results.loader import Result
from vdsobench.results.sides import Side
from vdsobench.results.statistics import Array, Block

BASE_STREAM, NEW_STREAM = 0, 1

Interval = tuple[float, float]
Run = Sequence[tuple[Result, Call]]  # some calls of one result


@dataclass(slots=True)
class Figure:
    median: float
    interval: Interval | None  # 95 %; none where one process is all there is
    processes: int


class Group:
    """Calls that were measured by as many processes, so that one array holds them all."""

    def __init__(self, names: Sequence[str], block: Block, stream: int, exact: bool) -> None:
        self.block, self.stream, self.exact = block, stream, exact
        self.rows = {name: row for row, name in enumerate(names)}
        self.medians = statistics.medians(block)
        self.units, self.runs = statistics.units(block), len(block)
        self.processes = sum(run.shape[1] for run in block)

    @functools.cached_property
    def drawn(self) -> Array:
        return statistics.resamples(self.block, self.stream)

    @functools.cached_property
    def intervals(self) -> Array:
        """Low and high of each call, a row each, as medians are."""
        if self.exact:  # nothing is drawn: these are all the values there were
            return np.array([self.pooled.min(axis=1), self.pooled.max(axis=1)]).T
        drawn = statistics.intervals(self.drawn, self.units)
        if self.runs < 2:
            return drawn
        return statistics.around(drawn, student.interval(self.of_runs))

    @functools.cached_property
    def of_runs(self) -> Array:
        return statistics.of_runs(self.block)

    @functools.cached_property
    def pooled(self) -> Array:
        return np.concatenate(self.block, axis=1)

    def median(self, name: str) -> float:
        return float(self.medians[self.rows[name]])

    def interval(self, name: str) -> Interval | None:
        if self.units < 2 and not self.exact:
            return None
        low, high = self.intervals[self.rows[name]]
        return float(low), float(high)


class Figures:
    """All figures of a side, shared by everything that it is held against."""

    def __init__(self, side: Side, stream: int = BASE_STREAM) -> None:
        self.side, self.stream = side, stream
        self.parts = [(names, _runs(side, names)) for names in _alike(side)]
        self.group_of = self._groups(_values)

    def _groups(self, read: Callable[[Run], Array]) -> dict[str, Group]:
        found: dict[str, Group] = {}
        for names, runs in self.parts:
            group = Group(names, [read(run) for run in runs], self.stream, self.side.is_exact)
            found |= dict.fromkeys(names, group)
        return found

    @functools.cached_property
    def in_cycles(self) -> dict[str, Group] | None:
        """The same in core cycles, or None where a result does not tell its clock.

        The core's clock moves by several percent from run to run, and every call with it.
        """
        return self._groups(_cycles) if self.side.core_hz else None

    @property
    def names(self) -> list[str]:
        return [name for name in self.side.names if name in self.group_of]

    @functools.cached_property
    def above_zero(self) -> set[str]:
        """Those that a logarithmic scale can show."""
        return {name for name in self.names if self.median(name) > 0}

    def median(self, name: str) -> float:
        return self.group_of[name].median(name)

    def figure(self, name: str, with_interval: bool = True) -> Figure:
        group = self.group_of[name]
        interval = group.interval(name) if with_interval else None
        return Figure(self.median(name), interval, group.processes)


def _alike(side: Side) -> list[list[str]]:
    """Names by which results have how many values of them: each list fills a block."""
    groups: dict[tuple[object, ...], list[str]] = {}
    for name in side.names:
        shape = tuple([(id(result), len(call.values)) for result, call in side.measured(name)])
        if shape:
            groups.setdefault(shape, []).append(name)
    return list(groups.values())


def _runs(side: Side, names: Sequence[str]) -> list[Run]:
    return list(zip(*[side.measured(name) for name in names]))


def _values(run: Run) -> Array:
    """Of one result: a row for each call, a column for each process."""
    return np.frombuffer(b"".join([call.values for _, call in run])).reshape(len(run), -1)


def _cycles(run: Run) -> Array:
    """A run's nanoseconds are cycles at its median clock: this takes them back."""
    return _values(run) * ((run[0][0].core_hz or 1e9) * 1e-9)
