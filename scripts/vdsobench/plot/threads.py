"""What a call costs when several threads make it at once."""

from __future__ import annotations

from typing import Any

from matplotlib.ticker import NullLocator

from vdsobench.results.calls import path_order, path_words
from vdsobench.errors import UsageError
from vdsobench.results.figures import Figures
from vdsobench.plot import marks, scale, style
from vdsobench.results.sides import Side

PANEL = 3.0  # inches
FROM_ZERO = 20  # where the dearest costs so many times the cheapest, the axis is logarithmic
MANY = 8  # threads: the same of theirs


def draw(side: Side) -> Any:
    """A figure of what calls cost by how many threads make them. Raises UsageError without such
    rows."""
    figures = Figures(side)
    rows: dict[str, dict[str, list[tuple[int, str]]]] = {}
    for name in figures.names:
        parts = side.parts(name)
        if parts.threads and not parts.latency and name in figures.above_zero:
            paths = rows.setdefault(parts.function, {})
            paths.setdefault(parts.path, []).append((parts.threads, name))
    if not rows:
        raise UsageError(f"{side.label} has no rows of threads; measure with several threads first")
    style.refuse_too_many(len(rows), style.MAX_PANELS, "functions")
    for paths in rows.values():
        style.refuse_too_many(len(paths), style.MAX_SERIES, "paths")
    figure = style.canvas(style.HEIGHT_OF_HEAD + PANEL * len(rows))
    panels = figure.subplots(len(rows), 1, squeeze=False)[:, 0]
    style.heading(figure, "What a call costs when several threads make it at once", [side])
    for axes, (function, paths) in zip(panels, rows.items()):
        for index, path in enumerate(sorted(paths, key=path_order)):
            _line(axes, figures, sorted(paths[path]), style.line(style.path_series(path), index))
        axes.set_title(function, fontsize=10)
        _finish_costs(axes, _costs(figures, paths), style.unit_words([side]))
        _finish_counts(axes, sorted({count for found in paths.values() for count, _ in found}))
        axes.grid()
    panels[-1].set_xlabel("threads")
    seen = sorted({path for paths in rows.values() for path in paths}, key=path_order)
    style.legend(figure, [style.line_key(path_words(p), style.path_series(p)) for p in seen])
    return figure


def _line(
    axes: Any, figures: Figures, points: list[tuple[int, str]], looks: dict[str, Any]
) -> None:
    found = [(count, figures.figure(name)) for count, name in points]
    for count, figure in found:
        if figure.interval:
            axes.plot([count] * 2, figure.interval, color=style.INK, linewidth=1.3, marker="_")
    axes.plot([count for count, _ in found], [figure.median for _, figure in found], **looks)


def _costs(figures: Figures, paths: dict[str, list[tuple[int, str]]]) -> list[float]:
    found = [figures.figure(name) for points in paths.values() for _, name in points]
    return [cost for figure in found for cost in marks.ends(figure)]


def _finish_costs(axes: Any, costs: list[float], unit: str) -> None:
    if max(costs) <= FROM_ZERO * min(costs):
        scale.from_zero(axes, "y", max(costs))
        axes.set_ylabel(unit)
    else:
        scale.log_scale(axes, "y")
        axes.set_ylabel(f"{unit},\nlog scale")


def _finish_counts(axes: Any, counts: list[int]) -> None:
    """With as much room between 1 and 2 as between 32 and 64, where they are that many."""
    if counts[-1] > MANY * counts[0]:
        axes.set_xscale("log", base=2)
    axes.set_xticks(counts, [str(count) for count in counts])
    axes.xaxis.set_minor_locator(NullLocator())
