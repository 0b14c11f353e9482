"""Another build of the program is told from another kernel: by the part that changed."""

from __future__ import annotations

from pathlib import Path

import synthetic
from comparisons import compare

from vdsobench.compare.pair import Pair

INSN, LIBC = "clock_gettime:monotonic/insn", "clock_gettime:monotonic/libc"
Parts = dict[str, tuple[int, int, int, int]]
BEFORE: Parts = {INSN: (4, 0, 0, 481), LIBC: (3, 11, 58, 0)}


def result(parts: Parts) -> synthetic.Json:
    made = synthetic.exact()
    for row in synthetic.measured_rows(made):
        if row["name"] in parts:
            synthetic.with_parts(row, *parts[row["name"]])
    return made


def notes(tmp_path: Path, now: Parts) -> list[str]:
    pair: Pair = compare(tmp_path, result(BEFORE), result(BEFORE | now))
    return pair.notes


def test_equal_parts_are_nothing_to_tell(tmp_path: Path) -> None:
    assert notes(tmp_path, {}) == []


def test_a_part_that_changed_is_named_with_its_calls(tmp_path: Path) -> None:
    assert notes(tmp_path, {INSN: (4, 0, 0, 486), LIBC: (3, 11, 60, 0)}) == [
        f"vDSO changed in 1 call: {LIBC} +2",
        f"kernel changed in 1 call: {INSN} +5",
    ]


def test_another_build_is_not_another_kernel(tmp_path: Path) -> None:
    assert notes(tmp_path, {INSN: (5, 0, 0, 481), LIBC: (4, 9, 58, 0)}) == [
        f"loop changed in 2 calls: {LIBC} +1; {INSN} +1",
        f"libc changed in 1 call: {LIBC} -2",
        "the kernel's and the vDSO's parts are equal in all of 2 calls whose parts are known: another"
        " build or libc, not another kernel",
    ]


def test_parts_that_make_up_for_each_other_are_told_too(tmp_path: Path) -> None:
    assert notes(tmp_path, {INSN: (5, 0, 0, 480)}) == [
        f"loop changed in 1 call: {INSN} +1",
        f"kernel changed in 1 call: {INSN} -1",
    ]


def test_a_side_that_does_not_know_its_parts_says_nothing(tmp_path: Path) -> None:
    assert compare(tmp_path, synthetic.exact(), result(BEFORE)).notes == []
