"""Tables in any width: a figure is there in full, or its whole column is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from vdsobench.compare.wording import digits
from vdsobench.fitted_table import Column, fitted

FIGURES = st.lists(st.floats(0.01, 1e8), min_size=2, max_size=5)


def table(rows: list[list[float]], ranks: list[int]) -> list[Column]:
    names = Column("call", [Text(f"name_of_row_{n}") for n in range(len(rows))], right=False)
    made = [Column(f"side {n}\nns", rank=rank) for n, rank in enumerate(ranks)]
    for row in rows:
        for column, value in zip(made, row):
            column.cells.append(Text(digits(value)))
    return [names, *made]


@given(st.lists(FIGURES, min_size=1, max_size=8), st.integers(60, 200), st.data())
def test_no_figure_is_elided_at_any_width(
    rows: list[list[float]], width: int, data: st.DataObject
) -> None:
    least = min(map(len, rows))
    rows = [row[:least] for row in rows]
    ranks = data.draw(st.lists(st.integers(0, 3), min_size=least, max_size=least))
    lines, left_out = fitted(table(rows, ranks), width)
    assert all(line.cell_len <= width for line in lines)
    words = [word for line in lines for word in line.plain.split()]
    for row in rows:
        for number, value in enumerate(row):
            there = f"side {number} ns" not in left_out
            assert not there or digits(value) in words
    assert all(ranks[int(name.split()[1])] > 0 for name in left_out)


def test_what_matters_least_goes_first() -> None:
    made = table([[1.0, 2.0, 3.0]], [0, 1, 2])
    whole = max(line.cell_len for line in fitted(made, 200)[0])
    assert fitted(made, whole)[1] == []
    assert fitted(made, whole - 1)[1] == ["side 2 ns"]


def test_what_stays_and_has_no_room_follows_below() -> None:
    lines, left_out = fitted(table([[1.0, 2.0, 3.0]], [0, 0, 0]), 30)
    assert not left_out and sum(line.plain == "" for line in lines) >= 1
    assert sum(line.plain.startswith("name_of_row_0") for line in lines) >= 2


def test_names_that_differ_at_their_end_keep_it() -> None:
    heads = ["a kernel of a very long name, " * 3 + end for end in ("6.1", "6.12")]
    made = [Column("call", [Text("x/y")], right=False), *(Column(h, [Text("1")]) for h in heads)]
    text = "\n".join(line.plain for line in fitted(made, 60)[0])
    assert "6.1\n" in text or "6.1 " in text
    assert "6.12" in text.replace(" ", "").replace("\n", "") and "…" not in text
