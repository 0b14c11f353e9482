"""Runs of cells without a machine: what stays in the folder of results, and what a failure harms."""

from __future__ import annotations

from pathlib import Path

import pytest

from vdsobench.kernels import runner
from vdsobench.kernels.cell import Cell
from vdsobench.kernels.machine import Machine

UNHAD = Cell("9.9", "9.9", "", None, "no such kernel")


def plan(folder: Path, resume: bool = False) -> runner.Plan:
    machines = [Machine("tcg")]
    return runner.Plan(machines, folder / "initrd", folder, folder, 60, {}, "same", resume)


@pytest.mark.parametrize("resume", [False, True])
def test_a_result_of_an_earlier_run_does_not_pass_for_this_ones(
    tmp_path: Path, resume: bool
) -> None:
    """With --resume what is there is wanted, and the kernel may be had again tomorrow."""
    earlier = tmp_path / "9.9.json"
    earlier.write_text("{}")
    (done,) = runner.run([UNHAD], plan(tmp_path, resume), 1, lambda _: None)
    assert (done.failed, done.reason) == (True, "no such kernel")
    assert earlier.exists() == resume
