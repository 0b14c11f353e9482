"""Estimated cycles against measured time: a mark a call, and the line on which the two agree."""

from __future__ import annotations

import math
from typing import Any, Sequence

from matplotlib.lines import Line2D

from vdsobench.anatomy import against
from vdsobench.anatomy.against import KERNEL, USER, Held
from vdsobench.anatomy.model import Document
from vdsobench.plot import scale, style
from vdsobench.results.loader import Result

TITLE = "Cycles estimated from instructions, against what was measured"
HEIGHT = 7.0
APART = 0.032  # of the height, between names
MAX_CALLS = 30  # with their names below each other
LEADER = {
    "arrowstyle": "-",
    "color": style.FAINT,
    "linewidth": 0.6,
    "shrinkA": 1,
    "shrinkB": 0,
    "relpos": (0, 0.5),
}
SHAPES = {USER: style.series(0), KERNEL: style.series(4)}


def draw(document: Document, result: Result) -> Any:
    """A matplotlib figure. Raises UsageError for calls that are no estimates or not measured, or more
    than a picture can show."""
    held = against.of(document, result)
    style.refuse_too_many(len(held), MAX_CALLS, "calls")
    ns = 1e9 / (result.core_hz or 1e9)  # a cycle
    figure = style.canvas(HEIGHT)
    style.words(figure, TITLE, against.machines(document, result)[0])
    axes = figure.subplots()
    for it in held:
        _mark(axes, it, ns)
    _finish(axes, ns)
    figure.supxlabel("\n".join(against.errors(held)), x=0.01, ha="left", fontsize=8)
    _name(axes, held, ns)
    style.legend(figure, _key(held), columns=4)
    return figure


def _mark(axes: Any, it: Held, ns: float) -> None:
    kind, y = SHAPES[it.where], it.measured * ns
    ends = [it.estimated.low, it.estimated.high]
    axes.plot(ends, [y, y], color=kind.colour, linewidth=1.0, marker="|", alpha=0.6)
    looks = {"color": kind.colour, "marker": kind.marker, "markeredgecolor": style.INK}
    axes.plot([it.estimated.told], [y], linestyle="none", zorder=3, **looks)


def _finish(axes: Any, ns: float) -> None:
    scale.log_scale(axes, "x")
    scale.log_scale(axes, "y")
    ends, limits = axes.get_xlim(), axes.get_ylim()
    axes.plot(ends, [x * ns for x in ends], color=style.FAINT, linestyle="--", zorder=0)
    axes.set(xlim=ends, ylim=limits)
    axes.set_xlabel("cycles a call, estimated (log scale)")
    axes.set_ylabel("nanoseconds a call, measured (log scale)")
    axes.grid()


def _name(axes: Any, held: Sequence[Held], ns: float) -> None:
    """In a column at the right, each on the height of its mark or as near as there is room."""
    low, high = (math.log(end) for end in axes.get_ylim())
    its = sorted(held, key=lambda it: it.measured)
    wanted = [(math.log(it.measured * ns) - low) / (high - low) for it in its]
    for it, y, place in zip(its, wanted, apart(wanted, APART)):
        axes.annotate(
            it.name,
            (1.0, y),
            (1.03, place),
            xycoords="axes fraction",
            textcoords="axes fraction",
            va="center",
            fontsize=8,
            arrowprops=LEADER,
            annotation_clip=False,
        )


def apart(wanted: Sequence[float], least: float) -> list[float]:
    """Ascending places that are at least so far from each other: those that touch are moved together,
    around where they wanted to be."""
    groups: list[list[float]] = []  # each with what its members want
    for place in wanted:
        groups.append([place])
        while len(groups) > 1 and _end(groups[-2], least) + least > _begin(groups[-1], least):
            groups[-2:] = [groups[-2] + groups[-1]]
    return [_begin(group, least) + i * least for group in groups for i in range(len(group))]


def _begin(group: Sequence[float], least: float) -> float:
    return sum(group) / len(group) - least * (len(group) - 1) / 2


def _end(group: Sequence[float], least: float) -> float:
    return _begin(group, least) + least * (len(group) - 1)


def _key(held: Sequence[Held]) -> list[Line2D]:
    made = []
    for place, kind in SHAPES.items():
        if any(it.where == place for it in held):
            looks = {"color": kind.colour, "marker": kind.marker, "markeredgecolor": style.INK}
            made.append(Line2D([], [], linestyle="none", label=place, **looks))
    made.append(Line2D([], [], color=style.FAINT, linestyle="--", label="as estimated"))
    return [*made, Line2D([], [], color=style.INK, marker="|", label="bar: range of the estimate")]
