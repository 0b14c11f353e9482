"""Runs of cells without a machine: what stays in the folder of results, and what a failure harms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from guest_samples import GOOD

from vdsobench.guest import boot
from vdsobench.kernels import runner
from vdsobench.kernels.cell import Cell
from vdsobench.archive.images import KernelImage
from vdsobench.guest.machine import Machine

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


@pytest.mark.parametrize("succeeds", [False, True])
def test_an_earlier_result_is_kept_aside_until_the_new_one_is_there(
    succeeds: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, kept = tmp_path / "good.json", tmp_path / "good.json.earlier"
    file.write_text("{}")

    def run(*_: object) -> boot.Boot:
        assert not file.exists() and kept.read_text() == "{}"
        return GOOD if succeeds else replace(GOOD, console="Kernel panic - not syncing: as told")

    monkeypatch.setattr(boot, "run", run)
    (done,) = runner.run([cell("good")], plan(tmp_path), 1, lambda _: None)
    assert done.failed != succeeds
    assert (file.exists(), kept.exists()) == (succeeds, not succeeds)


def cell(name: str) -> Cell:
    return Cell(name, name, "", KernelImage(name, Path(f"/{name}"), "0" * 64))


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), "panic"])
def test_one_that_fails_harms_no_other(
    failure: OSError | str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(command: list[str], *_: object) -> boot.Boot:
        if "/good" in command:
            return GOOD
        if isinstance(failure, OSError):
            raise failure
        return replace(GOOD, console="Kernel panic - not syncing: as told")

    monkeypatch.setattr(boot, "run", run)
    bad, good = runner.run([cell("bad"), cell("good")], plan(tmp_path), 1, lambda _: None)
    assert bad.failed and ("No space left" in bad.reason or "as told" in bad.reason)
    assert good.result and (tmp_path / "good.json").exists()
