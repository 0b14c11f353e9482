"""Axes of costs: from zero, or logarithmic and visibly broken; and their numbers, in one style."""

from __future__ import annotations

import math
from typing import Any

from matplotlib.path import Path
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter
from matplotlib.transforms import ScaledTranslation

from vdsobench.plot.style import INK, PAPER

ROOM = 1.06  # beyond the highest
BREAK = "_break"  # the label of the mark where an axis does not reach zero; "_": in no legend
BREAK_AT = 0.12  # inches from the origin
_STROKES = [(-1.0, -0.9), (1.0, 0.1), (-1.0, -0.1), (1.0, 0.9)]
_GAP = [(0.0, -0.5), (0.0, 0.5)]


def from_zero(axes: Any, name: str, highest: float, whole: bool = False) -> None:
    """A length is as long as what it stands for. whole: only whole numbers have a tick. Where all
    are zero the axis reaches one."""
    axes.set(**{f"{name}lim": (0.0, highest * ROOM or 1.0)})
    axis = _axis(axes, name)
    axis.set_major_locator(MaxNLocator(6, integer=whole))
    axis.set_major_formatter(FuncFormatter(lambda value, _: plain_number(value)))


def log_scale(axes: Any, name: str, least_reach: float = 1.0) -> None:
    """Plain numbers at 1, 2 and 5, or only at powers of ten where the scale is long; and the sign of
    an axis that does not reach zero.

    least_reach is how far the scale goes, at the least, to either side of its middle: without it
    a difference of nothing would fill the picture.
    """
    axes.set(**{f"{name}scale": "log"})
    axis = _axis(axes, name)
    low, high = axis.get_view_interval()
    middle = math.sqrt(low * high)
    low, high = min(low, middle / least_reach), max(high, middle * least_reach)
    axes.set(**{f"{name}lim": (low, high)})
    steps = (1.0,) if high / low > 500 else (1.0, 2.0, 5.0)
    axis.set_major_locator(LogLocator(subs=steps, numticks=9))
    axis.set_major_formatter(FuncFormatter(lambda value, _: plain_number(value)))
    axis.set_minor_formatter(NullFormatter())
    mark_break(axes, name)


def mark_break(axes: Any, name: str) -> None:
    """Two strokes across the axis near its origin, where a scale from zero would begin."""
    shift = (BREAK_AT, 0.0) if name == "x" else (0.0, BREAK_AT)
    place = axes.transAxes + ScaledTranslation(*shift, axes.get_figure().dpi_scale_trans)
    for line, colour, width in ((_GAP, PAPER, 2.5), (_STROKES, INK, 1.1)):
        points = [(y, x) for x, y in line] if name == "x" else line
        shape = Path(points, [Path.MOVETO, Path.LINETO] * (len(line) // 2))
        looks = {"facecolors": "none", "edgecolors": colour, "linewidths": width, "s": 50}
        looks |= {"transform": place, "clip_on": False, "zorder": 5, "label": f"{BREAK}-{name}"}
        axes.scatter([0], [0], marker=shape, **looks)


def _axis(axes: Any, name: str) -> Any:
    return axes.xaxis if name == "x" else axes.yaxis


def plain_number(value: float) -> str:
    """Short enough that seven powers of ten fit below half a picture."""
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{letter}"
    return f"{value:g}"
