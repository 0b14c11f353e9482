"""Whole runs of kernels.py, with a small program inside that goes wrong as it is told."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from machines import machines, until, is_running, heed_signals
from kernel_runs import SUITES, Offered, command, run

from vdsobench.errors import UsageError
from vdsobench.guest import boot
from vdsobench.kernels import cell, measure, options
from vdsobench.archive.resolve import Kernels

PANIC = "rdinit=/nowhere"  # the kernel itself panics when it finds no init


def context(out: Path, cell: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((out / f"{cell}.json").read_text())["context"]
    return found


def hanging(offered: Offered, standin: Path, out: Path) -> subprocess.Popen[str]:
    words = "--kernel", f"{offered.older},{offered.newer}", "--binary", standin, "--out", out
    return subprocess.Popen(
        command("--accel", "tcg", "--jobs", "2", *words, "--", "--misbehave", "hang"),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_signals,
    )


def test_a_panic_a_missing_and_a_false_kernel_leave_the_others_their_results(
    offered: Offered, standin: Path, tmp_path: Path
) -> None:
    false = tmp_path / "false-kernel"
    false.write_bytes(b"not a kernel" * 100)
    asked = f"{offered.older},{false},./nowhere"
    modes = "{," + PANIC + "}"
    out = tmp_path / "out"
    done = run("--accel", "tcg", "--kernel", asked, "--append", modes, "--binary", standin,
               "--out", out, "--jobs", "2")  # fmt: skip
    assert done.returncode == 1
    assert [file.name for file in out.glob("*.json")] == [f"{offered.older}.json"]
    for reason in ("Kernel panic", "is not an x86 kernel image", "nowhere: No such file"):
        assert reason in " ".join(done.stdout.split())  # a table, which breaks its lines
    assert "last lines of" in done.stdout
    log = out / f"{cell.file_name(offered.older, PANIC)}.log"
    assert "Kernel panic" in log.read_text()


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("panic", "Kernel panic"),
        ("garbage", "something else than a result"),
        ("truncate", "not a result"),
        ("fail", "status 3: the stand-in fails as told"),
    ],
)
def test_a_guest_that_misbehaves_is_told_with_its_reason(
    how: str, reason: str, offered: Offered, standin: Path, tmp_path: Path
) -> None:
    done = run("--accel", "tcg", "--kernel", offered.older, "--binary", standin, "--out", tmp_path,
               "--", "--misbehave", how)  # fmt: skip
    assert done.returncode == 1
    assert reason in done.stdout
    assert not list(tmp_path.glob("*.json"))


def test_a_count_that_is_not_whole_is_an_error(
    offered: Offered, standin: Path, tmp_path: Path
) -> None:
    done = run("--exact", "--kernel", offered.older, "--binary", standin, "--out", tmp_path,
               "--", "--misbehave", "fraction")  # fmt: skip
    assert done.returncode == 1
    assert "10.25 instructions: not whole" in done.stdout


def test_a_guest_that_hangs_is_ended(offered: Offered, standin: Path, tmp_path: Path) -> None:
    done = run("--accel", "tcg", "--kernel", offered.older, "--binary", standin, "--out", tmp_path,
               "--timeout", "25", "--", "--misbehave", "hang")  # fmt: skip
    assert done.returncode == 1
    assert "no result after 25 s: the program had not ended" in done.stdout


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [
        (signal.SIGINT, 130, "interrupted"),
        (signal.SIGTERM, 143, "ended by SIGTERM"),  # of timeout(1), or a job that was cancelled
        (signal.SIGHUP, 129, "ended by SIGHUP"),
    ],
)
def test_asked_to_end_it_ends_every_machine_and_leaves_finished_cells(
    sent: signal.Signals, status: int, told: str, offered: Offered, standin: Path, tmp_path: Path
) -> None:
    with hanging(offered, standin, tmp_path) as kernels:
        (tmp_path / "earlier.json").write_text("{}")
        running = until(lambda: len(found := machines(kernels.pid)) == 2 and found)
        kernels.send_signal(sent)
        assert kernels.wait(10) == status
        assert kernels.stderr and told in kernels.stderr.read()
    assert not any(Path(f"/proc/{pid}").exists() for pid in running)
    assert [file.name for file in tmp_path.iterdir()] == ["earlier.json"]


def test_killed_it_takes_its_machines_along(
    offered: Offered, standin: Path, tmp_path: Path
) -> None:
    with hanging(offered, standin, tmp_path) as kernels:
        running = until(lambda: len(found := machines(kernels.pid)) == 2 and found)
        kernels.kill()
    until(lambda: not any(is_running(pid) for pid in running))


def test_a_killed_qemu_is_one_cells_failure(
    offered: Offered, standin: Path, tmp_path: Path
) -> None:
    words = "--accel", "tcg", "--kernel", offered.older, "--binary", standin, "--out", tmp_path
    with subprocess.Popen(
        command(*words, "--", "--misbehave", "hang"), stdout=subprocess.PIPE, text=True
    ) as kernels:
        (qemu,) = until(lambda: machines(kernels.pid))
        os.kill(qemu, signal.SIGKILL)
        assert kernels.wait(60) == 1
        assert kernels.stdout and "QEMU was killed by signal 9" in kernels.stdout.read()


@pytest.mark.parametrize("without_kvm", ["echo no kvm here >&2; exit 1", "exec sleep 60"])
def test_auto_falls_back_where_kvm_brings_no_kernel_up(
    without_kvm: str,
    offered: Offered,
    standin: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Like a machine whose /dev/kvm is there and of no use: QEMU refuses, or nothing appears."""
    qemu, out = tmp_path / "qemu", tmp_path / "out"
    qemu.write_text(
        f'#!/bin/sh\ncase "$*" in *"-accel kvm"*) {without_kvm} ;; esac\n'
        'exec qemu-system-x86_64 "$@"\n'
    )
    qemu.chmod(0o755)
    monkeypatch.setattr(measure, "kvm_is_there", lambda: True)
    monkeypatch.setattr(boot, "COMES_UP_WITHIN", 1.0)
    words = ["run", "--kernel", offered.older, "--binary", str(standin), "--qemu", str(qemu)]
    given = options.parse([*words, "--out", str(out)])
    assert isinstance(given, options.RunOptions)
    assert [it.accel for it in measure.machines_for(given)] == ["kvm", "tcg"]
    kernels = Kernels(print, suites=SUITES)
    assert measure.run(kernels, [offered.older], given, print) == 0
    assert context(out, offered.older)["vdsobench.accel"] == "tcg"


