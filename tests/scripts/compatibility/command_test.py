"""Whole runs of compatibility.py: the short half here, all of it where long tests are asked for."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from commands import LONG
from kernel_runs import PATIENCE, REPOSITORY, SUITES, Offered
from machines import heed_signals, is_running, machines, until

from vdsobench.archive.resolve import Kernels

__all__ = ["offered", "standin", "vdsobench"]  # fixtures

COMMAND = REPOSITORY / "scripts" / "compatibility.py"


def command(*words: str | Path) -> list[str]:
    return ["/usr/bin/python3", str(COMMAND), *PATIENCE, *map(str, words)]


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*words), capture_output=True, text=True)


def suites() -> list[str]:
    return [word for suite in SUITES for word in ("--suite", suite)]


def test_every_value_of_the_matrix(offered: Offered, vdsobench: Path, tmp_path: Path) -> None:
    written = tmp_path / "README.md"
    done = run("--short", "--kernel", f"{offered.older},{offered.newer}", *suites(),
               "--binary", vdsobench, "--out", tmp_path / "out", "--markdown", written)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "8 of 8 cells are green" in done.stdout
    text = written.read_text()
    assert re.search(
        rf"^    scripts/compatibility\.py .*--short --kernel {offered.older},{offered.newer} ",
        text,
        re.M,
    )
    assert len(re.findall(r"^\|.*\| green \|$", text, re.M)) == 8
    assert len(list((tmp_path / "out").glob("*.log"))) == 8


@pytest.mark.skipif(not LONG, reason="takes minutes: scripts/test --long")
def test_every_pair_of_values_of_the_matrix(vdsobench: Path, tmp_path: Path) -> None:
    done = run("--binary", vdsobench, "--out", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_cell_that_is_not_green_says_why(offered: Offered, standin: Path, tmp_path: Path) -> None:
    """The stand-in knows nothing of check and the others. The kernel may be a file."""
    kernel = Kernels(print, suites=SUITES).image(offered.older).path
    done = run("--short", "--kernel", kernel, "--only", "Conroe", "--binary", standin,
               "--out", tmp_path)  # fmt: skip
    assert done.returncode == 1
    assert "not green" in done.stdout and "0 of 1 cells are green" in done.stdout
    assert "inspect: what it printed cannot be read" in done.stdout
    assert "the console's last lines:" in done.stdout
    (console,) = tmp_path.glob("*.log")
    assert "vdsobench-init: up on" in console.read_text()
    assert (tmp_path / console.stem / "check.output").is_file()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_ended_or_killed_it_leaves_no_machine_behind(
    sent: signal.Signals, offered: Offered, vdsobench: Path, tmp_path: Path
) -> None:
    kernel = Kernels(print, suites=SUITES).image(offered.older).path
    words = ("--short", "--kernel", kernel, "--jobs", "2", "--binary", vdsobench)
    cache = tmp_path / "cache"
    with subprocess.Popen(
        command(*words, "--out", tmp_path / "out"),
        stderr=subprocess.DEVNULL,
        preexec_fn=heed_signals,
        env={**os.environ, "VDSOBENCH_CACHE": str(cache)},
    ) as matrix:
        running = until(lambda: len(found := machines(matrix.pid)) == 2 and found)
        until(lambda: list(cache.glob("work/*/*.console")))
        matrix.send_signal(sent)
        assert matrix.wait(10) == (143 if sent == signal.SIGTERM else -sent)
    until(lambda: not any(is_running(pid) for pid in running), seconds=5)
    if sent == signal.SIGTERM:  # what a killed one leaves, the next run deletes
        assert not list(cache.glob("work/*/*.console"))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--only", "no-such-cell", "--kernel", "./nowhere"), "no cell's name holds that"),
        (("--kernel", "./nowhere", "--binary", "/nowhere/vdsobench"), "build it first"),
        (("--kernel", "./nowhere", "--qemu", "no-such-qemu"), "no-such-qemu is not installed"),
        (("--jobs", "0"), "must be at least 1"),
    ],
)
def test_wrong_usage_is_told_with_status_2(
    words: tuple[str, ...], reason: str, tmp_path: Path
) -> None:
    done = run(*words, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert reason in done.stderr and "Traceback" not in done.stderr


def test_a_kernel_that_cannot_be_had_is_its_cells_failure(standin: Path, tmp_path: Path) -> None:
    done = run("--short", "--kernel", "./nowhere", "--binary", standin, "--out", tmp_path)
    assert done.returncode == 1
    assert "nowhere: No such file" in done.stdout and "0 of 8 cells are green" in done.stdout
