"""The plots of the page, each with the table that says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Iterator, Sequence

from vdsobench.errors import UsageError
from vdsobench.plot import kernels, matrix, quantiles, save, threads
from vdsobench.report import svg, tables
from vdsobench.report.tables import Table
from vdsobench.results.sides import Side
from vdsobench.results.tables import default_paths

HEADLINE_PATHS = default_paths(besides="insn")


@dataclass(frozen=True, slots=True)
class Plot:
    title: str
    picture: str  # SVG, safe to include: text in it is escaped by the writer of XML
    table: Table


def plots(sides: Sequence[Side]) -> list[Plot]:
    """Those for which there is something to draw."""
    return [plot for make in (_kernels, _matrix, _quantiles, _threads) for plot in make(sides)]


def _matrix(sides: Sequence[Side]) -> Iterator[Plot]:
    side = sides[0]
    yield from _plot(
        "matrix",
        f"{side.label}: what each path costs, and which enter the kernel",
        "One row for each function, one mark for each path, on a logarithmic scale.",
        lambda: matrix.draw(side),
        tables.matrix(side),
    )


def _kernels(sides: Sequence[Side]) -> Iterator[Plot]:
    if len(sides) < 2:
        return
    calls = _headline_calls(sides)
    yield from _plot(
        "kernels",
        "Headline calls on each result",
        "One row for each result, with the median and its 95 % interval.",
        lambda: kernels.draw(sides, calls),
        tables.kernels(sides[: kernels.MAX_SIDES], calls),
    )


def _headline_calls(sides: Sequence[Side]) -> list[str]:
    """Of the function that comes first in the results, which is gettimeofday unless filtered."""
    names = [name for side in sides for name in side.names if side.parts(name).is_basic]
    function = sides[0].parts(names[0]).function if names else ""
    wanted = [f"{function}/{path}" for path in HEADLINE_PATHS]
    return [name for name in wanted if name in names] or list(dict.fromkeys(names))[:3]


def _quantiles(sides: Sequence[Side]) -> Iterator[Plot]:
    side = sides[0]
    function = side.parts(side.names[0]).function if side.names else ""
    yield from _plot(
        "quantiles",
        f"{side.label}: how {function} is spread",
        "The share of batches, and of single calls where they were timed, by how long they took.",
        lambda: quantiles.draw(side, function),
        tables.quantiles(side, function),
    )


def _threads(sides: Sequence[Side]) -> Iterator[Plot]:
    yield from _plot(
        "threads",
        f"{sides[0].label}: several threads at once",
        "What a call costs, by how many threads make it at once.",
        lambda: threads.draw(sides[0]),
        tables.threads(sides[0]),
    )


def _plot(
    kind: str, title: str, description: str, draw: Callable[[], Any], table: Table
) -> Iterator[Plot]:
    try:
        drawn = save.svg(draw(), paper="none")  # the page's own shows through
    except UsageError:  # nothing to draw: these results have no such rows
        return
    yield embedded(kind, title, description, drawn, table)


def embedded(kind: str, title: str, description: str, drawn: bytes, table: Table) -> Plot:
    """kind: what no other plot of the page is."""
    return Plot(title, svg.embed(drawn, f"{kind}-", title, description), table)
