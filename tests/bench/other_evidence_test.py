"""What is judged and what is timed are one program, also where a fresh start would be another."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from command_line import BINARY, strict_json, vdsobench
from launched import launcher

LOADER = Path("/lib64/ld-linux-x86-64.so.2")
BRIEF = ["--min-time", "0.02", "--processes", "2", "--format", "json", "--quiet"]
CALLS = ["--filter", "^time/(libc|insn|syscall)$"]

without_asan = pytest.mark.skipif(
    b"__asan_init" in Path(BINARY).read_bytes(), reason="the address sanitizer wants its own loader"
)


def started_by(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, timeout=600)


def grades(check: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    assert check.returncode in (0, 1, 3), check.stderr
    return {each["name"]: each["grade"] for each in strict_json(check.stdout)["functions"]}


def rows(run: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    assert run.returncode in (0, 1), run.stderr
    every = strict_json(run.stdout)["benchmarks"]
    return {row["name"]: row for row in every if row.get("aggregate_name", "median") == "median"}


@pytest.fixture(scope="module")
def without_vdso(tmp_path_factory: pytest.TempPathFactory) -> str:
    program = launcher("without_vdso", tmp_path_factory.mktemp("launcher"))
    if started_by(program, "/bin/true").returncode != 0:
        pytest.skip("this process may not trace another")
    if grades(vdsobench("check", "--json"))["time"] != "good":
        pytest.skip("time(2) does not stay in user space here")
    return program


def test_a_hidden_vdso_is_a_slow_path(without_vdso: str) -> None:
    said = grades(started_by(without_vdso, BINARY, "check", "--json"))
    assert said["time"] == said["gettimeofday"] == "bad"


def test_calls_of_a_hidden_vdso_are_timed_without_it(without_vdso: str) -> None:
    """A system call of the C library's, which by the vDSO takes a fiftieth of the bare one."""
    found = rows(started_by(without_vdso, BINARY, "run", *CALLS, *BRIEF))
    times = {name.partition("/")[2][:4]: row["real_time"] for name, row in found.items()}
    assert times["libc"] > times["insn"] / 4, times


@without_asan
@pytest.mark.skipif(not LOADER.exists(), reason="this system has another loader")
def test_a_program_that_the_loader_was_asked_to_run_is_measured() -> None:
    loader = str(LOADER)
    assert grades(started_by(loader, BINARY, "check", "--json")) == grades(
        vdsobench("check", "--json")
    )
    run = started_by(loader, BINARY, "run", *CALLS, *BRIEF)
    assert run.stderr == "" and all(row["real_time"] > 0 for row in rows(run).values())
