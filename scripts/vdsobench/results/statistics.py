"""Statistics of a comparison. The process is the unit: repetition within one shows less than
the layout of the next, so a run of one process says nothing about certainty.

Only numpy: scipy.stats alone takes longer to import than a comparison may take. The tests
hold mann_whitney() and student.py against scipy's.
"""

from __future__ import annotations

import functools
import math
from typing import Sequence

import numpy as np
import numpy.typing as npt

from vdsobench.results import student

Array = npt.NDArray[np.float64]
Block = Sequence[Array]  # an array for each run: a row for each call, a column for each process

RESAMPLES = 1000
SEED = 20060417  # any constant would do: the same input gives the same interval
# From here on the runs speak for themselves: what processes differ within has averaged out.
MANY_RUNS = 30
# Up to here p is counted exactly; beyond, the normal approximation is good to a percent.
EXACT_UP_TO = 25


def medians(block: Block) -> Array:
    """Of each call: the median over the runs of the median over the run's processes."""
    return _middle(of_runs(block))


def of_runs(block: Block) -> Array:
    """The median of each call, by its row, in each run, by its column."""
    return np.array([_middle(run) for run in block]).T


def _middle(values: Array) -> Array:
    """Of each row. For rows this short, several times as fast as numpy.median."""
    ordered = np.sort(values, axis=1)
    count = values.shape[1]
    return (ordered[:, (count - 1) // 2] + ordered[:, count // 2]) / 2


def resamples(block: Block, stream: int) -> Array:
    """Hierarchical bootstrap of medians(): draws runs, then processes within each.

    stream tells independent draws apart: the two sides of a ratio have their own.
    """
    if len(block) == 1:
        return _redraw(block[0], stream)
    if len(block) > MANY_RUNS:
        return _redraw(of_runs(block), stream)
    # A stream for each run: else two runs would be drawn in step with one another.
    within = [_redraw(run, (stream + 2) * MANY_RUNS + number) for number, run in enumerate(block)]
    random = np.random.default_rng((SEED, stream, len(block)))
    chosen = random.integers(0, len(block), (len(block), 1, RESAMPLES))
    return np.asarray(np.median(np.take_along_axis(np.array(within), chosen, axis=0), axis=0))


def _redraw(values: Array, stream: int) -> Array:
    """A median needs only which ranks came to lie in the middle."""
    ordered = np.sort(values, axis=1)
    low, high = _middle_ranks(values.shape[1], stream)
    return (ordered[:, low] + ordered[:, high]) / 2


@functools.cache
def _middle_ranks(count: int, stream: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    draws = np.random.default_rng((SEED, stream)).integers(0, count, (RESAMPLES, count))
    draws.sort(axis=1)
    return draws[:, (count - 1) // 2], draws[:, count // 2]


def units(block: Block) -> int:
    """How many independent things were drawn from: the runs, or one run's processes."""
    return len(block) if len(block) > 1 else block[0].shape[1]


def intervals(drawn: Array, units: int) -> Array:
    """The 95 % interval of each row, as rows of low and high."""
    tail = _expanded_tail(units)
    return np.asarray(np.quantile(drawn, (tail, 1 - tail), axis=1)).T


@functools.cache
def _expanded_tail(units: int) -> float:
    """The percentile interval of a few units is too narrow, as much as z is to Student's t and
    1/n to 1/(n-1). Taking percentiles further out mends both (Hesterberg 2015, "What Teachers
    Should Know About the Bootstrap", section 5.1.1)."""
    if units < 2:
        return 0.0
    reach = math.sqrt(units / (units - 1)) * student.quantile(units - 1)
    return math.erfc(reach / math.sqrt(2)) / 2


# What the processes of a run share, and their differences do not show, as bench/measure/summary.cpp
# has it: of the figure a share, for the core's clock; and of a cycle, for the cost of the loop.
SHARED, SHARED_LOOP = 0.003, 0.05


def of_processes(values: Array, shared: float, loop: float) -> Array:
    """The 95 % interval of the median of each row, a process a column, as rows of low and high: the
    rule that a run's own table has, for files that do not tell their intervals.

    By Student's t, where a median's standard error is that of a mean times √(π/2), or by rank,
    whichever is wider. shared: of the figure a share, loop: in the unit of values, by which all
    processes may be off together.
    """
    count = values.shape[1]
    ordered, center = np.sort(values, axis=1), _middle(values)
    error = math.sqrt(math.pi / 2) * ordered.std(axis=1, ddof=1) / math.sqrt(count)
    outside = _ranks_outside(count)
    below, above = center - ordered[:, outside], ordered[:, count - 1 - outside] - center
    seen = np.maximum(student.quantile(count - 1) * error, np.maximum(below, above))
    reach = np.sqrt(seen**2 + (shared * center) ** 2 + loop**2)
    return np.array([center - reach, center + reach]).T


@functools.cache
def _ranks_outside(count: int) -> int:
    """How many of the least values, and of the greatest, the interval of a median can do without:
    as many as lie on one side of the true median with at most 2.5 %, by the binomial distribution.
    """
    exactly = at_most = 0.5**count
    outside = 0
    while at_most <= 0.025:
        exactly *= (count - outside) / (outside + 1)
        at_most += exactly
        outside += 1
    return max(0, outside - 1)


def around(one: Array, other: Array) -> Array:
    """Of each row the interval that holds both."""
    return np.array([np.minimum(one, other)[:, 0], np.maximum(one, other)[:, 1]]).T


def mann_whitney(first: Array, second: Array) -> Array:
    """Two-sided p, for each row, that neither sample tends to be larger than the other."""
    pooled = np.concatenate((first, second), axis=1)
    order = np.argsort(pooled, axis=1)
    ordered = np.take_along_axis(pooled, order, axis=1)
    smaller, larger = first.shape[1], second.shape[1]
    ranks = np.where(order < smaller, np.arange(1, smaller + larger + 1), 0).sum(axis=1)
    u = ranks - smaller * (smaller + 1) // 2
    if max(smaller, larger) <= EXACT_UP_TO:
        p = np.minimum(1.0, 2 * _tails(smaller, larger)[np.maximum(u, smaller * larger - u)])
    else:
        p = np.array([_normal_p(float(value), smaller, larger, 0.0) for value in u])
    for row in np.flatnonzero((ordered[:, 1:] == ordered[:, :-1]).any(axis=1)):
        p[row] = _tied_p(pooled[row], smaller, larger)
    return np.asarray(p)


def _tied_p(pooled: Array, smaller: int, larger: int) -> float:
    _, inverse, counts = np.unique(pooled, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    u = float(ranks[:smaller].sum()) - smaller * (smaller + 1) / 2
    return _normal_p(u, smaller, larger, float((counts**3 - counts).sum()))


@functools.cache
def _tails(smaller: int, larger: int) -> Array:
    """The chance of each U or a larger one, where all orders are equally likely."""
    counts = np.array(_u_counts(smaller, larger), dtype=float)
    return np.asarray(np.cumsum(counts[::-1])[::-1] / counts.sum())


@functools.cache
def _u_counts(smaller: int, larger: int) -> tuple[int, ...]:
    """How many orders have each U: the coefficients of the Gaussian binomial."""
    counts = [1] + [0] * (smaller * larger)
    for factor in range(1, smaller + 1):
        for u in range(len(counts) - 1, larger + factor - 1, -1):
            counts[u] -= counts[u - larger - factor]
        for u in range(factor, len(counts)):
            counts[u] += counts[u - factor]
    return tuple(counts)


def _normal_p(u: float, smaller: int, larger: int, tied: float) -> float:
    total = smaller + larger
    u = max(u, smaller * larger - u)
    variance = smaller * larger / 12 * (total + 1 - tied / (total * (total - 1)))
    if variance <= 0:  # all values are equal
        return 1.0
    z = max(0.0, u - smaller * larger / 2 - 0.5) / math.sqrt(variance)
    return math.erfc(z / math.sqrt(2))


def smallest_p(first: int, second: int) -> float:
    """What samples of these sizes show at best, when they do not overlap at all."""
    return 2 / math.comb(first + second, first)


def holm(p_values: Sequence[float]) -> list[float]:
    """Corrects for asking many times: the chance that any of them is wrong stays the same."""
    adjusted, worst = [1.0] * len(p_values), 0.0
    for rank, index in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        worst = max(worst, min(1.0, p_values[index] * (len(p_values) - rank)))
        adjusted[index] = worst
    return adjusted


def geometric_mean(ratios: Sequence[float]) -> float:
    return math.exp(math.fsum(map(math.log, ratios)) / len(ratios))
