"""Gathers a result's rows, one per call per process, into calls.

Checks a column at a time, not a value: a thousand files hold half a million rows.
"""

from __future__ import annotations

import math
from array import array
from typing import Any, Mapping, Sequence

from vdsobench.results import code_parts, schema, ways
from vdsobench.results.calls import Call, parse_name
from vdsobench.results.document import BadContent, Json, expect, shown
from vdsobench.safe_text import one_line

MAX_ROWS = 100_000
# vdsobench has a hundred calls, and makes some 40 processes.
MAX_CALLS, MAX_PROCESSES = 5_000, 10_000
MAX_NAME = 300
MAX_FIGURE = 1e15  # in nanoseconds, eleven days a call
LEAST_FIGURE = 1e-6

Rows = list[Json]

_NUMBERS = (
    schema.REAL_TIME,
    schema.INSTRUCTIONS,
    schema.ENTRIES,
    schema.QUIET,
    schema.LOWEST_SHARE,
    schema.LOW,
    schema.HIGH,
    schema.TYPICAL,
    schema.COLD,
    *schema.OVER_WAYS,
    *schema.QUANTILES,
)


def gather(rows: list[Any], exact: bool, spread: bool) -> dict[str, Call]:
    """With spread, also the quantiles: only some plots need them, and they take their time."""
    named = {name: single for name, found in named_rows(rows).items() if (single := _single(found))}
    for name in named:
        _check_name(name)
    for key in _NUMBERS:
        _check_numbers(rows, key)
    figure = schema.INSTRUCTIONS if exact else schema.REAL_TIME
    calls = {name: _call(name, named[name], figure) for name in named}
    for name in named if exact else ():
        calls[name].ways = _ways(named[name])
        calls[name].code = _code(named[name])
    for name in named if spread else ():
        calls[name].quantiles = quantiles(named[name])
    return calls


def named_rows(rows: list[Any]) -> dict[str, Rows]:
    """Rows by the name of their call, in the file's order. Raises BadContent for what is no row,
    and for more of them than any run writes."""
    if len(rows) > MAX_ROWS:
        raise BadContent(f"has {len(rows):,} rows, more than the {MAX_ROWS:,} a result can have")
    named: dict[str, Rows] = {}
    for row in rows:
        if type(row) is not dict:
            raise BadContent(f"has a row that is not an object but {type(row).__name__}")
        name = row.get(schema.NAME)
        if type(name) is not str:
            expect(name, str, "a row's 'name'", "a string")
        named.setdefault(name, []).append(row)  # type: ignore[arg-type]
    _check_how_many(named)
    return named


def _check_how_many(named: dict[str, Rows]) -> None:
    if len(named) > MAX_CALLS:
        raise BadContent(f"has {len(named):,} calls, more than the {MAX_CALLS:,} it can have")
    for name, rows in named.items():
        if len(rows) > MAX_PROCESSES:
            raise BadContent(f"{shown(name)} has {len(rows):,} rows, more than {MAX_PROCESSES:,}")


def _single(rows: Rows) -> Rows:
    return [row for row in rows if row.get(schema.RUN_TYPE) != schema.AGGREGATE]


def settled(values: list[float]) -> list[float]:
    """So little is nothing: the ratio of any two figures that are left is finite."""
    return [0.0 if -LEAST_FIGURE < value < LEAST_FIGURE else value for value in values]


def _check_name(name: str) -> None:
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise BadContent(f"has a row named {shown(name)}, which is no name of a call")
    if not parse_name(name).path:
        raise BadContent(f"has a row named {shown(name)}, not of the form function/path")


def _check_numbers(rows: Rows, key: str) -> None:
    figures = [row[key] for row in rows if key in row]
    if not {*map(type, figures)} <= {float, int}:
        raise BadContent(f"has a row whose '{key}' should be a number, but is none")
    if figures and not -MAX_FIGURE <= min(figures) <= max(figures) <= MAX_FIGURE:
        raise BadContent(f"has a row whose '{key}' is absurd: beyond {MAX_FIGURE:g}")
    if math.isnan(sum(figures)):
        raise BadContent(f"has a row whose '{key}' is NaN, which is no number")


