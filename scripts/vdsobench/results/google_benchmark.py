"""Results as Google Benchmark 1.4 to 1.9 itself writes them (src/json_reporter.cc of each).

They are taken as they come: what is not needed refuses no file, and what a benchmark lacks is the
reason why that one has no figure.
"""

from __future__ import annotations

import math
import re
from array import array
from typing import Any, Callable, Iterator, Sequence

from vdsobench.results import document, schema
from vdsobench.results.calls import Call
from vdsobench.results.document import BadContent, Json
from vdsobench.results.rows import MAX_FIGURE, Rows, named_rows, settled
from vdsobench.safe_text import one_line

MAX_NAME = 10_000  # template arguments grow long

# Its document begins and ends with a line of its own brace; the program's words may stand around it.
_START = re.compile(rb'^\{\s*"context"', re.MULTILINE)
_END = b"\n}"
# 1.4 wrote what printf makes of no number: fae87266 of 1.5.0, "Replace JSON inf and nan".
_NAN = re.compile(rb'(?<=": )-?(?:nan|inf)(?=,?\r?\n)')

_REASON_OF = {schema.ERROR_OCCURRED: schema.ERROR_MESSAGE, schema.SKIPPED: schema.SKIP_MESSAGE}
# Statistics over repetitions that stand for the benchmark, the better first.
_CENTRES = ("median", "mean")
_STATISTICS = (*_CENTRES, "stddev")
_FITS = ("BigO", "RMS")  # of a family's complexity, which is no benchmark's time


def parse(data: bytes) -> tuple[Any, list[str]]:
    """The document, and what to tell of the file."""
    try:
        return _parsed(data), []
    except BadContent as error:
        cut = _without_words(data)
        with_words = cut.strip() != data.strip()
        try:
            found = _parsed(_NAN.sub(b"NaN", cut))
        except BadContent as still:
            raise (_mixed(still) if with_words else error) from None
        words = "what the program printed around its results is left out"
        return found, [words] if with_words else []


def _parsed(data: bytes) -> Any:
    return document.parse(data, constant=float)


def _without_words(data: bytes) -> bytes:
    starts = [match.start() for match in _START.finditer(data)]
    if len(starts) > 1:
        raise BadContent("holds several results, one after the other; keep each in a file")
    start, end = starts[0] if starts else 0, data.rfind(_END) + len(_END)
    return data[start : end if end > start + len(_END) else len(data)]


def _mixed(error: BadContent) -> BadContent:
    return BadContent(f"{error}, with --benchmark_out=FILE, apart from what the program prints")


def gather(rows: list[Any]) -> tuple[dict[str, Call], list[str]]:
    """Calls, and what to tell of them."""
    single, aggregated = _parted(named_rows(rows))
    lonely = {name: found for name, found in aggregated.items() if name not in single}
    told: dict[str, Rows] = {}
    for name, found in (single | {name: _centre(lonely[name]) for name in lonely}).items():
        told.setdefault(_shown(name), []).extend(found)
    calls = {name: _call(name, found) for name, found in told.items()}
    return calls, [_of_aggregates(len(lonely))] if lonely else []


def _of_aggregates(count: int) -> str:
    benchmarks = "1 benchmark is" if count == 1 else f"{count} benchmarks are"
    return f"{benchmarks} told by aggregates only: without repetitions no change can be certain"


def _shown(name: str) -> str:
    if not name or len(name) > MAX_NAME:
        raise BadContent(f"has a row named {document.shown(name)}, which is no name")
    return name if name.isprintable() else one_line(name, MAX_NAME)


def _is_fit(row: Json) -> bool:
    return row.get(schema.AGGREGATE_NAME) in _FITS or schema.BIG_O in row or schema.RMS in row


def _parted(named: dict[str, Rows]) -> tuple[dict[str, Rows], dict[str, dict[str, Rows]]]:
    """Rows of repetitions by benchmark, and those of aggregates by benchmark and statistic."""
    single: dict[str, Rows] = {}
    aggregated: dict[str, dict[str, Rows]] = {}
    old = _old_stems(named)
    for name, rows in named.items():
        first = rows[0]
        stem, _, statistic = name.rpartition("_")
        if _is_fit(first):
            continue
        if first.get(schema.RUN_TYPE) == schema.AGGREGATE:
            of = aggregated.setdefault(str(first.get(schema.RUN_NAME, stem)), {})
            of[str(first.get(schema.AGGREGATE_NAME, statistic))] = rows
        elif schema.RUN_TYPE not in first and stem in old and statistic in _STATISTICS:
            aggregated.setdefault(stem, {})[statistic] = rows
        else:
            single[name] = rows
    return single, aggregated


def _old_stems(named: dict[str, Rows]) -> set[str]:
    """Before 1.5 an aggregate is told by its name alone, and there are three of them: a benchmark
    that happens to be called x_mean is none."""
    stems = {name.removesuffix("_stddev") for name in named if name.endswith("_stddev")}
    return {
        stem
        for stem in stems
        if all(len(named.get(f"{stem}_{statistic}", ())) == 1 for statistic in _STATISTICS)
    }


def _centre(statistics: dict[str, Rows]) -> Rows:
    return next((statistics[name] for name in _CENTRES if name in statistics), [])


def _call(name: str, rows: Rows) -> Call:
    if not rows:
        return Call(name, reason="holds neither a median nor a mean")
    if len(rows) > 1 and _are_mixed(rows):
        reason = "two rows of one repetition: registered twice, or files were merged"
        return Call(name, reason=reason)
    values: list[float] = []
    reason = ""
    for row in rows:
        found = _nanoseconds(row)
        if isinstance(found, str):
            reason = found
        else:
            values.append(found)
    return Call(name, reason=reason, values=array("d", settled(values)))


def _are_mixed(rows: Rows) -> bool:
    """1.4 does not tell repetitions apart."""
    indices = [row.get(schema.REPETITION_INDEX) for row in rows]
    kinds = {str(row.get(schema.RUN_TYPE)) for row in rows}
    return len(kinds) > 1 or None not in indices and len({*map(str, indices)}) < len(indices)


def _nanoseconds(row: Json) -> float | str:
    """The figure of a row, or why it has none."""
    for flag, message in _REASON_OF.items():
        if flag in row and row[flag] is not False:
            return one_line(row.get(message, "")) or f"{flag}, and no reason is given"
    time: Any = row.get(schema.REAL_TIME)
    unit = row.get(schema.TIME_UNIT, "ns")
    if type(unit) is not str or unit not in schema.NANOSECONDS:
        return f"'{schema.TIME_UNIT}' is not one of {', '.join(schema.NANOSECONDS)}"
    if type(time) not in (int, float):
        return f"'{schema.REAL_TIME}' is {'missing' if time is None else 'no number'}"
    size = schema.NANOSECONDS[unit]
    if not -MAX_FIGURE / size <= time <= MAX_FIGURE / size:
        return f"'{schema.REAL_TIME}' is no time a call: {one_line(time, 30)} {unit}"
    return float(time * size)
