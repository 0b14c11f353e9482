"""Figures as Prometheus and its kin read them."""

from __future__ import annotations

from typing import Callable, Iterator, Sequence

from vdsobench import safe_text
from vdsobench.export.entries import Entry
from vdsobench.results import schema

NANO = 1e-9


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
    for name, unit, text, read, scale in _BESIDE:
        told = [(entry, value * scale) for entry in entries if (value := read(entry)) is not None]
        lines += _family(name, unit, text, told)
    lines += _outcomes(entries)
    return "\n".join([*lines, "# EOF"]) + "\n"


# What else is known of a call: the metric, its unit and text, where it is read, and in what unit.
_BESIDE: tuple[tuple[str, str, str, Callable[[Entry], float | None], float], ...] = (
    (
        "vdsobench_call_typical_seconds",
        "seconds",
        "Median net cost of one call with whatever else used the core.",
        lambda entry: entry.side.typical(entry.call),
        NANO,
    ),
    (
        "vdsobench_call_cold_seconds",
        "seconds",
        "Net cost of a single call after other work.",
        lambda entry: entry.side.cold(entry.call),
        NANO,
    ),
    (
        "vdsobench_call_quiet_ratio",
        "ratio",
        "Share of the measurement in which nothing else used the core.",
        lambda entry: entry.side.quiet(entry.call),
        1.0,
    ),
    (
        "vdsobench_call_entries",
        "",
        "Kernel entries made by one call.",
        lambda entry: entry.side.entries.get(entry.call),
        1.0,
    ),
)


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
