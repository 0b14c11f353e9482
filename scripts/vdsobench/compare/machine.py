"""The comparison for programs: JSON, and CSV with a row for each call of each side."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Iterator, Sequence

from vdsobench import safe_text
from vdsobench.compare import wording
from vdsobench.compare.gate import Gate
from vdsobench.compare.pair import Change, Pair
from vdsobench.results.figures import Figure

FORMAT_VERSION = 1
COLUMNS = (
    "base",
    "new",
    "call",
    "unit",
    "base_outcome",
    "new_outcome",
    "base_median",
    "base_low",
    "base_high",
    "base_processes",
    "new_median",
    "new_low",
    "new_high",
    "new_processes",
    "ratio",
    "ratio_low",
    "ratio_high",
    "p_holm",
    "verdict",
    "at_hz",
)


def to_json(pairs: Sequence[Pair], gate: Gate) -> str:
    """All that the pairs hold, with the gate's judgement. Absent figures are null."""
    document = {
        "vdsobench.compare": FORMAT_VERSION,
        "pairs": [_pair(pair) for pair in pairs],
        "gate": asdict(gate) | {"status": gate.status},
    }
    return safe_text.json_text(document)


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "base": {"label": pair.base.label, "files": [r.path for r in pair.base.results]},
        "new": {"label": pair.new.label, "files": [r.path for r in pair.new.results]},
        "unit": pair.base.unit,
        "outcomes": [asdict(change) for change in pair.outcomes],
        "contexts": [asdict(difference) for difference in pair.contexts],
        "refusals": pair.refusals,
        "other_class": pair.other_class,
        "calls": [_call(pair, change) for change in pair.changes],
        "geometric_means": {
            path: {"ratio": ratio, "calls": calls} for path, (ratio, calls) in pair.means().items()
        },
        "only_base": pair.only_base,
        "only_new": pair.only_new,
        "errored": pair.errored,
        "notes": pair.notes,
    }


def _call(pair: Pair, change: Change) -> dict[str, Any]:
    return asdict(change) | {"verdict": wording.verdict_words(change, pair.exact)}


def to_csv(pairs: Sequence[Pair]) -> str:
    """A row for each call of either side of each pair, with COLUMNS. Absent figures are empty.
    at_hz: where cycles decide, the clock that turned those of both sides into the nanoseconds
    shown; the ratio is always that of the medians beside it."""
    return safe_text.csv_text([COLUMNS, *(row for pair in pairs for row in _rows(pair))])


def _rows(pair: Pair) -> Iterator[Sequence[object]]:
    yield from (_measured(pair, change) for change in pair.changes)
    yield from (_unmeasured(pair, name, "errored") for name in pair.errored)
    yield from (_unmeasured(pair, name, "only in base") for name in pair.only_base)
    yield from (_unmeasured(pair, name, "only in new") for name in pair.only_new)


def _measured(pair: Pair, change: Change) -> list[object]:
    low, high = change.interval or ("", "")
    return [
        *_head(pair, change.name),
        *_figure(change.base),
        *_figure(change.new),
        "" if change.ratio is None else change.ratio,
        low,
        high,
        "" if change.p is None else change.p,
        wording.verdict_words(change, pair.exact),
        change.at_hz or "",
    ]


def _figure(figure: Figure) -> list[object]:
    return [figure.median, *(figure.interval or ("", "")), figure.processes]


def _unmeasured(pair: Pair, name: str, why: str) -> list[object]:
    head = _head(pair, name)
    return [*head, *[""] * (len(COLUMNS) - len(head) - 2), why, ""]


def _head(pair: Pair, name: str) -> list[object]:
    outcomes = (pair.base.outcome(name), pair.new.outcome(name))
    return [pair.base.label, pair.new.label, name, pair.base.unit, *outcomes]
