"""How batches, or single calls, are spread: the distribution, and its tail."""

from __future__ import annotations

from typing import Any, Sequence

from matplotlib.ticker import FuncFormatter

from vdsobench.results import schema
from vdsobench.results.calls import Name, path_order, path_words
from vdsobench.errors import UsageError
from vdsobench.plot import scale, style
from vdsobench.results.sides import Side
from vdsobench.suggestion import suggestion

Curve = tuple[str, style.Series, dict[str, float]]


def draw(side: Side, function: str) -> Any:
    """A figure of the function's quantiles by path: of batches, and of single calls where they were
    timed. Raises UsageError where there are none."""
    kinds = {"batches": False, "single calls": True}
    found = {what: _curves(side, function, latency) for what, latency in kinds.items()}
    found = {what: curves for what, curves in found.items() if curves}
    if not found:
        known = dict.fromkeys(side.parts(n).function for n in side.names if side.quantiles(n))
        hint = suggestion(function, list(known))
        raise UsageError(f"{side.label} has no quantiles of {function} for --call: {hint}")
    for curves in found.values():
        style.refuse_too_many(len(curves), style.MAX_SERIES, "paths")
    figure = style.canvas(style.HEIGHT_OF_HEAD + 2.8 * len(found))
    rows = figure.subplots(len(found), 2, squeeze=False)
    what_of, size = ("How many instructions", "many") if side.is_exact else ("How long", "long")
    style.heading(figure, f"{what_of} {function} takes: the middle and the tail", [side])
    for (spread, tail), (what, curves) in zip(rows, found.items()):
        for index, (_, kind, quantiles) in enumerate(curves):
            _draw_spread(spread, kind, index, quantiles)
            _draw_tail(tail, kind, index, quantiles)
        _finish(spread, f"share of {what} at most this {size}", side)
        _finish(tail, f"share of {what} {'more' if side.is_exact else 'longer'} than this", side)
        spread.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0%}"))
        tail.set_yscale("log")
        tail.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value * 100:g}%"))
    _legend(figure, [curve for curves in found.values() for curve in curves])
    return figure


def _curves(side: Side, function: str, latency: bool) -> list[Curve]:
    wanted = Name(function, latency=latency)
    found = []
    for name in side.names:
        parts = side.parts(name)
        if parts._replace(path="") == wanted:
            # A logarithmic scale shows no others.
            quantiles = {key: time for key, time in side.quantiles(name).items() if time > 0}
            if len(quantiles) > 1:
                found.append((parts.path, quantiles))
    found.sort(key=lambda pair: path_order(pair[0]))
    return [(path_words(path), style.path_series(path), quantiles) for path, quantiles in found]


def _points(quantiles: dict[str, float]) -> list[tuple[float, float]]:
    return [(quantiles[key], share) for key, share in schema.QUANTILES.items() if key in quantiles]


def _draw_spread(axes: Any, kind: style.Series, index: int, quantiles: dict[str, float]) -> None:
    times, shares = zip(*_points(quantiles))
    axes.plot(times, shares, **style.line(kind, index))


def _draw_tail(axes: Any, kind: style.Series, index: int, quantiles: dict[str, float]) -> None:
    """Without the maximum, of which no share is longer."""
    times, shares = zip(*[point for point in _points(quantiles) if point[1] < 1])
    axes.plot(times, [1 - share for share in shares], **style.line(kind, index))


def _finish(axes: Any, label: str, side: Side) -> None:
    scale.log_scale(axes, "x")
    axes.set_xlabel(f"{style.unit_words([side])}, log scale")
    axes.set_title(label, fontsize=9)
    axes.grid(which="major")


def _legend(figure: Any, curves: Sequence[Curve]) -> None:
    kinds = {label: kind for label, kind, _ in curves}
    style.legend(figure, [style.line_key(label, kind) for label, kind in kinds.items()])
