"""Anatomies as text: each number stands in its row, and what is zero is not a number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from anatomy.machine_code import NAMES, dissected

from vdsobench import terminal
from vdsobench.anatomy import diff, tables
from vdsobench.anatomy.model import Activation, Call, Function, Spot
from vdsobench.fitted_table import Column, print_fitted

CALL = dissected()


def rows(table: list[Column]) -> list[list[str]]:
    """As text, a list for each row."""
    columns = [[cell.plain for cell in column.cells] for column in table]
    return [list(row) for row in zip(*columns)]


def call(**functions: int) -> Call:
    total = sum(functions.values())
    made = [Function("kernel", name, own, own, {"work": own}) for name, own in functions.items()]
    return Call("time/insn", total, {"work": total}, made, Activation("loop", "program", total))


def test_by_function_has_a_row_for_each_in_the_order_of_the_file() -> None:
    table = tables.by_function(CALL)
    assert tables.title(CALL) == f"{CALL.name}: {CALL.instructions} instructions"
    shown = rows(table)
    assert [row[2] for row in shown] == [it.function for it in CALL.functions]
    assert sum(int(row[0]) for row in shown) == CALL.instructions
    assert {row[2] for row in shown} == set(NAMES.values())
    assert rows(tables.by_function(call(f=7)))[0] == ["7", "7", "f", "kernel", "work 7"]


def test_by_phase_is_the_sum_in_one_line() -> None:
    found = replace(CALL, instructions=9, phases={"caller": 2, "entry": 4, "work": 3})
    assert tables.by_phase(found) == f"{CALL.name}: 9 = 2 caller + 4 entry + 3 work"


def test_a_tree_has_each_function_below_its_caller() -> None:
    leaf = Activation("getppid", "kernel", 3)
    middle = Activation("do_syscall_64", "kernel", 2, [leaf, leaf])
    tree = tables.as_tree(replace(CALL, tree=Activation("loop", "program", 1, [middle])))
    assert tree.label == "9 (1)  loop [program]"
    (branch,) = tree.children
    assert branch.label == "8 (2)  do_syscall_64 [kernel]"
    assert [child.label for child in branch.children] == ["3 (3)  getppid [kernel]"] * 2


def test_a_listing_names_each_function_once_and_repeats_only_what_ran_repeatedly() -> None:
    spots = [Spot("0x10", 1, "f", "nop"), Spot("0x11", 3, "f", "ret"), Spot("0x20", 1, "g", "nop")]
    assert list(tables.listing(replace(CALL, code=spots))) == [
        "\nf:",
        f"  {'0x10':>18}  {'':>5}  nop",
        f"  {'0x11':>18}  {'×3':>5}  ret",
        "\ng:",
        f"  {'0x20':>18}  {'':>5}  nop",
    ]
    assert not list(tables.listing(replace(CALL, code=None)))


def test_a_difference_has_phases_with_their_sums_and_the_functions_that_changed() -> None:
    found = diff.compare(call(alike=5, gone=4, slower=1), call(alike=5, slower=3, xyzzy=7))
    assert tables.title_of_difference("time/insn", found) == "time/insn: 10 → 15 (+5)"
    head, *changed = rows(tables.difference(found))
    assert head == ["work", "", "10", "15", "+5"]
    assert sorted(changed) == [
        ["", "gone", "4", "–", "-4"],
        ["", "slower", "1", "3", "+2"],
        ["", "xyzzy", "–", "7", "+7"],
    ]


def test_no_text_of_a_recording_is_markup(capsys: Any) -> None:
    print_fitted(terminal.console(120), tables.by_function(call(**{"[red]f[/red]": 1})))
    assert "[red]f[/red]" in capsys.readouterr().out
