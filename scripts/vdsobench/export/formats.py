"""Figures as the tools that keep track of benchmarks read them."""

from __future__ import annotations

from typing import Callable, Sequence

from vdsobench import safe_text
from vdsobench.export.entries import Entry
from vdsobench.export.openmetrics import openmetrics
from vdsobench.results.figures import Figure
from vdsobench.safe_text import json_text

COLUMNS = (
    "result call function path outcome unit median low high processes typical cold quiet entries"
    " reason remedy"
).split()


def github(entries: Sequence[Entry]) -> str:
    """The array that github-action-benchmark reads as customSmallerIsBetter."""
    found = []
    for entry in entries:
        if entry.figure:
            outcome = entry.side.outcome(entry.call)
            extra = f"{entry.figure.processes} processes"
            row = {"name": entry.name, "unit": f"{entry.side.unit}/call"}
            row |= {"value": entry.figure.median, "range": _range(entry.figure)}  # type: ignore
            why = entry.side.why(entry.call)
            said = f"outcome: {outcome}{f' ({why})' if why else ''}"
            found.append(row | {"extra": f"{said}\n{extra}" if outcome else extra})
    return json_text(found)


def _range(figure: Figure) -> str:
    low, high = figure.interval or (figure.median, figure.median)
    return f"± {max(high - figure.median, figure.median - low):.4g}"


def bencher(entries: Sequence[Entry]) -> str:
    """Bencher Metric Format; latency and instructions are measures that Bencher knows."""
    found = {}
    for entry in entries:
        if entry.figure:
            metric = {"value": entry.figure.median}
            if entry.figure.interval:
                low, high = entry.figure.interval
                metric |= {"lower_value": low, "upper_value": high}
            measure = "instructions" if entry.side.is_exact else "latency"
            found[entry.name] = {measure: metric}
    return json_text(found)


def to_csv(entries: Sequence[Entry]) -> str:
    """A row for every call, also of those without figures, under COLUMNS."""
    return safe_text.csv_text([COLUMNS, *map(_row, entries)])


def _row(entry: Entry) -> list[object]:
    parts = entry.side.parts(entry.call)
    low, high = entry.figure.interval or ("", "") if entry.figure else ("", "")
    figures = (entry.figure.median, low, high, entry.figure.processes) if entry.figure else ()
    return [
        *(entry.side.label, entry.call, parts.function, parts.path),
        *(entry.side.outcome(entry.call), entry.side.unit, *(figures or [""] * 4)),
        *map(_known, (entry.side.typical(entry.call), entry.side.cold(entry.call))),
        *map(_known, (entry.side.quiet(entry.call), entry.side.entries.get(entry.call))),
        entry.side.why(entry.call),
        saying.remedy if (saying := entry.side.saying(entry.call)) else "",
    ]


def _known(value: float | None) -> object:
    return "" if value is None else value


WRITERS: dict[str, Callable[[Sequence[Entry]], str]] = {
    "github": github,
    "bencher": bencher,
    "openmetrics": openmetrics,
    "csv": to_csv,
}
