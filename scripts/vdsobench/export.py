"""One robust figure a call for the tools that keep track of them: the median over processes."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Callable, Iterator, Sequence

from vdsobench import safe_text, schema, selection, terminal
from vdsobench.files import write_atomically
from vdsobench.safe_text import json_text

if TYPE_CHECKING:
    from vdsobench.figures import Figure
    from vdsobench.sides import Side

EXAMPLES = """
examples:
  github-action-benchmark, with tool: customSmallerIsBetter:
      export.py --format github result.json -o github.json
  Bencher, with bencher run --adapter json --file bencher.json:
      export.py --format bencher result.json -o bencher.json
  The textfile collector of Prometheus' node_exporter:
      export.py --format openmetrics result.json -o /var/lib/node_exporter/vdsobench.prom
  A spreadsheet:
      export.py --format csv results/*.json -o figures.csv

exit status: 0 exported, 2 wrong usage or unreadable results
"""
NANO = 1e-9
COLUMNS = "result call function path outcome unit median low high processes entries reason".split()


@dataclass(frozen=True, slots=True)
class Entry:
    side: Side
    name: str  # of the call; with more than one side, also of the side
    call: str
    figure: Figure | None  # none where the call could not be measured


def github(entries: Sequence[Entry]) -> str:
    """The array that github-action-benchmark reads as customSmallerIsBetter."""
    found = []
    for entry in entries:
        if entry.figure:
            outcome = entry.side.outcome(entry.call)
            extra = f"{entry.figure.processes} processes"
            row = {"name": entry.name, "unit": f"{entry.side.unit}/call"}
            row |= {"value": entry.figure.median, "range": _range(entry.figure)}  # type: ignore
            found.append(row | {"extra": f"outcome: {outcome}\n{extra}" if outcome else extra})
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


def openmetrics(entries: Sequence[Entry]) -> str:
    """Valid as OpenMetrics and as Prometheus' older text format, which the textfile collector
    reads: to the latter, UNIT and EOF are comments."""
    lines: list[str] = []
    for exact, name, unit, scale in (
        (False, "vdsobench_call_seconds", "seconds", NANO),
        (True, "vdsobench_call_instructions", "instructions", 1.0),
    ):
        rows = [e for e in entries if e.figure and e.side.is_exact == exact]
        samples = [(e, (e.figure.median if e.figure else 0.0) * scale) for e in rows]
        lines += _family(name, unit, "Median net cost of one call.", samples)
    counted = [(entry, entry.side.entries.get(entry.call)) for entry in entries]
    known = [(entry, count) for entry, count in counted if count is not None]
    lines += _family("vdsobench_call_entries", "", "Kernel entries made by one call.", known)
    lines += _outcomes(entries)
    return "\n".join([*lines, "# EOF"]) + "\n"


def _family(name: str, unit: str, text: str, rows: Sequence[tuple[Entry, float]]) -> Iterator[str]:
    if rows:
        yield f"# TYPE {name} gauge"
        yield from [f"# UNIT {name} {unit}"] if unit else []
        yield f"# HELP {name} {text}"
        yield from (f"{name}{{{_labels(entry)}}} {value!r}" for entry, value in rows)


def _outcomes(entries: Sequence[Entry]) -> Iterator[str]:
    """A series of their own, so that a change of outcome or kernel does not end all the others."""
    known = [entry for entry in entries if entry.side.outcome(entry.call)]
    if known:
        yield "# TYPE vdsobench_call_outcome gauge"
        yield "# HELP vdsobench_call_outcome What the call was seen to do, on which kernel."
        for entry in known:
            kernel = _label("kernel", entry.side.context(schema.KERNEL_RELEASE))
            outcome = _label("outcome", entry.side.outcome(entry.call))
            yield f"vdsobench_call_outcome{{{_labels(entry)},{outcome},{kernel}}} 1"


def _labels(entry: Entry) -> str:
    parts = entry.side.parts(entry.call)
    labels = {
        "result": entry.side.label,
        "call": entry.call,
        "function": parts.function,
        "path": parts.path,
    }
    return ",".join(_label(key, value) for key, value in labels.items())


def _label(key: str, value: str) -> str:
    return f'{key}="{safe_text.openmetrics(value)}"'


def to_csv(entries: Sequence[Entry]) -> str:
    return safe_text.csv_text([COLUMNS, *map(_row, entries)])


def _row(entry: Entry) -> list[object]:
    parts = entry.side.parts(entry.call)
    low, high = entry.figure.interval or ("", "") if entry.figure else ("", "")
    figures = (entry.figure.median, low, high, entry.figure.processes) if entry.figure else ()
    count = entry.side.entries.get(entry.call)
    return [
        *(entry.side.label, entry.call, parts.function, parts.path),
        *(entry.side.outcome(entry.call), entry.side.unit, *(figures or [""] * 4)),
        *("" if count is None else count, entry.side.reason(entry.call)),
    ]


FORMATS: dict[str, Callable[[Sequence[Entry]], str]] = {
    "github": github,
    "bencher": bencher,
    "openmetrics": openmetrics,
    "csv": to_csv,
}


def entries_of(sides: Sequence[Side]) -> list[Entry]:
    from vdsobench.figures import Figures

    found = []
    for side in sides:
        figures = Figures(side)
        for call in side.names:
            figure = figures.figure(call) if call in figures.group_of else None
            name = f"{side.label}: {call}" if len(sides) > 1 else call
            found.append(Entry(side, name, call, figure))
    return found


def parser() -> argparse.ArgumentParser:
    made = terminal.parser(
        "export.py",
        "Export one figure for each call, for tools that keep track of benchmarks.",
        EXAMPLES,
    )
    selection.add(made)
    made.add_argument("--format", choices=FORMATS, required=True)
    made.add_argument("-o", "--output", type=Path, help="file to write (default: standard output)")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    from vdsobench.groups import make_sides

    text = FORMATS[options.format](entries_of(make_sides(options.results, selection.of(options))))
    if options.output:
        write_atomically(options.output, text)
    else:
        terminal.write(text)
    return 0
