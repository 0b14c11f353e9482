import numpy as np
import pytest
from scipy import stats

from vdsobench.results import student as subject


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 9, 30])
def test_the_quantile_is_scipys(freedom: int) -> None:
    assert subject.quantile(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=0.01)


@pytest.mark.parametrize("first,second", [(2, 2), (3, 2), (4, 4), (5, 9), (40, 30)])
def test_p_is_scipys(first: int, second: int) -> None:
    random = np.random.default_rng(first * 100 + second)
    a, b = random.normal(0, 1, (20, first)), random.normal(1, 1, (20, second))
    expected = stats.ttest_ind(a, b, axis=1).pvalue
    assert subject.compare(a, b)[0] == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("count", [2, 3, 10])
def test_one_run_is_held_against_how_much_the_others_differ(count: int) -> None:
    random = np.random.default_rng(count)
    one, others = random.normal(2, 1, (20, 1)), random.normal(0, 1, (20, count))
    error = others.std(axis=1, ddof=1) * np.sqrt(1 + 1 / count)
    expected = 2 * stats.t.sf(np.abs(one[:, 0] - others.mean(axis=1)) / error, count - 1)
    assert subject.compare(one, others)[0] == pytest.approx(expected, rel=1e-6)
    assert subject.compare(others, one)[0] == pytest.approx(expected, rel=1e-6)


def test_equal_runs_show_nothing_and_equal_but_for_a_step_show_it() -> None:
    same, step = np.ones((2, 3)), np.array([[1.0, 1, 1], [2, 2, 2]])
    assert subject.compare(same, step)[0].tolist() == [1.0, 0.0]


def test_what_is_no_number_shows_nothing() -> None:
    broken = np.array([[1.0, np.nan, 2.0]])
    assert subject.compare(broken, broken + 5)[0].tolist() == [1.0]


@pytest.mark.parametrize("runs", [2, 3, 4, 8])
def test_the_intervals_of_few_runs_hold_the_truth_as_often_as_they_say(runs: int) -> None:
    random = np.random.default_rng(runs)
    a, b = random.normal(100, 1, (4000, runs)), random.normal(103, 1, (4000, runs))
    low, high = subject.interval(a).T
    assert np.mean((low <= 100) & (100 <= high)) == pytest.approx(0.95, abs=0.015)
    low, high = subject.compare(a, b)[1].T
    assert np.mean((low <= 3) & (3 <= high)) == pytest.approx(0.95, abs=0.015)
