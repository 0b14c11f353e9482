"""Student's t, for runs: they are few, and what differs between them no resampling shows."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def quantile(freedom: int) -> float:
    """The 97.5 % quantile: its series about the normal one is exact to 1 % from 4 degrees on."""
    if freedom < 4:
        return (12.706, 4.303, 3.182)[freedom - 1]
    z = 1.959963985
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


def interval(values: Array) -> Array:
    """The 95 % interval of each row's mean, as rows of low and high.

    A bootstrap draws nothing beyond the values that there are: from two it makes their range,
    which holds the truth half of the time. This reaches as much further as it has to.
    """
    count = values.shape[1]
    reach = quantile(count - 1) * values.std(axis=1, ddof=1) / math.sqrt(count)
    return _about(values.mean(axis=1), reach)


def compare(first: Array, second: Array) -> tuple[Array, Array]:
    """Of each row: the two-sided p that the means are equal, and the 95 % interval of second's
    less first's. Even of one value a side, if the other has two."""
    counts = (first.shape[1], second.shape[1])
    freedom = sum(counts) - 2
    squares = first.var(axis=1) * counts[0] + second.var(axis=1) * counts[1]
    error = np.sqrt(squares / freedom * (1 / counts[0] + 1 / counts[1]))
    more = second.mean(axis=1) - first.mean(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = _tails(np.abs(more) / error, freedom)
    return np.nan_to_num(p, nan=1.0), _about(more, quantile(freedom) * error)


def _about(middle: Array, reach: Array) -> Array:
    return np.array([middle - reach, middle + reach]).T


def _tails(t: Array, freedom: int) -> Array:
    """Two-sided, by Abramowitz and Stegun's finite series 26.7.3 and 26.7.4."""
    odd = freedom % 2
    angle = np.arctan(t / math.sqrt(freedom))
    term, inside = np.sin(angle) * np.cos(angle) ** odd, np.zeros_like(t)
    for power in range(odd, freedom - 1, 2):
        inside += term
        term = term * np.cos(angle) ** 2 * (power + 1) / (power + 2)
    within = (angle + inside) * 2 / math.pi if odd else inside
    return np.asarray(np.clip(1 - within, 0, 1))
