"""How finished cells are told: a line while they run, and a table at the end."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
import synthetic

from vdsobench.kernels import summary
from vdsobench.kernels.cell import Cell, Done
from vdsobench.results import loader
from vdsobench.results.calls import Call

CELL = Cell("6.1", "6.1", "", None)


@pytest.mark.parametrize(
    ("call", "broken"),
    [
        (Call("time/vdso", "userspace", values=array("d", [1.0])), False),
        (Call("time/vdso", "userspace"), True),  # nothing was measured
        (Call("time/vdso", "userspace", "it was killed", array("d", [1.0])), True),  # in a process
        (Call("time/int80", "unavailable", "no such page"), False),
        (Call("time/int80", "blocked", "seccomp"), False),
    ],
)
def test_absence_is_not_broken(call: Call, broken: bool) -> None:
    assert summary.is_broken(call) == broken


def test_a_cell_that_failed_says_why() -> None:
    assert summary.line(Done(CELL, reason="panic"), 1, 2) == "[1/2] 6.1: FAILED: panic"


def test_a_good_one_counts_its_outcomes_and_what_could_not_be_measured(tmp_path: Path) -> None:
    made = synthetic.result(processes=1, modes=False)
    made["benchmarks"] += synthetic.error_rows("getppid/vdso", "userspace", "it was killed")
    result = loader.load(synthetic.write(tmp_path / "a.json", made))
    line = summary.line(Done(CELL, result, accel="tcg", seconds=1.25), 2, 2)
    assert line.startswith("[2/2] 6.1: ok (tcg, 1.2 s): ")
    assert line.endswith("1 blocked; 1 could not be measured")
    assert summary.line(Done(CELL, result, resumed=True), 1, 1).startswith("[1/1] 6.1: kept: ")
