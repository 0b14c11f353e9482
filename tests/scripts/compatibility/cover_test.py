from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from vdsobench.compatibility.cover import combinations, cover

COLUMNS = st.lists(st.integers(1, 5), min_size=2, max_size=5).map(
    lambda sizes: {f"c{i}": [f"{i}.{value}" for value in range(n)] for i, n in enumerate(sizes)}
)


@settings(max_examples=50, deadline=None)
@given(COLUMNS, st.integers(1, 2))
def test_every_combination_is_in_some_row(columns: dict[str, list[str]], strength: int) -> None:
    rows = cover(columns, strength)
    assert all(list(row) == list(columns) for row in rows)
    assert all(row[column] in columns[column] for row in rows for column in columns)
    for combination in combinations(columns, strength):
        assert any(row.items() >= set(combination) for row in rows), combination


@settings(max_examples=50, deadline=None)
@given(COLUMNS)
def test_values_once_take_no_more_rows_than_the_longest_column(
    columns: dict[str, list[str]],
) -> None:
    assert len(cover(columns, 1)) == max(map(len, columns.values()))


def test_pairs_take_far_fewer_rows_than_the_full_product() -> None:
    columns = {f"c{i}": [f"{i}.{value}" for value in range(4)] for i in range(5)}
    assert 16 <= len(cover(columns, 2)) <= 24 < 4**5
    assert cover(columns, 2) == cover(columns, 2)
