"""Calls by several threads: a panel a function, a line a path, in the order of the threads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import synthetic
from comparisons import side

from vdsobench.errors import UsageError
from vdsobench.plot import scale, style, threads


def lines(axes: Any) -> list[dict[float, float]]:
    """Of each path: the medians by the number of threads."""
    found = [line for line in axes.lines if line.get_marker() != "_"]
    return [dict(zip(line.get_xdata(), line.get_ydata())) for line in found]


def rows_of(made: synthetic.Json, name: str) -> list[synthetic.Json]:
    return [row for row in made["benchmarks"] if row["name"] == name]


def test_a_line_a_path_with_a_point_for_each_count(tmp_path: Path) -> None:
    made = synthetic.result(1, noise=0.0)
    made["benchmarks"].reverse()  # files need not be in order
    figure = threads.draw(side(tmp_path, "some", made))
    (axes,) = figure.axes
    assert axes.get_title("left") == "getcpu" and list(axes.get_xticks()) == [1, 2, 4]
    vdso, syscall, insn, vsyscall = lines(axes)
    assert vdso == pytest.approx({1: 2.8, 2: 2.8 * 1.01, 4: 2.8 * 1.03})
    assert vsyscall == pytest.approx({1: 499.0, 2: 499 * 1.4, 4: 499 * 2.2})
    assert list(vsyscall) == list(syscall) == list(insn) == [1, 2, 4]


def test_the_legend_has_the_paths_in_their_order(tmp_path: Path) -> None:
    (legend,) = threads.draw(side(tmp_path, "some", synthetic.result(1))).legends
    labels = [text.get_text() for text in legend.get_texts()]
    assert labels == ["vDSO", "syscall()", "inline instruction", "vsyscall page"]


def test_each_point_has_its_interval_where_there_is_one(tmp_path: Path) -> None:
    def intervals(processes: int) -> int:
        (axes,) = threads.draw(side(tmp_path, "some", synthetic.result(1, processes))).axes
        return len([line for line in axes.lines if line.get_marker() == "_"])

    assert intervals(10) == 4 * 3 and intervals(1) == 0


def test_each_function_has_a_panel_and_the_last_names_the_axis(tmp_path: Path) -> None:
    made = synthetic.result(1)
    more = [row | {"name": "time/vdso/threads:8"} for row in rows_of(made, "getcpu/vdso/threads:4")]
    made["benchmarks"] += more
    first, second = threads.draw(side(tmp_path, "some", made)).axes
    assert (first.get_title("left"), second.get_title("left")) == ("getcpu", "time")
    assert list(second.get_xticks()) == [8]
    assert (first.get_xlabel(), second.get_xlabel()) == ("", "threads")


def test_a_figure_of_nothing_has_no_place_on_the_scale(tmp_path: Path) -> None:
    made = synthetic.result(1)
    for row in rows_of(made, "getcpu/vdso/threads:2"):
        row["real_time"] = 0.0
    (axes,) = threads.draw(side(tmp_path, "some", made)).axes
    assert list(lines(axes)[0]) == [1, 4]


def test_an_equal_cost_does_not_fill_the_scale(tmp_path: Path) -> None:
    made = synthetic.result(1, noise=0.0)
    made["benchmarks"] = [
        row for count in (1, 2) for row in rows_of(made, f"getcpu/vdso/threads:{count}")
    ]
    (axes,) = threads.draw(side(tmp_path, "some", made)).axes
    assert axes.get_ylim()[0] == 0 and axes.get_yscale() == "linear"


def test_costs_of_many_sizes_have_a_broken_axis_and_many_threads_room(tmp_path: Path) -> None:
    made = synthetic.result(1, noise=0.0)
    (row, *_) = rows_of(made, "getcpu/vdso/threads:1")
    made["benchmarks"] += [row | {"name": f"getcpu/vdso/threads:{count}"} for count in (8, 64)]
    (axes,) = threads.draw(side(tmp_path, "some", made)).axes
    assert axes.get_yscale() == axes.get_xscale() == "log"
    assert [it.get_label() for it in axes.collections][-1] == f"{scale.BREAK}-y"
    labels = [text.get_text() for text in axes.get_xticklabels()]
    assert labels == ["1", "2", "4", "8", "64"]


def test_a_result_without_threads_says_what_to_do(tmp_path: Path) -> None:
    made = side(tmp_path, "some", synthetic.result(1, modes=False))
    with pytest.raises(UsageError, match="^some has no rows of threads; measure with several"):
        threads.draw(made)


@pytest.mark.parametrize(
    ("name", "most", "what"),
    [
        ("f{}/vdso/threads:2", style.MAX_PANELS, "functions"),
        ("getcpu/p{}/threads:2", style.MAX_SERIES, "paths"),
    ],
)
def test_more_than_a_picture_can_show_is_refused(
    name: str, most: int, what: str, tmp_path: Path
) -> None:
    made = synthetic.result(1, processes=1)
    (row,) = rows_of(made, "getcpu/vdso/threads:2")
    made["benchmarks"] = [row | {"name": name.format(number)} for number in range(most + 1)]
    with pytest.raises(UsageError, match=f"^{most + 1} {what} are too many"):
        threads.draw(side(tmp_path, "some", made))