def _call(name: str, rows: Rows, figure: str) -> Call:
    _check_processes(name, rows)
    measured, reason = _measured(name, rows)
    call = Call(name, _worst_outcome(name, rows), reason)
    if not measured:
        return call
    if any(row.get(schema.TIME_UNIT, "ns") != "ns" for row in measured):
        raise BadContent(f"{name}: 'time_unit' should be ns")
    quiet = [row for row in measured if row.get(schema.QUIET, 1) > 0]
    call.shared = not quiet
    call.quiet = _column(sorted(measured, key=_process), schema.QUIET)
    call.lowest_share = _middle(_column(quiet, schema.LOWEST_SHARE))
    call.typical = _middle(_column(measured, schema.TYPICAL))
    call.cold = _middle(_column(measured, schema.COLD))
    call.interval = _interval(measured[0])
    call.values = array("d", settled(_figures(name, quiet or measured, figure)))
    call.entries = max((row[schema.ENTRIES] for row in rows if schema.ENTRIES in row), default=None)
    return call


def _ways(rows: Rows) -> ways.Ways:
    """Of all processes; a row without a figure has none."""
    found = [ways.of_row(row) for row in rows if not row.get(schema.ERROR_OCCURRED)]
    return ways.together(found) if found else ()


def _code(rows: Rows) -> code_parts.CodeParts | None:
    return code_parts.together(
        [code_parts.of_row(row) for row in rows if not row.get(schema.ERROR_OCCURRED)]
    )


def _interval(row: Json) -> tuple[float, float] | None:
    """Of the call, which the rows of all its processes tell alike."""
    if schema.LOW not in row or schema.HIGH not in row:
        return None
    return float(row[schema.LOW]), float(row[schema.HIGH])


def quantiles(rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The median of each quantile over those rows that have it."""
    columns = {key: settled([r[key] for r in rows if key in r]) for key in schema.QUANTILES}
    return {key: _median(column) for key, column in columns.items() if column}


def _check_processes(name: str, rows: Rows) -> None:
    processes: list[Any] = [row.get(schema.REPETITION_INDEX) for row in rows]
    if {*map(type, processes)} != {int} or not 0 <= min(processes) <= max(processes) < MAX_ROWS:
        raise BadContent(f"{name}: 'repetition_index' should be the number of the process")
    if len(set(processes)) != len(processes):
        raise BadContent(f"{name}: has two rows of one process; were files merged by mistake?")


def _measured(name: str, rows: Rows) -> tuple[Rows, str]:
    """The rows that have figures, and the reason why the last of the others has none."""
    if not any(schema.ERROR_OCCURRED in row for row in rows):
        return rows, ""
    measured, reason = [], ""
    for row in rows:
        error = row.get(schema.ERROR_OCCURRED, False)
        if error is False:
            measured.append(row)
        elif error is True:
            message = row.get(schema.ERROR_MESSAGE, "")
            reason = one_line(expect(message, str, "'error_message'", "a string"))
        else:
            raise BadContent(f"{name}: 'error_occurred' should be true or false")
    return measured, reason


def _worst_outcome(name: str, rows: Rows) -> str:
    """One process that entered the kernel is one too many: the worst stands for all."""
    labels: list[Any] = [row.get(schema.LABEL) for row in rows]
    if labels.count(labels[0]) == len(labels):
        labels = labels[:1]
    for label in labels:
        if label not in schema.OUTCOMES:
            raise BadContent(f"{name}: has the outcome {shown(label)}, which is unknown")
    return str(max(labels, key=lambda label: schema.BADNESS.get(label, -1)))


def _figures(name: str, rows: Rows, key: str) -> list[float]:
    try:
        return [row[key] for row in rows]
    except KeyError:
        raise BadContent(f"{name}: has a row without '{key}'") from None


def _process(row: Json) -> int:
    return row[schema.REPETITION_INDEX]  # type: ignore[no-any-return]


def _column(rows: Rows, key: str) -> list[float]:
    return [row[key] for row in rows if key in row]


def _middle(values: list[float]) -> float | None:
    return _median(values) if values else None


def _median(values: list[float]) -> float:
    """statistics.median would take as long to import as a whole file takes to read."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
