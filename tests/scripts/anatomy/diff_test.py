"""What changed between two anatomies adds up, and functions are matched by more than their names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vdsobench.anatomy import diff
from vdsobench.anatomy.model import Activation, Call, Document, Function


def call(total: int, *functions: tuple[str, dict[str, int]], where: str = "kernel") -> Call:
    return of_rows(total, [row(where, name, told) for name, told in functions])


def row(where: str, name: str, phases: dict[str, int]) -> Function:
    own = sum(phases.values())
    return Function(where, name, own, own, phases)


def of_rows(total: int, rows: list[Function]) -> Call:
    return Call("time/insn", total, {}, rows, Activation("loop", "program", total))


def test_a_difference_of_more_than_kernels_is_told() -> None:
    keys = ("binary_sha256", "libc_sha256", "qemu_version", "cpu_model_qemu", "kernel_release")
    before, after = (Document({f"vdsobench.{key}": x for key in keys}, []) for x in "ab")
    assert diff.besides_the_kernel(before, before) == []
    assert diff.besides_the_kernel(before, after) == [
        "vdsobench's program",
        "libc's file",
        "QEMU",
        "emulated CPU",
    ]


def test_a_difference_adds_up_and_is_told_by_phase() -> None:
    before = call(30, ("entry_SYSCALL_64", {"entry": 10, "exit": 5}), ("gone", {"work": 15}))
    after = call(52, ("entry_SYSCALL_64", {"entry": 12}), ("prandom_u32_state", {"dispatch": 40}))
    found = diff.compare(before, after)
    assert found.change == sum(row.change for row in found.rows) == 22
    told = {(row.phase, row.name): row.change for row in found.rows}
    assert told == {
        ("entry", "entry_SYSCALL_64"): 2,
        ("exit", "entry_SYSCALL_64"): -5,
        ("work", "gone"): -15,
        ("dispatch", "prandom_u32_state"): 40,
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("__do_sys_getppid", "__x64_sys_getppid"),
        ("foo.constprop.0", "foo.isra.1"),
        ("srso_return_thunk", "retbleed_return_thunk"),
        ("entry_SYSCALL_64_after_hwframe", "entry_SYSCALL_64"),
    ],
)
def test_the_same_function_by_another_name_is_one_row(old: str, new: str) -> None:
    (found,) = diff.compare(call(5, (old, {"work": 5})), call(7, (new, {"work": 7}))).rows
    assert found.change == 2


def test_a_function_that_was_renamed_is_matched_by_likeness() -> None:
    before = call(5, ("exit_to_user_mode_prepare", {"exit": 5}))
    after = call(6, ("exit_to_user_mode_prepare_legacy", {"exit": 6}))
    (found,) = diff.compare(before, after).rows
    assert (found.name, found.change) == (
        "exit_to_user_mode_prepare → exit_to_user_mode_prepare_legacy",
        1,
    )


def test_unlike_functions_are_not_matched() -> None:
    found = diff.compare(call(5, ("abc", {"work": 5})), call(5, ("xyz", {"work": 5})))
    assert sorted((row.name, row.change) for row in found.rows) == [("abc", -5), ("xyz", 5)]


def test_functions_outside_the_kernel_are_told_by_name_and_place() -> None:
    """As of getcpu by libc: what is called the same in two places stays two, and so does what a
    vDSO does not export, which has no name there."""
    rows = [("vdso", "__vdso_getcpu", "vdso"), ("vdso", "[vdso]", "vdso"),
            ("libc", "getcpu", "caller"), ("program", "loop", "caller")]  # fmt: skip
    before, after = (
        of_rows(sum(own), [row(*it[:2], {it[2]: number}) for it, number in zip(rows, own)])
        for own in ((14, 7, 18, 4), (15, 6, 11, 4))
    )
    after.functions[0] = replace(after.functions[0], function="getcpu")
    told = {row.name: row.change for row in diff.compare(before, after).rows}
    assert told == {"getcpu [vdso]": 1, "[vdso]": -1, "getcpu [libc]": -7, "loop [program]": 0}


def test_a_likeness_across_places_is_no_renaming() -> None:
    before, after = (call(5, ("getcpu", {"caller": 5}), where=it) for it in ("libc", "program"))
    assert len(diff.compare(before, after).rows) == 2


def test_functions_without_likeness_are_looked_at_but_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the functions take twice the look-ups of a name, and no pair of them is held together
    where there would be too many."""
    looked: list[int] = []
    monkeypatch.setattr(diff, "_likeness", lambda *_: looked.append(1) or 0.0)
    sides = [[(f"{side}{n}", {"work": 1}) for n in range(400)] for side in ("gone", "new")]
    before, after = (call(400, *rows) for rows in sides)
    assert len(diff.compare(before, after).rows) == 800 and not looked


def test_of_two_alike_each_is_matched_once() -> None:
    before = call(9, ("do_exit_work_a", {"exit": 4}), ("do_exit_work_b", {"exit": 5}))
    after = call(3, ("do_exit_work_c", {"exit": 3}))
    found = diff.compare(before, after)
    assert [row.change for row in found.rows] == [-1, -5]
