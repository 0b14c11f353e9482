"""What a run leaves behind when it, or one of its processes, is ended from outside."""

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command_line import BINARY, QUICK, strict_json, vdsobench
from process_tree import command_of, wait_for, workers_of

LONG = ["--filter", "^time/(vdso|syscall)$"]
JSON = "--format=json"


def worker_of(run: "subprocess.Popen[str]") -> int:
    """The process that measures for a run, as soon as it has started."""
    wait_for(lambda: bool(workers_of(run.pid)))
    return workers_of(run.pid)[0]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [BINARY, *LONG, *arguments],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_ended_leaves_neither_process_nor_file(
    start: Start, tmp_path: Path, signal_number: int
) -> None:
    run = start("--processes=1", "--min-time=20", JSON, "--out=x.json")
    worker = worker_of(run)
    run.send_signal(signal_number)
    assert run.wait(timeout=120) == -signal_number
    wait_for(lambda: " worker " not in command_of(worker))
    assert list(tmp_path.iterdir()) == []


def test_a_worker_that_dies_is_told_and_the_others_go_on(start: Start) -> None:
    run = start("--processes=3", "--min-time=2", JSON)
    os.kill(worker_of(run), signal.SIGKILL)
    stdout, stderr = run.communicate()
    assert run.returncode == 0, stderr
    died = re.search(r"^warning: process (\d) died of SIGKILL$", stderr, re.M)
    assert died, stderr  # the first, unless this test itself had to wait for a CPU
    rows = strict_json(stdout)["benchmarks"]
    failed = [number == int(died[1]) for number in (1, 2, 3)]
    assert [row.get("error_occurred", False) for row in rows] == failed * 2


def catches(process: int, number: int) -> bool:
    """Whether a handler of its own waits for a signal, proc_pid_status(5)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    caught = re.search(r"^SigCgt:\t(\w+)$", status, re.M)
    return caught is not None and bool(int(caught[1], 16) >> (number - 1) & 1)


def test_a_worker_that_was_stopped_is_told_and_has_no_part_in_the_median(
    start: Start, tmp_path: Path
) -> None:
    run = start("--processes=3", "--min-time=2", "--format=table", "--out=x.json")
    worker = worker_of(run)
    wait_for(lambda: catches(worker, signal.SIGCONT))
    os.kill(worker, signal.SIGSTOP)
    os.kill(worker, signal.SIGCONT)
    stdout, stderr = run.communicate()
    assert run.returncode == 0, stderr
    assert "was stopped while it measured" in stderr
    assert "median of 2 processes" in stdout
    rows = strict_json((tmp_path / "x.json").read_text())["benchmarks"]
    failed = [row.get("error_occurred", False) for row in rows]
    assert sorted(failed) == [False] * 4 + [True] * 2


def test_a_parent_that_ignores_the_death_of_children_changes_nothing() -> None:
    ignoring = lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for arguments in (["check"], QUICK):
        done = vdsobench(*arguments, preexec_fn=ignoring)
        assert done.returncode == vdsobench(*arguments).returncode, done.stderr


def test_a_run_without_any_figure_has_failed(start: Start, tmp_path: Path) -> None:
    run = start("--processes=1", "--min-time=20", JSON, "--out=x.json")
    os.kill(worker_of(run), signal.SIGSEGV)
    stdout, stderr = run.communicate(timeout=120)
    assert (run.returncode, stdout) == (3, "")
    assert "warning: process 1 died of SIGSEGV" in stderr
    assert "vdsobench: no process has measured anything" in stderr
    assert list(tmp_path.iterdir()) == []
