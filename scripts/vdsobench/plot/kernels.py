"""Calls across kernels: dots with their intervals, in nanoseconds or in instructions."""

from __future__ import annotations

from typing import Any, Sequence

from vdsobench.results import schema
from vdsobench.results.calls import parse_name
from vdsobench.compare.wording import digits
from vdsobench.errors import UsageError
from vdsobench.results.figures import Figures
from vdsobench.plot import style
from vdsobench.plot.marks import mark, outcome_key, warn_of_fallback
from vdsobench.results.sides import Side

ROW = 0.3  # inches
HEAD_OF_PANEL = 0.75
LEAST_SPAN = 0.2  # of the figure itself
MAX_SIDES = 40  # more rows than this are a picture that no one can read


def draw(sides: Sequence[Side], calls: Sequence[str]) -> Any:
    """A figure with a panel a call, of each a row a side. Raises UsageError for more than a picture
    can show, or where no side has the calls."""
    if len(sides) > MAX_SIDES:
        raise UsageError(f"{len(sides)} kernels are too many for a plot: choose some by --where")
    figures = [Figures(side) for side in sides]
    drawn = [call for call in calls if any(call in known.group_of for known in figures)]
    if not drawn:
        raise UsageError(f"no result has figures of {' or '.join(calls)}")
    style.refuse_too_many(len(drawn), style.MAX_PANELS, "calls")
    height = style.HEIGHT_OF_HEAD + (HEAD_OF_PANEL + ROW * len(sides)) * len(drawn)
    figure = style.canvas(height)
    panels = figure.subplots(len(drawn), 1, squeeze=False)[:, 0]
    unit = style.unit_words(sides)
    style.heading(figure, f"What calls cost on each kernel, in {unit}", sides)
    for index, (axes, call) in enumerate(zip(panels, drawn)):
        path = parse_name(call).path
        _panel(axes, call, figures, style.path_series(path) if path else style.series(index))
    panels[-1].set_xlabel(f"{unit} ({style.left_words(sides)})")
    handles = outcome_key(side.outcome(call) for side in sides for call in drawn)
    style.legend(figure, handles)
    return figure


def _panel(axes: Any, call: str, figures: Sequence[Figures], kind: style.Series) -> None:
    for row, known in enumerate(figures):
        outcome = known.side.outcome(call)
        if call in known.group_of:
            found = known.figure(call)
            mark(axes, row, found, kind, outcome)
            if outcome == schema.FALLBACK:
                warn_of_fallback(axes, row, found)
            words = digits(found.median, known.side.is_exact)
            axes.annotate(
                words, (1.01, row), xycoords=("axes fraction", "data"), va="center", fontsize=9
            )
        else:
            said = style.MARKS.get(outcome, ("", "not measured"))[1]
            axes.annotate(
                said, (0.02, row), xycoords=("axes fraction", "data"), va="center", fontsize=9
            )
    axes.set_title(call, fontsize=10)
    axes.set_yticks(range(len(figures)), [style.shorten(f.side.label) for f in figures])
    axes.set_ylim(len(figures) - 0.5, -0.5)
    _widen(axes, [known.figure(call).median for known in figures if call in known.group_of])
    axes.grid(axis="both")


def _widen(axes: Any, medians: Sequence[float]) -> None:
    """Without this the axis would make a difference of nothing fill the picture."""
    middle = sum(medians) / len(medians)
    low, high = axes.get_xlim()
    axes.set_xlim(min(low, middle * (1 - LEAST_SPAN / 2)), max(high, middle * (1 + LEAST_SPAN / 2)))
