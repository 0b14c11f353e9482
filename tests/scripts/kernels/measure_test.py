"""What a run of kernels needs before a machine boots, and how its end is told."""

from __future__ import annotations

import gzip
import os
import shutil
from pathlib import Path

import pytest
from commands import stand_in
from guest_samples import bz_image

from vdsobench.archive.images import KernelImage
from vdsobench.archive.resolve import Kernels
from vdsobench.errors import UsageError
from vdsobench.kernels import measure, options
from vdsobench.kernels.cell import Cell, Done
from vdsobench.kernels.options import RunOptions
from vdsobench.results.loader import Result


def asked(*words: object) -> RunOptions:
    found = options.parse(["run", "--kernel", "6.1", *map(str, words)])
    assert isinstance(found, RunOptions)
    return found


def accels(*words: str) -> list[str]:
    return [machine.accel for machine in measure.machines_for(asked(*words))]


@pytest.mark.parametrize(("there", "auto"), [(True, ["kvm", "tcg"]), (False, ["tcg"])])
def test_hardware_is_tried_first_where_it_is_there_and_asked_for_else(
    there: bool, auto: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure, "kvm_is_there", lambda: there)
    assert accels() == auto
    assert accels("--accel", "kvm") == ["kvm"] and accels("--accel", "tcg") == ["tcg"]
    assert accels("--exact") == accels("--exact", "--accel", "tcg") == ["tcg"]


def test_kvm_is_there_where_its_device_can_be_opened() -> None:
    try:
        os.close(os.open("/dev/kvm", os.O_RDWR))
        opened = True
    except OSError:
        opened = False
    assert measure.kvm_is_there() == opened


def test_a_machine_is_what_was_asked_for() -> None:
    words = ("--accel", "tcg", "--cpus", "3", "--memory", "256", "--qemu", "my-qemu")
    (machine,) = measure.machines_for(asked(*words))
    assert (machine.cpus, machine.memory, machine.qemu) == (3, 256, "my-qemu")
    assert not machine.exact and measure.machines_for(asked("--exact"))[0].exact


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--accel", "kvm"), "--exact counts instructions, which only --accel tcg can"),
        (("--cpus", "2"), "--exact measures on one CPU: leave --cpus out"),
    ],
)
def test_what_cannot_be_counted_is_refused(words: tuple[str, str], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        measure.machines_for(asked("--exact", *words))


@pytest.mark.parametrize("words", [("--near",), ("--snapshot", "https://example.org")])
def test_what_only_like_looks_at_is_not_passed_over(words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="give --like"):
        measure.run(Kernels(print), ["6.1"], asked(*words), print)


def test_only_counts_are_taken_side_by_side_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    assert measure.jobs(asked()) == 1 and measure.jobs(asked("--exact")) == 7
    assert measure.jobs(asked("--jobs", "3")) == measure.jobs(asked("--exact", "--jobs", "3")) == 3
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert measure.jobs(asked("--exact")) == 1


def test_a_kernel_that_cannot_be_had_is_its_reason(tmp_path: Path) -> None:
    (tmp_path / "bzImage").write_bytes(bz_image("6.1"))
    found = measure.image(Kernels(print), str(tmp_path / "bzImage"))
    assert isinstance(found, KernelImage) and found.label == "bzImage"
    assert measure.image(Kernels(print), "./nowhere") == "nowhere: No such file or directory"


@pytest.mark.skipif(not shutil.which("busybox"), reason="the guest needs busybox-static")
@pytest.mark.parametrize("exact", [False, True])
def test_the_program_inside_runs_as_the_machine_can(exact: bool, tmp_path: Path) -> None:
    program = stand_in(tmp_path / "program")
    words = ["--binary", program, *(["--exact"] if exact else []), "--", "--filter", "^time/"]
    packed = measure._initrd(tmp_path, asked(*words)).read_bytes()
    run = b"run --format json --quiet " + (b"--exact " if exact else b"") + b"--filter '^time/'"
    assert run in gzip.decompress(packed)


@pytest.mark.usefixtures("own_cache")
@pytest.mark.parametrize("keep", [False, True])
def test_what_was_worked_with_is_kept_beside_the_results_or_not_at_all(
    keep: bool, tmp_path: Path
) -> None:
    out, notices = tmp_path / "a" / "out", list[str]()
    with measure._work_folder(out, keep, notices.append) as work:
        (work / "initramfs.gz").touch()
    assert work.exists() == keep
    assert list(out.iterdir()) == ([work] if keep else [])
    assert notices == ([f"kept: {work}"] if keep else [])


CELL = Cell("6.1", "6.1", "", None)
GOOD, BAD = Done(CELL, Result("6.1.json", {}, {}, {})), Done(CELL, reason="no such kernel")


@pytest.mark.parametrize(("results", "status"), [([GOOD], 0), ([GOOD, BAD], 1), ([BAD], 1)])
def test_a_cell_that_failed_is_the_runs_status(
    results: list[Done], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert measure.summed_up(results) == status
    assert ("no such kernel" in capsys.readouterr().out) == bool(status)


def test_each_cell_that_has_ended_is_a_line_with_its_number() -> None:
    notices: list[str] = []
    progress = measure._Progress(2, notices.append)
    progress(BAD)
    progress(BAD)
    assert notices == [f"[{number}/2] 6.1: FAILED: no such kernel" for number in (1, 2)]
