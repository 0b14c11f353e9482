"""A figure as a mark with its interval: the shape says which series, the inside the outcome."""

from __future__ import annotations

from typing import Any, Iterable

from matplotlib.lines import Line2D

from vdsobench.results import schema
from vdsobench.results.figures import Figure, Interval
from vdsobench.results.ways import others
from vdsobench.plot import style
from vdsobench.plot.style import FAINT, INK, PAPER, Series

# Calls that stay in user space are filled; those that enter the kernel are hollow.
HOLLOW = {schema.SYSCALL, schema.EMULATED, schema.FALLBACK}
INSIDES = {
    "filled: stays in user space": (schema.USERSPACE,),
    "hollow: enters the kernel": (schema.SYSCALL, schema.EMULATED, schema.FALLBACK),
    "half filled: entries not counted": (schema.UNCONFIRMED,),
}
# Told by what is inside a mark.
ON_MARKS = {schema.USERSPACE, schema.SYSCALL, schema.EMULATED, schema.UNCONFIRMED}


def mark(axes: Any, y: float, figure: Figure, kind: Series, outcome: str) -> None:
    """A figure at the height y, over its interval where it has one; other ways of an exact call are
    small marks beside it."""
    if _is_open(figure.interval):
        axes.plot(figure.interval, [y, y], color=INK, linewidth=1.3, marker="|", markersize=5)
    prices = [way.instructions for way in others(figure.ways)]
    if prices:
        axes.plot(prices, [y] * len(prices), **looks(kind, outcome), markersize=3, zorder=2)
    axes.plot(figure.median, y, **looks(kind, outcome), zorder=3)


def ends(figure: Figure) -> Interval:
    """From where to where mark() draws."""
    drawn = [figure.median, *(figure.interval or ())]
    drawn += [way.instructions for way in others(figure.ways)]
    return min(drawn), max(drawn)


def warn_of_fallback(axes: Any, y: float, figure: Figure) -> None:
    """The sign of a fallback beyond the mark and its interval, which would strike it out: hollow alone
    looks like any system call."""
    axes.annotate(
        style.MARKS[schema.FALLBACK][0],
        (ends(figure)[1], y),
        (8, 0),
        textcoords="offset points",
        va="center",
        fontweight="bold",
    )


def _is_open(interval: Interval | None) -> bool:
    """An interval of no width would be a stroke through the mark that says nothing."""
    return interval is not None and interval[0] < interval[1]


def looks(kind: Series, outcome: str) -> dict[str, Any]:
    """Words for matplotlib's plot(): hollow enters the kernel, half filled was not counted."""
    hollow = outcome in HOLLOW
    return {
        "marker": kind.marker,
        "linestyle": "none",
        "fillstyle": "left" if outcome == schema.UNCONFIRMED else "full",
        "markerfacecolor": PAPER if hollow else kind.colour,
        "markerfacecoloralt": PAPER,
        "markeredgecolor": kind.colour if hollow else INK,
        "markeredgewidth": 1.8 if hollow else 0.8,
    }


def key(kinds: Iterable[tuple[str, Series]]) -> list[Line2D]:
    """The legend of series: in grey the shapes still tell them apart."""
    return [Line2D([], [], label=label, **looks(kind, "")) for label, kind in kinds]


def interval_key(figures: Iterable[Figure], exact: bool) -> list[Line2D]:
    """The legend of bars, where there are any."""
    if not any(_is_open(figure.interval) for figure in figures):
        return []
    words = "bar: all that was counted" if exact else "bar: 95 % interval"
    return [Line2D([], [], label=words, color=INK, linewidth=1.3, marker="|", markersize=5)]


def outcome_key(outcomes: Iterable[str], every_sign: bool = False) -> list[Line2D]:
    """The legend of what is inside a mark, and of signs, for the outcomes that occur. every_sign:
    also of those that marks tell."""
    found = set(outcomes)
    plain = Series(FAINT, "o", "-")
    made = [
        Line2D([], [], label=label, **looks(plain, outcomes[0]))
        for label, outcomes in INSIDES.items()
        if found.intersection(outcomes)
    ]
    told = set() if every_sign else ON_MARKS
    signs = [sign for outcome, sign in style.MARKS.items() if outcome in found - told]
    words = [f"{sign}  {said}" for sign, said in signs]
    return made + [Line2D([], [], linestyle="none", label=text) for text in words]
