"""Few rows that together hold every combination of the values of any two columns, say."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Mapping, Sequence

Row = dict[str, str]
Combination = tuple[tuple[str, str], ...]  # column and value, in the order of the columns


def cover(columns: Mapping[str, Sequence[str]], strength: int) -> list[Row]:
    """Greedy, and the same every time: each row starts from a combination that no row has yet, and
    takes for every other column the value that adds most (of equals, the one used least)."""
    missing = dict.fromkeys(combinations(columns, strength))
    used: Counter[tuple[str, str]] = Counter()
    rows: list[Row] = []
    while missing:
        row = dict(next(iter(missing)))
        for column in columns:
            if column not in row:
                row[column] = max(
                    columns[column],
                    key=lambda value: (_gain(row, column, value, missing), -used[column, value]),
                )
        rows.append({column: row[column] for column in columns})
        used.update(row.items())
        missing = {it: None for it in missing if not row.items() >= set(it)}
    return rows


def combinations(columns: Mapping[str, Sequence[str]], strength: int) -> list[Combination]:
    """Every choice of `strength` columns with every choice of their values."""
    return [
        tuple(zip(chosen, values))
        for chosen in itertools.combinations(columns, strength)
        for values in itertools.product(*(columns[column] for column in chosen))
    ]


def _gain(row: Row, column: str, value: str, missing: Mapping[Combination, None]) -> int:
    """How many missing combinations agree with the row as it is so far, if it took this value."""
    return sum(
        (column, value) in it
        and all(row.get(key, each) == each for key, each in it if key != column)
        for it in missing
    )
