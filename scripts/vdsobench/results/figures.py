"""The figure of each call on a side: the median, and how sure it is."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace
from typing import Callable, Mapping, Sequence

import numpy as np

from vdsobench.results import statistics, student
from vdsobench.results.calls import Call
from vdsobench.results.code_parts import CodeParts
from vdsobench.results.loader import Result
from vdsobench.results.sides import Side
from vdsobench.results.statistics import Array, Block
from vdsobench.results.ways import Ways

BASE_STREAM, NEW_STREAM = 0, 1

Interval = tuple[float, float]
Run = Sequence[tuple[Result, Call]]  # some calls of one result


@dataclass(slots=True)
class Figure:
    median: float
    interval: Interval | None  # 95 %, as the file tells it; none where one process is all there is
    processes: int
    ways: Ways = ()  # of an exact call: all of them, where they are known
    code: CodeParts | None = None  # likewise


@dataclass(slots=True)
class Known:
    """What is known of the figures of one run besides themselves; nothing of several."""

    intervals: Mapping[str, Interval] = field(default_factory=dict)  # that the file tells
    shared: float = 0.0  # see statistics.of_processes
    loop: float = 0.0


class Group:
    """Calls that were measured by as many processes, so that one array holds them all."""

    def __init__(
        self, names: Sequence[str], block: Block, stream: int, exact: bool, known: Known
    ) -> None:
        self.block, self.stream, self.exact, self.known = block, stream, exact, known
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
        if self.runs < 2:
            return statistics.of_processes(self.block[0], self.known.shared, self.known.loop)
        drawn = statistics.intervals(self.drawn, self.units)
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
        told = self.known.intervals.get(name)
        if told and told[0] <= self.median(name) <= told[1]:
            return told
        low, high = self.intervals[self.rows[name]]
        return float(low), float(high)

    def figure(self, name: str, with_interval: bool, scale: float) -> Figure:
        interval = self.interval(name) if with_interval else None
        scaled = (interval[0] * scale, interval[1] * scale) if interval else None
        return Figure(self.median(name) * scale, scaled, self.processes)


class Figures:
    """All figures of a side, shared by everything that it is held against."""

    def __init__(self, side: Side, stream: int = BASE_STREAM) -> None:
        self.side, self.stream = side, stream
        self.parts = [(names, _runs(side, names)) for names in _alike(side)]
        self.group_of = self._groups(_values, in_cycles=False)

    def _groups(self, read: Callable[[Run], Array], in_cycles: bool) -> dict[str, Group]:
        found: dict[str, Group] = {}
        for names, runs in self.parts:
            block = [read(run) for run in runs]
            known = _known(runs[0], in_cycles) if len(runs) == 1 else Known()
            group = Group(names, block, self.stream, self.side.is_exact, known)
            found |= dict.fromkeys(names, group)
        return found

    @functools.cached_property
    def in_cycles(self) -> dict[str, Group] | None:
        """The same in core cycles, or None where a result does not tell its clock.

        The core's clock moves by several percent from run to run, and every call with it.
        """
        return self._groups(_cycles, in_cycles=True) if self.side.core_hz else None

    @property
    def names(self) -> list[str]:
        return [name for name in self.side.names if name in self.group_of]

    @functools.cached_property
    def above_zero(self) -> set[str]:
        """Those that a logarithmic scale can show."""
        return {name for name in self.names if self.median(name) > 0}

    def median(self, name: str) -> float:
        return self.group_of[name].median(name)

    def figure(self, name: str, with_interval: bool = True, at_hz: float | None = None) -> Figure:
        """at_hz: the clock of the core that its cycles are turned into nanoseconds by; None: those
        that were measured."""
        if at_hz is None:
            found = self.group_of[name].figure(name, with_interval, 1.0)
            if not self.side.is_exact:
                return found
            return replace(found, ways=self.side.ways(name), code=self.side.code(name))
        assert self.in_cycles
        return self.in_cycles[name].figure(name, with_interval, 1e9 / at_hz)


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


def _known(run: Run, in_cycles: bool) -> Known:
    """A plain Google Benchmark result is of nothing whose loop, or clock, we know."""
    result = run[0][0]
    if result.is_plain or result.is_exact:
        return Known()
    scale = (result.core_hz or 1e9) * 1e-9 if in_cycles else 1.0  # of nanoseconds
    told = {
        call.name: (call.interval[0] * scale, call.interval[1] * scale)
        for _, call in run
        if call.interval
    }
    a_cycle = 1.0 if in_cycles else 1e9 / (result.core_hz or 1e9)
    return Known(told, statistics.SHARED, statistics.SHARED_LOOP * a_cycle)


def _values(run: Run) -> Array:
    """Of one result: a row for each call, a column for each process."""
    return np.frombuffer(b"".join([call.values for _, call in run])).reshape(len(run), -1)


def _cycles(run: Run) -> Array:
    """A run's nanoseconds are cycles at its median clock: this takes them back."""
    return _values(run) * ((run[0][0].core_hz or 1e9) * 1e-9)
