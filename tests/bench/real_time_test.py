"""Runs under a real-time class, where a thread that spins lets no other of its CPU run."""

import os
import subprocess
from pathlib import Path

import pytest
from command_line import BINARY, QUICK, strict_json


def under_real_time() -> None:
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))


@pytest.fixture(autouse=True)
def allowed() -> None:
    try:
        subprocess.run(["true"], preexec_fn=under_real_time, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"no process can be of the class SCHED_FIFO here (RLIMIT_RTPRIO): {error}")


def run(tmp_path: Path, *arguments: str) -> tuple[int, str, list[dict[str, object]]]:
    file = tmp_path / "result.json"
    done = subprocess.run(
        [BINARY, "run", *QUICK, *arguments, "--out", str(file)],
        preexec_fn=under_real_time,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stderr, strict_json(file.read_text())["benchmarks"]


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one CPU, and two threads need two")
def test_threads_measure(tmp_path: Path) -> None:
    status, stderr, rows = run(tmp_path, "--threads=1,2")
    assert status == 0, stderr
    assert {row["threads"] for row in rows} == {1, 2}
    assert all(row["real_time"] > 0 for row in rows)  # type: ignore[operator]


def test_one_thread_measures(tmp_path: Path) -> None:
    status, stderr, rows = run(tmp_path)
    assert status == 0, stderr
    assert rows
