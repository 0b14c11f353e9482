"""Axes of costs: from zero, or with the sign that they are not; and numbers in one style."""

from __future__ import annotations

from typing import Any

import pytest

from vdsobench.plot import scale, style


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.05, "0.05"),
        (1, "1"),
        (999, "999"),
        (1000, "1k"),
        (2000, "2k"),
        (10_000, "10k"),
        (999_000, "999k"),
        (1e6, "1M"),
        (1500, "1.5k"),
        (5e6, "5M"),
        (2e7, "20M"),
        (1e9, "1G"),
        (1e11, "100G"),
    ],
)
def test_a_number_is_short_and_plain(value: float, words: str) -> None:
    assert scale.plain_number(value) == words


@pytest.mark.parametrize("name", ["x", "y"])
def test_an_axis_begins_at_zero_or_says_that_it_does_not(name: str) -> None:
    for whole, log in ((False, False), (True, False), (False, True)):
        axes: Any = style.canvas(3).subplots()
        axes.plot([53, 57], [53, 57])
        if log:
            scale.log_scale(axes, name)
        else:
            scale.from_zero(axes, name, 57, whole)
        low, high = axes.get_xlim() if name == "x" else axes.get_ylim()
        assert high >= 57 and (low > 0 if log else low == 0)
        marks = {it.get_label() for it in axes.collections}
        assert marks == ({f"{scale.BREAK}-{name}"} if log else set())


def test_what_is_whole_has_no_half_ticks() -> None:
    axes: Any = style.canvas(3).subplots()
    scale.from_zero(axes, "x", 3, whole=True)
    assert all(tick == int(tick) for tick in axes.get_xticks())


@pytest.mark.parametrize("name", ["x", "y"])
def test_a_scale_reaches_as_far_as_was_asked_to_either_side(name: str) -> None:
    axes: Any = style.canvas(3).subplots()
    axes.plot([10, 10.1], [10, 10.1])
    scale.log_scale(axes, name, 2.0)
    low, high = axes.get_xlim() if name == "x" else axes.get_ylim()
    assert high / low == pytest.approx(4, rel=0.02) and low < 10 < high
    other = axes.get_ylim() if name == "x" else axes.get_xlim()
    assert other[1] / other[0] < 1.1


def test_a_long_scale_has_only_powers_of_ten() -> None:
    axes: Any = style.canvas(3).subplots()
    axes.plot([1, 100_000], [1, 20])
    scale.log_scale(axes, "x")
    scale.log_scale(axes, "y")
    assert not {2, 5, 20} & {round(tick) for tick in axes.get_xticks()}
    assert {2, 5, 10, 20} <= {round(tick) for tick in axes.get_yticks()}


def test_an_axis_of_nothing_but_zeros_has_a_length() -> None:
    axes: Any = style.canvas(3).subplots()
    scale.from_zero(axes, "x", 0.0)
    assert axes.get_xlim() == (0.0, 1.0)
