"""Costly instructions as a table: a column for each kind that occurs, and for no other."""

from __future__ import annotations

from anatomy import recorded

from vdsobench.anatomy import costly_tables, cycles, documents
from vdsobench.anatomy.against import KERNEL, Held
from vdsobench.anatomy.model import Call

MADE = documents.checked(
    recorded.document(
        "6.1",
        "",
        recorded.with_costly(recorded.call("getppid/insn", 50, 10), syscall=1, counter=2),
        recorded.with_costly(recorded.call("time/insn", 3, 4)),
    )
)
CALLS: list[Call] = list(MADE.told().values())
FIRST = ["call", "instruc- tions", "syscall", "counter", "cycles, estimated", "range"]


def shown(held: dict[str, Held]) -> tuple[list[str], list[list[str]]]:
    made = costly_tables.columns(CALLS, held)
    heads = [" ".join(column.head.split()) for column in made]
    rows = zip(*([cell.plain for cell in column.cells] for column in made))
    return heads, [list(row) for row in rows]


def test_each_call_has_a_row_and_each_kind_that_occurs_a_column() -> None:
    heads, (getppid, time) = shown({})
    assert heads == FIRST
    it = cycles.estimated(CALLS[0])
    assert getppid[:4] == ["getppid/insn", "61", "1", "2"]
    assert getppid[4:] == [f"{it.told:.0f}", f"{it.low:.0f}–{it.high:.0f}"]
    assert time[:4] == ["time/insn", "8", "–", "–"]


def test_what_was_measured_stands_beside_it_with_the_ratio() -> None:
    estimated = cycles.estimated(CALLS[0])
    held = Held("getppid/insn", estimated, estimated.told * 2, KERNEL)
    heads, (getppid, time) = shown({held.name: held})
    assert heads == [*FIRST, "cycles, measured", "estimated of measured"]
    assert getppid[6:] == [f"{held.measured:.0f}", "0.50"]
    assert time[6:] == ["–", "–"]


def test_the_prices_are_told_of_what_occurs() -> None:
    said = " ".join(costly_tables.prices(CALLS))
    assert said == "cycles of one: any other 0.2–1, syscall 20–80, counter 19–76"
