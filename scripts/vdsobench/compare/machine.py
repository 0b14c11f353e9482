"""The comparison for programs: JSON, and CSV with a row for each call of each side."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import Any, Sequence

from vdsobench.compare.gate import judge
from vdsobench.compare.pair import Change, Pair
from vdsobench.figures import Figure

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
)


def to_json(pairs: Sequence[Pair]) -> str:
    document = {
        "vdsobench.compare": FORMAT_VERSION,
        "pairs": [_pair(pair) for pair in pairs],
        "gate": asdict(judge(pairs)),
    }
    return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "base": {"label": pair.base.label, "files": [r.path for r in pair.base.results]},
        "new": {"label": pair.new.label, "files": [r.path for r in pair.new.results]},
        "unit": pair.base.unit,
        "outcomes": [asdict(change) for change in pair.outcomes],
        "contexts": [asdict(difference) for difference in pair.contexts],
        "refusals": pair.refusals,
        "other_class": pair.other_class,
        "calls": [asdict(change) for change in pair.changes],
        "geometric_means": {
            path: {"ratio": ratio, "calls": calls} for path, (ratio, calls) in pair.means().items()
        },
        "only_base": pair.only_base,
        "only_new": pair.only_new,
        "errored": pair.errored,
        "notes": pair.notes,
    }


def to_csv(pairs: Sequence[Pair]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for pair in pairs:
        writer.writerows(_measured(pair, change) for change in pair.changes)
        for name in pair.errored:
            writer.writerow(_unmeasured(pair, name, "errored"))
        for name in pair.only_base:
            writer.writerow(_unmeasured(pair, name, "only in base"))
        for name in pair.only_new:
            writer.writerow(_unmeasured(pair, name, "only in new"))
    return text.getvalue()


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
        change.verdict,
    ]


def _figure(figure: Figure) -> list[object]:
    return [figure.median, *(figure.interval or ("", "")), figure.processes]


def _unmeasured(pair: Pair, name: str, why: str) -> list[object]:
    head = _head(pair, name)
    return [*head, *[""] * (len(COLUMNS) - len(head) - 1), why]


def _head(pair: Pair, name: str) -> list[object]:
    outcomes = (pair.base.outcome(name), pair.new.outcome(name))
    return [pair.base.label, pair.new.label, name, pair.base.unit, *outcomes]