def test_what_ran_is_recorded(offered: Offered, standin: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = "--kernel", offered.older, "--binary", standin, "--out", out, "--accel", "tcg"
    done = run(*words)
    assert done.returncode == 0, done.stdout + done.stderr
    recorded = context(out, offered.older)
    assert recorded["vdsobench.accel"] == "tcg"
    assert recorded["vdsobench.package"].startswith("linux-")
    for key in ("qemu_version", "cpu_model_qemu", "binary_sha256", "libc_sha256", "kernel_sha256"):
        assert recorded[f"vdsobench.{key}"]


def test_resume_runs_only_what_is_missing_or_has_changed(
    offered: Offered, standin: Path, tmp_path: Path
) -> None:
    words = "--accel", "tcg", "--kernel", offered.older, "--binary", standin, "--out", tmp_path
    assert run(*words).returncode == 0
    again = run(*words, "--resume", "--append", "{," + PANIC + "}")
    assert again.returncode == 1
    assert f"{offered.older}: kept" in again.stderr
    assert f"{cell.file_name(offered.older, PANIC)}: FAILED" in again.stderr


@pytest.mark.parametrize(
    ("version", "enough"), [("6.2.0", False), ("7.1.9 (x)", False), ("7.2.0", True), ("10.0", True)]
)
def test_a_qemu_that_is_too_old_is_told(version: str, enough: bool, tmp_path: Path) -> None:
    qemu = tmp_path / "qemu"
    qemu.write_text(f'#!/bin/sh\necho "QEMU emulator version {version}\nCopyright"\n')
    qemu.chmod(0o755)
    if enough:
        assert boot.check(str(qemu)) == version
    else:
        with pytest.raises(UsageError, match=re.escape(f"is QEMU {version}, and it takes 7.2")):
            boot.check(str(qemu))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--exact", "--accel", "kvm"), "only --accel tcg"),
        (("--exact", "--cpus", "2"), "one CPU"),
        (("--binary", "/nowhere/vdsobench"), "build it first"),
        (("--qemu", "no-such-qemu"), "no-such-qemu is not installed"),
        (("--qemu", "/bin/false"), "/bin/false --version fails: exit status 1"),
        (("--append", "{a"), "braces"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(
    words: tuple[str, ...], reason: str, tmp_path: Path
) -> None:
    done = run("--kernel", "./nowhere", "--out", tmp_path / "out", *words)
    assert done.returncode == 2
    assert reason in done.stderr and done.stderr.count("\n") == 1
