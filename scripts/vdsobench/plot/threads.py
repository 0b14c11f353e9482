"""What a call costs when several threads make it at once."""

from __future__ import annotations

from typing import Any

from vdsobench.results.calls import path_order, path_words
from vdsobench.errors import UsageError
from vdsobench.results.figures import Figures
from vdsobench.plot import style
from vdsobench.results.sides import Side

PANEL = 3.0  # inches
LEAST_REACH = 2.0


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
        counts = sorted({count for found in paths.values() for count, _ in found})
        _finish(axes, function, counts, style.unit_words([side]))
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


def _finish(axes: Any, function: str, counts: list[int], unit: str) -> None:
    axes.set_title(function, fontsize=10)
    style.log_scale(axes, "y", LEAST_REACH)
    axes.set_ylabel(f"{unit},\nlog scale")
    axes.set_xticks(counts)
    axes.grid()
