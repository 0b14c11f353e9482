"""The scatter: each call at its figures, its range beside it, and names that do not cover another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import synthetic
from anatomy import recorded

from vdsobench.anatomy import against, documents, scatter
from vdsobench.anatomy.model import Document
from vdsobench.errors import UsageError
from vdsobench.plot import save
from vdsobench.results import loader
from vdsobench.results.loader import Result

NAMES = ("getppid/insn", "time/insn", "time/vsyscall")


def document(*names: str) -> Document:
    calls = [recorded.with_costly(recorded.call(name, 50, 10), syscall=1) for name in names]
    return documents.checked(recorded.document("6.18", "", *calls))


@pytest.fixture
def measured(tmp_path: Path) -> Result:
    return loader.load(synthetic.write(tmp_path / "x.json", synthetic.result()))


def points(axes: Any) -> list[tuple[float, float]]:
    """Of marks, which are a line of one point each."""
    lines = [(line.get_xdata(), line.get_ydata()) for line in axes.lines]
    return sorted((float(x[0]), float(y[0])) for x, y in lines if len(x) == 1)


def test_each_call_has_a_mark_and_a_range(measured: Result) -> None:
    (axes,) = scatter.draw(document(*NAMES), measured).axes
    held = against.of(document(*NAMES), measured)
    ns = 1 / synthetic.CORE_GHZ
    expected = sorted((it.estimated.told, it.measured * ns) for it in held)
    assert len(held) == 3 and points(axes) == [pytest.approx(it) for it in expected]
    ranges = [list(line.get_xdata()) for line in axes.lines if len(line.get_xdata()) == 2]
    assert all([it.estimated.low, it.estimated.high] in ranges for it in held)


def test_on_the_line_a_cycle_takes_what_the_clock_says(measured: Result) -> None:
    (axes,) = scatter.draw(document(*NAMES), measured).axes
    (line,) = (it for it in axes.lines if it.get_linestyle() == "--")
    for x, y in zip(line.get_xdata(), line.get_ydata()):
        assert y * synthetic.CORE_GHZ == pytest.approx(x)


def test_names_and_errors_and_the_machine_are_in_the_picture(measured: Result) -> None:
    drawn = save.svg(scatter.draw(document(*NAMES), measured)).decode()
    for words in (*NAMES, "in the kernel: estimated", "recorded: 6.18", "range of the estimate"):
        assert words in drawn
    assert "in user space" not in drawn


def test_more_calls_than_names_have_room_are_refused(
    measured: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scatter, "MAX_CALLS", 2)
    with pytest.raises(UsageError, match="3 calls are too many"):
        scatter.draw(document(*NAMES), measured)


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ([0.1, 0.5], [0.1, 0.5]),
        ([0.5, 0.5], [0.45, 0.55]),
        ([0.4, 0.5, 0.5, 0.9], [0.3667, 0.4667, 0.5667, 0.9]),
        ([], []),
    ],
)
def test_places_that_touch_move_apart_around_where_they_wanted_to_be(
    wanted: list[float], places: list[float]
) -> None:
    assert scatter.apart(wanted, 0.1) == pytest.approx(places, abs=1e-4)
