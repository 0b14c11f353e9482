"""Calls across kernels: a panel a call, a row a side, and words where there is no figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import synthetic
from comparisons import side, with_row

from vdsobench.errors import UsageError
from vdsobench.plot import kernels, save, style
from vdsobench.results.sides import Side

CALL = "getcpu/vdso"


def two(folder: Path) -> list[Side]:
    scaled = synthetic.result(2, modes=False, scale={CALL: 2.0})
    return [side(folder, "6.1", synthetic.result(1, modes=False)), side(folder, "6.12", scaled)]


def words(axes: Any) -> list[str]:
    return [text.get_text() for text in axes.texts]


def points(axes: Any) -> list[tuple[float, float]]:
    """The marks of the medians: cost and row."""
    found = [line for line in axes.lines if len(line.get_xdata()) == 1]
    return [(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in found]


def test_a_panel_a_call_with_a_row_a_side(tmp_path: Path) -> None:
    first, second = kernels.draw(two(tmp_path), [CALL, "time/libc"]).axes
    assert [axes.get_title("left") for axes in (first, second)] == [CALL, "time/libc"]
    assert [text.get_text() for text in first.get_yticklabels()] == ["6.1", "6.12"]
    (old, top), (new, bottom) = points(first)
    assert (top, bottom) == (0, 1) and new / old == pytest.approx(2, rel=0.01)
    low, high = first.get_ylim()
    assert low > high  # the first side is on top
    assert [float(text) for text in words(first)] == pytest.approx([old, new], rel=0.01)


def test_a_call_that_no_side_has_has_no_panel(tmp_path: Path) -> None:
    (axes,) = kernels.draw(two(tmp_path), ["none/none", CALL]).axes
    assert axes.get_title("left") == CALL


def test_a_side_without_a_figure_says_why(tmp_path: Path) -> None:
    made = synthetic.result(1, modes=False)
    made["benchmarks"] = [row for row in made["benchmarks"] if row["name"] != CALL]
    absent = made | {"benchmarks": made["benchmarks"] + synthetic.error_rows(CALL, "blocked", "x")}
    sides = [*two(tmp_path)[:1], side(tmp_path, "a", made), side(tmp_path, "b", absent)]
    (axes,) = kernels.draw(sides, [CALL]).axes
    assert words(axes)[1:] == ["not measured", "blocked"] and len(points(axes)) == 1


def test_a_fallback_has_its_sign_on_the_plot_and_in_the_key(tmp_path: Path) -> None:
    made = with_row(synthetic.result(1, modes=False), CALL, label="fallback")
    figure = kernels.draw([*two(tmp_path)[:1], side(tmp_path, "hpet", made)], [CALL])
    assert words(figure.axes[0]).count("F") == 1
    (legend,) = figure.legends
    labels = [text.get_text() for text in legend.get_texts()]
    assert "F  fell back to a system call" in labels and "filled: stays in user space" in labels


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (synthetic.exact(), ("instructions a call", "left is fewer")),
        (synthetic.result(1), ("nanoseconds a call", "left is faster")),
    ],
)
def test_the_axis_says_the_unit_and_what_is_good(
    made: synthetic.Json, said: tuple[str, str], tmp_path: Path
) -> None:
    (axes,) = kernels.draw([side(tmp_path, "one", made)], [CALL]).axes
    assert all(words in axes.get_xlabel() for words in said)


def test_an_equal_cost_does_not_fill_the_axis(tmp_path: Path) -> None:
    (axes,) = kernels.draw(two(tmp_path)[:1] * 2, [CALL]).axes
    assert axes.get_xlim()[0] == 0 and not axes.collections


@pytest.mark.parametrize(
    ("contexts", "title"),
    [
        ([{}, {}], "by result"),
        ([{"kernel_release": "6.1"}, {"kernel_release": "6.12"}], "by kernel"),
        ([{"libc": "a", "governor": "b", "rseq": "c"}, {}], "by libc, rseq, frequency governor"),
        (
            [{"libc": "a", "governor": "b", "rseq": "c", "seccomp_mode": "d"}, {}],
            "by libc, rseq, seccomp and 1 more",
        ),
    ],
)
def test_the_title_says_what_differs(
    contexts: list[synthetic.Json], title: str, tmp_path: Path
) -> None:
    made = [synthetic.result(1, modes=False, context=context) for context in contexts]
    sides = [side(tmp_path, str(at), one) for at, one in enumerate(made)]
    drawn = save.svg(kernels.draw(sides, [CALL])).decode()
    assert f"What calls cost, {title}<" in drawn


def test_the_key_says_what_a_bar_is_where_there_is_one(tmp_path: Path) -> None:
    def bars(made: synthetic.Json) -> list[str]:
        (legend,) = kernels.draw([side(tmp_path, "one", made)], [CALL]).legends
        labels = [text.get_text() for text in legend.get_texts()]
        return [label for label in labels if label.startswith("bar")]

    assert bars(synthetic.result(1)) == ["bar: 95 % interval"]
    assert bars(synthetic.result(1, processes=1)) == bars(synthetic.exact()) == []


def test_more_than_a_picture_can_show_is_refused(tmp_path: Path) -> None:
    sides = two(tmp_path)
    with pytest.raises(
        UsageError, match=f"^{kernels.MAX_SIDES + 2} kernels are too many .*--where"
    ):
        kernels.draw(sides * (kernels.MAX_SIDES // 2 + 1), [CALL])
    calls = [CALL] * (style.MAX_PANELS + 1)
    with pytest.raises(UsageError, match=f"^{len(calls)} calls are too many"):
        kernels.draw(sides, calls)


def test_calls_that_no_side_has_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="^no result has figures of a/b or time/int80$"):
        kernels.draw(two(tmp_path), ["a/b", "time/int80"])
