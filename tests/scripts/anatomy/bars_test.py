"""Stacked bars: the stretches are the phases, end to end, and each document has its row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from anatomy import recorded
from matplotlib.colors import to_rgba

from vdsobench.anatomy import bars, documents
from vdsobench.anatomy.documents import Named
from vdsobench.errors import UsageError
from vdsobench.plot import save, style


def named(label: str, *calls: recorded.Json) -> Named:
    return label, documents.checked(recorded.document(label, "", *calls))


OLDER = named("6.9", recorded.call("getppid/insn", 50, 10), recorded.call("time/insn", 40, 9))
NEWER = named("6.12", recorded.call("getppid/insn", 45, 60))


def stretches(axes: Any) -> list[tuple[float, float, float]]:
    """Row, begin and length of each."""
    return [(it.get_y() + it.get_height() / 2, it.get_x(), it.get_width()) for it in axes.patches]


def words(axes: Any) -> list[str]:
    return [text.get_text() for text in axes.texts]


def test_a_bar_is_the_phases_end_to_end_with_their_sum() -> None:
    (axes,) = bars.draw([OLDER, NEWER], ["getppid/insn"]).axes[:1]
    assert stretches(axes) == [
        (0, 0, 1), (0, 1, 50), (0, 51, 10),
        (1, 0, 1), (1, 1, 45), (1, 46, 60),
    ]  # fmt: skip
    assert words(axes) == ["61", "106"]
    assert [text.get_text() for text in axes.get_yticklabels()] == ["6.9", "6.12"]
    low, high = axes.get_ylim()
    assert low > high  # the first document is on top


def test_panels_have_one_scale_from_zero() -> None:
    first, second = bars.draw([OLDER, NEWER], ["getppid/insn", "time/insn"]).axes
    assert first.get_xlim() == second.get_xlim() and first.get_xlim()[0] == 0
    assert first.get_xlim()[1] > 106


def test_the_colours_are_those_of_all_plots() -> None:
    assert {colour for colour, _ in bars.COLOURS.values()} <= {colour for colour, _ in style.SERIES}
    assert list(bars.COLOURS) == list(bars.PHASES)


def test_what_all_recordings_have_is_said_once() -> None:
    both = [(f"{label},vsyscall=xonly", it) for label, it in (OLDER, NEWER)]
    figure = bars.draw(both, ["getppid/insn"])
    assert [text.get_text() for text in figure.axes[0].get_yticklabels()] == ["6.9", "6.12"]
    assert save.svg(figure).count(b"vsyscall=xonly") == 1


def test_a_phase_looks_the_same_everywhere() -> None:
    (axes,) = bars.draw([OLDER], ["getppid/insn"]).axes[:1]
    drawn = [it.get_facecolor() for it in axes.patches]
    assert drawn == [to_rgba(bars.LOOKS[it]["facecolor"]) for it in ("caller", "entry", "work")]
    looks = {(look["facecolor"], look["hatch"]) for look in bars.LOOKS.values()}
    assert len(looks) == len(bars.PHASES)


def test_the_legend_has_the_phases_that_occur_in_their_order() -> None:
    (legend,) = bars.draw([OLDER], ["getppid/insn"]).legends
    assert [text.get_text() for text in legend.get_texts()] == ["caller", "entry", "work"]


def test_a_call_that_a_document_lacks_says_so_in_its_row() -> None:
    first, second = bars.draw([OLDER, NEWER], ["getppid/insn", "time/insn"]).axes
    assert words(second) == ["50", "not recorded"]
    assert [axes.get_title("left") or axes.get_title() for axes in (first, second)] == [
        "getppid/insn",
        "time/insn",
    ]


def test_the_last_row_of_panels_may_be_half_empty() -> None:
    calls = ["getppid/insn", "time/insn", "getcpu/insn"]
    shown = [axes.axison for axes in bars.draw([OLDER], calls).axes]
    assert shown == [True, True, True, False]


@pytest.mark.parametrize(
    ("number", "calls", "reason"),
    [
        (style.MAX_ROWS + 1, 1, f"{style.MAX_ROWS + 1} recordings are too many"),
        (1, style.MAX_PANELS + 1, f"{style.MAX_PANELS + 1} calls are too many"),
    ],
)
def test_more_than_a_picture_can_show_is_refused(number: int, calls: int, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        bars.draw([OLDER] * number, ["getppid/insn"] * calls)
