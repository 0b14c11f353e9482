"""Compares synthetic results, for the tests of what is found and of how certain it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import synthetic

from vdsobench.compare.comparison import compare_all
from vdsobench.compare.pair import Pair
from vdsobench.results.loader import load
from vdsobench.results.sides import Side

Json = dict[str, Any]


def side(tmp_path: Path, label: str, *documents: Json) -> Side:
    paths = [
        synthetic.write(tmp_path / f"{label}-{number}.json", document)
        for number, document in enumerate(documents)
    ]
    return Side(label, [load(path) for path in paths])


def compare(tmp_path: Path, *documents: Json) -> Pair:
    sides = [side(tmp_path, str(number), document) for number, document in enumerate(documents)]
    return compare_all(sides, None, True, True)[0]


def verdicts(pair: Pair) -> dict[str, str]:
    return {change.name: change.verdict for change in pair.changes}


def with_row(made: Json, name: str, **changes: Any) -> Json:
    for row in made["benchmarks"]:
        if row["name"] == name:
            row |= changes
    return made
