import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from vdsobench.results import statistics as subject


@pytest.mark.parametrize("first,second", itertools.product((1, 3, 8, 10, 25), repeat=2))
def test_mann_whitney_is_scipys_where_nothing_is_tied(first: int, second: int) -> None:
    random = np.random.default_rng(first * 100 + second)
    for shift in (0.0, 0.5, 3.0):
        a, b = random.normal(0, 1, first), random.normal(shift, 1, second)
        expected = stats.mannwhitneyu(a, b, method="exact").pvalue
        assert subject.mann_whitney(a[None], b[None])[0] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("sizes", [(8, 8), (10, 7), (60, 40)])
def test_mann_whitney_is_scipys_where_values_are_tied(sizes: tuple[int, int]) -> None:
    random = np.random.default_rng(sum(sizes))
    a, b = (random.integers(0, 6, size).astype(float) for size in sizes)
    expected = stats.mannwhitneyu(a, b, method="asymptotic").pvalue
    assert subject.mann_whitney(a[None], b[None])[0] == pytest.approx(expected, rel=1e-9)


def test_large_samples_use_the_normal_approximation() -> None:
    random = np.random.default_rng(1)
    a, b = random.normal(0, 1, 300), random.normal(0.1, 1, 200)
    expected = stats.mannwhitneyu(a, b, method="asymptotic").pvalue
    assert subject.mann_whitney(a[None], b[None])[0] == pytest.approx(expected, rel=1e-9)


def test_rows_do_not_mix() -> None:
    random = np.random.default_rng(2)
    a, b = random.normal(0, 1, (5, 8)), random.normal(0.5, 1, (5, 9))
    b[3] = a[3, 0]  # one row with ties among rows without
    together = subject.mann_whitney(a, b)
    alone = [subject.mann_whitney(a[i : i + 1], b[i : i + 1])[0] for i in range(5)]
    assert together == pytest.approx(alone)


@pytest.mark.parametrize("count", [2, 3, 5, 7, 15, 40])
def test_an_interval_of_processes_is_as_wide_as_students_or_the_ranks(count: int) -> None:
    values = np.random.default_rng(count).normal(100, 1, (3, count))
    (low, high), *_ = subject.of_processes(values, 0, 0)
    middle = np.median(values[0])
    student = stats.t.ppf(0.975, count - 1) * np.sqrt(np.pi / 2) * stats.sem(values[0])
    outside = max(0, int(stats.binom.ppf(0.025, count, 0.5)) - 1)
    ranks = np.sort(values[0])[[outside, count - 1 - outside]]
    assert (high - low) / 2 >= 0.99 * student
    assert low <= ranks[0] + 1e-9 and high >= ranks[1] - 1e-9
    wider = subject.of_processes(values, 0.003, 0.05)[0]
    assert (wider[1] - middle) ** 2 == pytest.approx(
        (high - middle) ** 2 + (0.003 * middle) ** 2 + 0.05**2
    )


def test_equal_samples_show_nothing() -> None:
    assert subject.mann_whitney(np.ones((1, 10)), np.ones((1, 10)))[0] == 1.0


def test_smallest_p_is_reached_by_samples_that_do_not_overlap() -> None:
    p = subject.mann_whitney(np.arange(8.0)[None], np.arange(8.0)[None] + 100)[0]
    assert p == pytest.approx(subject.smallest_p(8, 8)) == pytest.approx(2 / 12870)


def test_holm_is_the_textbook_example() -> None:
    assert subject.holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert subject.holm([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_holm_never_lowers_and_keeps_the_order(p_values: list[float]) -> None:
    adjusted = subject.holm(p_values)
    assert all(a >= p for a, p in zip(adjusted, p_values))
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    assert [adjusted[i] for i in order] == sorted(adjusted)


def test_draws_are_the_same_every_time_and_differ_between_streams() -> None:
    block = [np.array([[3.0, 1.0, 2.0, 5.0]])]
    assert np.array_equal(subject.resamples(block, 0), subject.resamples(block, 0))
    assert not np.array_equal(subject.resamples(block, 0), subject.resamples(block, 1))


@given(st.lists(st.floats(0.1, 1e6), min_size=1, max_size=12), st.floats(0.1, 10))
@settings(max_examples=50, deadline=None)
def test_a_ratio_does_not_depend_on_the_unit(values: list[float], unit: float) -> None:
    one = subject.resamples([np.array([values])], 0)
    scaled = subject.resamples([np.array([values]) * unit], 0)
    assert scaled == pytest.approx(one * unit)


@pytest.mark.parametrize("processes", [8, 10, 20])
def test_the_interval_holds_the_truth_about_as_often_as_it_says(processes: int) -> None:
    random = np.random.default_rng(processes)
    block = [random.normal(100, 1, (1000, processes))]
    low, high = subject.intervals(subject.resamples(block, 0), subject.units(block)).T
    assert 0.93 <= np.mean((low <= 100) & (100 <= high)) <= 0.99


@pytest.mark.parametrize("runs", [5, 10, 40])
def test_the_interval_over_runs_knows_that_runs_differ(runs: int) -> None:
    random = np.random.default_rng(runs)
    block = [random.normal(random.normal(100, 3, (200, 1)), 1, (200, 8)) for _ in range(runs)]
    low, high = subject.intervals(subject.resamples(block, 0), subject.units(block)).T
    assert np.mean((low <= 100) & (100 <= high)) >= 0.88


def test_runs_may_have_different_numbers_of_processes() -> None:
    block = [
        np.array([[0.0, 1, 2, 3, 4], [10, 11, 12, 13, 14]]),
        np.array([[5.0, 6, 7], [8, 8, 8]]),
    ]
    assert subject.medians(block) == pytest.approx([4.0, 10.0])
    drawn = subject.resamples(block, 0)
    assert drawn.shape == (2, subject.RESAMPLES)
    assert drawn[0].min() >= 0 and drawn[0].max() <= 7 and drawn[1].min() >= 8


def test_geometric_mean() -> None:
    assert subject.geometric_mean([2.0, 0.5]) == pytest.approx(1.0)
    assert subject.geometric_mean([4.0]) == pytest.approx(4.0)
