"""Functions by paths: what each path costs, and where it leads."""

from __future__ import annotations

from typing import Any

from vdsobench.results import schema
from vdsobench.results.calls import path_order, path_words
from vdsobench.errors import UsageError
from vdsobench.results.figures import Figures
from vdsobench.compare.wording import digits
from vdsobench.plot import quiet, scale, style
from vdsobench.plot.marks import key, mark, outcome_key
from vdsobench.results.sides import Side

SPACING = 0.09  # inches between the paths of one function: a mark's height


def draw(side: Side) -> Any:
    """A figure with a row a function, of each a mark a path. Raises UsageError where no call has a
    figure above zero."""
    names = {(p.function, p.path): n for n in side.names if (p := side.parts(n)).is_basic}
    figures = Figures(side)
    drawn = figures.above_zero
    if not drawn.intersection(names.values()):
        raise UsageError(f"{side.label} has no call with figures to draw")
    functions = list(dict.fromkeys(function for function, _ in names))
    paths = sorted({path for _, path in names}, key=path_order)
    style.refuse_too_many(len(functions), style.MAX_ROWS, "functions")
    style.refuse_too_many(len(paths), style.MAX_SERIES, "paths")
    dodge = 1 / (len(paths) + 0.6)  # of a row
    height = 0.9 + SPACING / dodge * len(functions)
    shares = quiet.shares(side)
    cost, outcome = _axes(height, len(paths), shares)
    figure = cost.figure
    style.heading(figure, "What each path costs, and which enter the kernel", [side])
    for (function, path), name in names.items():
        row = functions.index(function)
        seen = side.outcome(name)
        if name in drawn:
            y = row + (paths.index(path) - (len(paths) - 1) / 2) * dodge
            mark(cost, y, figures.figure(name), style.path_series(path), seen)
        figure_words = digits(figures.figure(name).median, side.is_exact) if name in drawn else ""
        _outcome_cell(outcome, (paths.index(path), row), seen, figure_words)
    _finish_cost(cost, functions, side)
    _finish_outcomes(outcome, paths)
    handles = key((path_words(path), style.path_series(path)) for path in paths)
    handles += outcome_key((side.outcome(name) for name in names.values()), every_sign=True)
    style.legend(figure, handles)
    return figure


def _axes(height: float, paths: int, shares: list[float]) -> tuple[Any, Any]:
    """Of costs and of outcomes, and below them the strip of quiet, where it is known."""
    below = quiet.HEIGHT if shares else 0
    figure = style.canvas(style.HEIGHT_OF_HEAD + height + below)
    grid = figure.add_gridspec(
        2 if shares else 1,
        2,
        width_ratios=(4, 0.85 * paths + 0.1),
        height_ratios=(height, below) if shares else None,
    )
    cost = figure.add_subplot(grid[0, 0])
    outcome = figure.add_subplot(grid[0, 1], sharey=cost)
    outcome.tick_params(labelleft=False)
    if shares:
        quiet.draw(figure.add_subplot(grid[1, :]), shares)
    return cost, outcome


def _outcome_cell(axes: Any, place: tuple[int, int], outcome: str, figure: str) -> None:
    """As in the table: the figure, then the outcome's mark, those of a path below each other."""
    column, row = place
    sign = style.MARKS.get(outcome, ("", ""))[0]
    bold = "bold" if outcome in (schema.FALLBACK, schema.DISAGREES) else "normal"
    axes.text(column + 0.22, row, figure, ha="right", va="center", fontsize=8.5)
    axes.text(column + 0.34, row, sign, ha="center", va="center", fontweight=bold, fontsize=11)


def _finish_cost(axes: Any, functions: list[str], side: Side) -> None:
    scale.log_scale(axes, "x")
    axes.set_xlabel(f"{style.unit_words([side])}, log scale ({style.left_words([side])})")
    axes.set_yticks(range(len(functions)), [style.shorten(name, 34) for name in functions])
    axes.set_ylim(len(functions) - 0.5, -0.5)
    axes.grid(axis="x", which="major")
    for row in range(len(functions) - 1):
        axes.axhline(row + 0.5, color=style.FAINT, linewidth=0.5, alpha=0.5)


def _finish_outcomes(axes: Any, paths: list[str]) -> None:
    axes.set_xlim(-0.6, len(paths) - 0.4)
    axes.set_xticks(range(len(paths)), paths, rotation=60, ha="left", rotation_mode="anchor")
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_xlabel("figures and outcomes")
    for spine in axes.spines.values():
        spine.set_visible(False)
