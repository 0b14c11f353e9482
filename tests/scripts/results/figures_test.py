"""The figure of a side: the median of its processes, and an interval that holds it."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import numpy as np
import pytest
import synthetic
from comparisons import side

from vdsobench.results.figures import Figures

CALL = "gettimeofday/vdso"


def times(made: synthetic.Json) -> list[float]:
    return [row["real_time"] for row in synthetic.measured_rows(made) if row["name"] == CALL]


def test_a_figure_is_the_median_of_the_processes_inside_its_interval(tmp_path: Path) -> None:
    made = synthetic.result(noise=0.05)
    figure = Figures(side(tmp_path, "a", made)).figure(CALL)
    assert figure.median == pytest.approx(median(times(made)))
    assert figure.processes == 10
    assert figure.interval is not None
    low, high = figure.interval
    assert low < figure.median < high


def test_an_interval_is_the_one_that_the_file_tells(tmp_path: Path) -> None:
    made = synthetic.result()
    for row in synthetic.measured_rows(made):
        row |= {"ns_low": row["real_time"] * 0.9, "ns_high": row["real_time"] * 1.2}
    one = side(tmp_path, "a", made)
    told = next(row for row in made["benchmarks"] if row["name"] == CALL)
    assert Figures(one).figure(CALL).interval == (told["ns_low"], told["ns_high"])
    scaled = Figures(one).figure(CALL, at_hz=2 * (one.core_hz or 0)).interval
    assert scaled == pytest.approx((told["ns_low"] / 2, told["ns_high"] / 2))
    several = Figures(side(tmp_path, "b", made, synthetic.result(2)))
    assert several.figure(CALL).interval != (told["ns_low"], told["ns_high"])


def test_an_interval_that_does_not_hold_the_figure_is_not_believed(tmp_path: Path) -> None:
    made = synthetic.result()
    for row in synthetic.measured_rows(made):
        row |= {"ns_low": 1e9, "ns_high": -1.0}
    figure = Figures(side(tmp_path, "a", made)).figure(CALL)
    assert figure.interval and figure.interval[0] < figure.median < figure.interval[1]


def test_calls_of_other_lengths_keep_their_own_rows(tmp_path: Path) -> None:
    made = synthetic.result()
    shorter = [r for r in made["benchmarks"] if r["name"] != CALL or r["repetition_index"] < 4]
    figures = Figures(side(tmp_path, "a", made | {"benchmarks": shorter}))
    assert figures.figure(CALL).processes == 4
    assert figures.figure("time/vdso").processes == 10
    assert figures.median("time/vdso") == pytest.approx(1.2, rel=0.02)
    assert figures.median(CALL) == pytest.approx(19.2, rel=0.02)


def test_one_process_has_no_interval(tmp_path: Path) -> None:
    figures = Figures(side(tmp_path, "a", synthetic.result(processes=1)))
    assert figures.figure(CALL).interval is None


def test_an_interval_is_left_out_where_nobody_asks(tmp_path: Path) -> None:
    assert Figures(side(tmp_path, "a", synthetic.result())).figure(CALL, False).interval is None


def test_exact_values_give_all_there_were(tmp_path: Path) -> None:
    documents = synthetic.exact(1), synthetic.exact(2, {CALL: 7})
    figure = Figures(side(tmp_path, "a", *documents)).figure(CALL)
    low = times(documents[0])[0]
    assert figure.interval == (low, low + 7)


def test_calls_without_a_figure_have_no_name_here(tmp_path: Path) -> None:
    figures = Figures(side(tmp_path, "a", synthetic.result()))
    assert "time/int80" in figures.side.names
    assert "time/int80" not in figures.names
    assert CALL in figures.names


def test_a_logarithmic_scale_shows_what_is_above_zero(tmp_path: Path) -> None:
    figures = Figures(side(tmp_path, "a", synthetic.result(scale={CALL: 0.0})))
    assert CALL in figures.names and CALL not in figures.above_zero
    assert "time/vdso" in figures.above_zero


def test_cycles_are_the_same_at_any_clock(tmp_path: Path) -> None:
    found = []
    for label, speed in (("slow", 0.9), ("fast", 1.1)):
        made = synthetic.at_clock(synthetic.result(), speed)
        cycles = Figures(side(tmp_path, label, made)).in_cycles
        assert cycles is not None
        found.append(cycles[CALL].median(CALL))
    assert found[0] == pytest.approx(found[1])
    assert found[0] == pytest.approx(19.2 * synthetic.CORE_GHZ, rel=0.02)


def test_no_clock_no_cycles(tmp_path: Path) -> None:
    assert Figures(side(tmp_path, "a", synthetic.exact())).in_cycles is None


def test_the_same_side_draws_the_same_interval(tmp_path: Path) -> None:
    made = side(tmp_path, "a", synthetic.result(noise=0.05))
    first, second = (Figures(made).group_of[CALL].intervals for _ in range(2))
    assert np.array_equal(first, second)
