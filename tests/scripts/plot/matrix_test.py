"""Functions by paths: a mark where there is a figure, and a sign for every outcome."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import synthetic
from comparisons import side, with_row

from vdsobench.errors import UsageError
from vdsobench.plot import matrix, style
from vdsobench.results import tables


def draw(folder: Path, made: synthetic.Json) -> tuple[Any, Any]:
    """The axes of the costs, and of the outcomes."""
    cost, outcome = matrix.draw(side(folder, "some", made)).axes
    return cost, outcome


def labels(ticks: Any) -> list[str]:
    return [text.get_text() for text in ticks]


def cells(outcome: Any, aligned: str) -> dict[tuple[str, str], str]:
    """By function and path, the texts that are so aligned: figures to the right."""
    cost = outcome.figure.axes[0]  # whose rows are its rows
    functions, paths = labels(cost.get_yticklabels()), labels(outcome.get_xticklabels())
    texts = [it for it in outcome.texts if it.get_horizontalalignment() == aligned]
    found = {it.get_position(): it.get_text() for it in texts}
    return {(functions[row], paths[round(at)]): text for (at, row), text in found.items() if text}


def signs(outcome: Any) -> dict[tuple[str, str], str]:
    return cells(outcome, "center")


def test_a_row_a_function_and_a_column_a_path_in_the_matrixs_order(tmp_path: Path) -> None:
    cost, outcome = draw(tmp_path, synthetic.result(1))
    assert labels(cost.get_yticklabels()) == list(synthetic.FIGURES)
    paths = labels(outcome.get_xticklabels())
    assert paths == [path for path in tables.PATHS if path in paths] and "int80" in paths
    low, high = cost.get_ylim()
    assert low > high  # the first function is on top


def test_a_mark_stands_at_its_cost_in_the_row_of_its_function(tmp_path: Path) -> None:
    made = synthetic.result(1, processes=1, noise=0.0, modes=False)
    cost, _ = draw(tmp_path, made)
    marks = [(float(it.get_xdata()[0]), float(it.get_ydata()[0])) for it in cost.lines
             if len(it.get_xdata()) == 1]  # fmt: skip
    rows = list(synthetic.FIGURES.values())
    assert sorted(marks)[0][0] == 0.74 and round(sorted(marks)[0][1]) == 1  # time by libc
    for number, figures in enumerate(rows):
        in_row = [(at, x) for x, at in marks if round(at) == number]
        assert sorted(x for _, x in in_row) == sorted(figures.values())
        assert [x for _, x in sorted(in_row)] == list(figures.values())  # below each other


def test_each_outcome_has_its_sign_also_without_a_figure(tmp_path: Path) -> None:
    _, outcome = draw(tmp_path, with_row(synthetic.result(1), "time/vdso", label="disagrees"))
    found = signs(outcome)
    assert found["gettimeofday", "vdso"] == "u" and found["gettimeofday", "insn"] == "s"
    assert found["clock_gettime:process_cputime", "vdso"] == "F" and found["time", "vdso"] == "!"
    assert (found["time", "int80"], found["getcpu", "int80"]) == ("-", "x")
    assert ("getppid", "vdso") not in found
    bold = {it.get_text() for it in outcome.texts if it.get_fontweight() == "bold"}
    assert bold == {"F", "!"}


def test_the_figures_stand_beside_the_signs(tmp_path: Path) -> None:
    made = synthetic.result(1, processes=1, noise=0.0, modes=False)
    found = cells(draw(tmp_path, made)[1], "right")
    assert (found["time", "libc"], found["gettimeofday", "vsyscall"]) == ("0.740", "528.0")
    assert ("getppid", "vdso") not in found


def test_a_figure_of_nothing_has_no_place_on_the_scale(tmp_path: Path) -> None:
    whole, _ = draw(tmp_path, synthetic.result(1, modes=False))
    cost, outcome = draw(
        tmp_path, with_row(synthetic.result(1, modes=False), "time/libc", real_time=0)
    )
    assert len(whole.lines) - len(cost.lines) == 2  # the mark and its interval
    assert signs(outcome)["time", "libc"] == "u"


def test_the_modes_of_a_call_are_no_calls_of_the_matrix(tmp_path: Path) -> None:
    def costs(modes: bool) -> list[float]:
        cost, _ = draw(tmp_path, synthetic.result(1, noise=0.0, modes=modes))
        return sorted(float(line.get_xdata()[0]) for line in cost.lines)

    assert costs(modes=True) == costs(modes=False)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (synthetic.exact(), "instructions a call, log scale (left is fewer)"),
        (synthetic.result(1), "nanoseconds a call, log scale (left is faster)"),
    ],
)
def test_the_axis_says_the_unit_and_what_is_good(
    made: synthetic.Json, said: str, tmp_path: Path
) -> None:
    cost, _ = draw(tmp_path, made)
    assert cost.get_xlabel() == said


def test_without_a_figure_there_is_no_plot(tmp_path: Path) -> None:
    made = synthetic.result(1)
    made["benchmarks"] = synthetic.error_rows("time/int80", "unavailable", "x")
    with pytest.raises(UsageError, match="^some has no call with figures to draw$"):
        draw(tmp_path, made)


@pytest.mark.parametrize(
    ("name", "most", "what"),
    [("f{}/vdso", style.MAX_ROWS, "functions"), ("getppid/p{}", style.MAX_SERIES, "paths")],
)
def test_more_than_a_picture_can_show_is_refused(
    name: str, most: int, what: str, tmp_path: Path
) -> None:
    made = synthetic.result(1, processes=1, modes=False)
    row = made["benchmarks"][0]
    made["benchmarks"] = [row | {"name": name.format(number)} for number in range(most + 1)]
    with pytest.raises(UsageError, match=f"^{most + 1} {what} are too many"):
        draw(tmp_path, made)
