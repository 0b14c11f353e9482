"""Quantiles by path: the middle and the tail, of batches and of single calls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import synthetic
from comparisons import with_row
from matplotlib.backends.backend_agg import FigureCanvasAgg

from vdsobench.errors import UsageError
from vdsobench.plot import quantiles, save, style
from vdsobench.results.loader import load
from vdsobench.results.sides import Side

GETTIMEOFDAY = ["libc", "vdso", "syscall", "insn", "vsyscall"]


def side(folder: Path, *documents: synthetic.Json) -> Side:
    """One that has the spread of its calls."""
    paths = [synthetic.write(folder / f"{n}.json", made) for n, made in enumerate(documents)]
    return Side("some", [load(path, spread=True) for path in paths])


def curves(axes: Any) -> list[list[tuple[float, float]]]:
    return [list(zip(line.get_xdata(), line.get_ydata())) for line in axes.lines]


def test_a_curve_a_path_of_batches_and_of_single_calls(tmp_path: Path) -> None:
    figure = quantiles.draw(side(tmp_path, synthetic.result(1)), "gettimeofday")
    assert [len(axes.lines) for axes in figure.axes] == [len(GETTIMEOFDAY)] * 4
    titles = [axes.get_title("left") for axes in figure.axes]
    assert titles == [
        "share of batches at most this long",
        "share of batches longer than this",
        "share of single calls at most this long",
        "share of single calls longer than this",
    ]
    (legend,) = figure.legends
    assert len(legend.get_texts()) == len(GETTIMEOFDAY)  # each path once


def test_without_single_calls_there_is_one_row(tmp_path: Path) -> None:
    figure = quantiles.draw(side(tmp_path, synthetic.result(1, modes=False)), "gettimeofday")
    assert len(figure.axes) == 2


def test_the_middle_rises_to_all_and_the_tail_leaves_the_longest_out(tmp_path: Path) -> None:
    made = synthetic.result(1, processes=1, modes=False)
    spread = {"ns_p10": 1.0, "ns_p50": 2.0, "ns_p90": 3.0, "ns_p99": 4.0, "ns_max": 50.0}
    made = with_row(made, "getppid/libc", **spread)
    middle, tail = quantiles.draw(side(tmp_path, made), "getppid").axes
    assert curves(middle)[0] == [(1, 0.1), (2, 0.5), (3, 0.9), (4, 0.99), (50, 1.0)]
    assert [time for time, _ in curves(tail)[0]] == [1, 2, 3, 4]
    assert [share for _, share in curves(tail)[0]] == pytest.approx([0.9, 0.5, 0.1, 0.01])
    assert tail.get_yscale() == tail.get_xscale() == "log"


def test_what_no_logarithmic_scale_can_show_is_left_out(tmp_path: Path) -> None:
    made = with_row(synthetic.result(1, modes=False), "getppid/libc", ns_p10=0.0, ns_p50=-1.0)
    middle, _ = quantiles.draw(side(tmp_path, made), "getppid").axes
    assert len(curves(middle)[0]) == len(curves(middle)[1]) - 2


def test_quantiles_are_of_all_results_of_a_folder(tmp_path: Path) -> None:
    for seed in range(3):
        synthetic.write(tmp_path / f"{seed}.json", synthetic.result(seed))
    runs = [load(str(path), spread=True) for path in sorted(tmp_path.glob("*.json"))]
    longest = [run.calls["gettimeofday/vdso"].quantiles["ns_max"] for run in runs]
    found = Side("all", runs).quantiles("gettimeofday/vdso")
    assert found["ns_max"] == sorted(longest)[1] and found.keys() == set(
        runs[0].calls["gettimeofday/vdso"].quantiles
    )
    assert Side("x", runs[:1]).quantiles("getppid/vdso") == {}
    one, three = (
        save.svg(quantiles.draw(Side("x", of), "gettimeofday")) for of in (runs[:1], runs)
    )
    assert one != three


def test_the_scale_of_a_long_tail_has_room_for_its_numbers(tmp_path: Path) -> None:
    made = synthetic.result(1)
    for row in synthetic.measured_rows(made):
        row["ns_max"] = row["real_time"] * 1e6  # someone else had the CPU meanwhile
    figure = quantiles.draw(side(tmp_path, made), "gettimeofday")
    FigureCanvasAgg(figure).draw()
    for axes in figure.axes:
        shown = [t for t in axes.get_xticklabels() if t.get_text()]
        low, high = axes.get_window_extent().x0, axes.get_window_extent().x1
        boxes = sorted((t.get_window_extent() for t in shown), key=lambda box: box.x0)
        boxes = [box for box in boxes if low <= (box.x0 + box.x1) / 2 <= high]
        assert len(boxes) >= 2
        assert all(left.x1 < right.x0 for left, right in zip(boxes, boxes[1:]))


@pytest.mark.parametrize("function", ["getcpu:none", "time/vdso", ""])
def test_a_function_without_quantiles_is_told(function: str, tmp_path: Path) -> None:
    told = f"^some has no quantiles of {function} for --call: (there are|did you mean) "
    with pytest.raises(UsageError, match=told):
        quantiles.draw(side(tmp_path, synthetic.result(1)), function)


def test_more_paths_than_a_picture_can_show_are_refused(tmp_path: Path) -> None:
    made = synthetic.result(1, modes=False)
    (row, *_) = [row for row in made["benchmarks"] if row["name"] == "getppid/libc"]
    made["benchmarks"] += [row | {"name": f"getppid/p{n}"} for n in range(style.MAX_SERIES)]
    with pytest.raises(UsageError, match=f"{style.MAX_SERIES + 3} paths are too many"):
        quantiles.draw(side(tmp_path, made), "getppid")
