"""check -- PROGRAM: what is counted of a zoo of programs, why, and the exit status."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1]))
from command_line import BINARY, vdsobench  # noqa: E402

ASKS = Path(__file__).parents[1] / "zoo" / "asks.c"
CALLS = 300

# The kernel's headers, which musl has none of.
KERNELS = ["-idirafter", "/usr/include", "-idirafter", "/usr/include/x86_64-linux-gnu"]

# How the zoo's programs are made. What a machine lacks is left out, and said.
COMPILERS = {
    "glibc": ["cc"],
    "static glibc": ["cc", "-static"],
    "musl": ["musl-gcc", *KERNELS],
    "static musl": ["musl-gcc", "-static", *KERNELS],
    "32-bit": ["cc", "-m32"],
}


def check(*words: str | Path, **settings: Any) -> subprocess.CompletedProcess[str]:
    done = vdsobench("check", *map(str, words), **settings)
    if done.returncode == 125 and "cannot be noticed" in done.stderr:
        pytest.skip(done.stderr.strip())
    return done


@pytest.fixture(scope="module")
def asks(tmp_path_factory: pytest.TempPathFactory) -> Any:
    made: dict[str, Path] = {}

    def of_kind(kind: str) -> Path:
        if kind not in made:
            compiler, *options = COMPILERS[kind]
            program = tmp_path_factory.mktemp("zoo") / "asks"
            if not shutil.which(compiler):
                pytest.skip(f"there is no {compiler}")
            command = [compiler, "-O2", "-w", *options, "-o", program, ASKS]
            if subprocess.run(command, capture_output=True).returncode != 0:
                pytest.skip(f"{compiler} makes no program for {kind}")
            if subprocess.run([program, "cputime", "1"]).returncode != 0:
                pytest.skip(f"the kernel does not run a program for {kind}")
            made[kind] = program
        return made[kind]

    return of_kind


def clocks_stay_in_user_space() -> bool:
    done = vdsobench("check", "--json")
    outcomes = {row["name"]: row["outcome"] for row in json.loads(done.stdout)["functions"]}
    return outcomes.get("clock_gettime:monotonic") == "userspace"


@dataclass(frozen=True)
class Expected:
    function: str
    origin: str
    reason: str


PAST_LIBRARY = Expected("clock_gettime:monotonic", "libc", "syscall(2)")
ITSELF = Expected("gettimeofday", "program", "itself")
ZOO = {
    ("glibc", "library"): None,
    ("glibc", "syscall"): PAST_LIBRARY,
    ("glibc", "instruction"): ITSELF,
    ("glibc", "resolution"): None,
    ("static glibc", "library"): None,
    ("static glibc", "instruction"): ITSELF,
    ("musl", "library"): None,
    ("musl", "syscall"): PAST_LIBRARY,
    ("musl", "resolution"): Expected("clock_getres:monotonic", "libc", "musl"),
    ("static musl", "library"): None,
    ("static musl", "instruction"): ITSELF,
}


@pytest.mark.parametrize("kind, way", ZOO)
def test_each_program_is_told_where_it_asks_and_why(asks: Any, kind: str, way: str) -> None:
    if not clocks_stay_in_user_space():
        pytest.skip("this machine's clocks enter the kernel whoever asks")
    program = asks(kind)
    done = check("--json", "--", program, way, str(CALLS))
    rows = [row for row in json.loads(done.stderr)["rows"] if row["avoidable"]]
    expected = ZOO[kind, way]
    if expected is None:
        assert rows == [] and done.returncode == 0
        return
    (row,) = rows
    assert (row["calls"], row["name"], row["processes"]) == (CALLS, "asks", 1)
    assert (row["function"], row["from"]) == (expected.function, expected.origin)
    assert expected.reason in row["reason"] and row["remedy"]
    assert done.returncode == 1


def test_the_vsyscall_page_is_told_from_the_system_call(asks: Any) -> None:
    if "[vsyscall]" not in Path("/proc/self/maps").read_text():
        pytest.skip("the kernel maps no vsyscall page")
    done = check("--json", "--", asks("glibc"), "page", str(CALLS))
    (row,) = [row for row in json.loads(done.stderr)["rows"] if row["avoidable"]]
    assert (row["function"], row["from"], row["calls"]) == ("gettimeofday", "vsyscall", CALLS)


def test_a_32_bit_program_is_counted(asks: Any) -> None:
    done = check("--json", "--", asks("32-bit"), "syscall", str(CALLS))
    assert sum(row["calls"] for row in json.loads(done.stderr)["rows"]) == CALLS


def test_what_no_vdso_answers_is_shown_and_not_held_against_it(asks: Any) -> None:
    done = check("--json", "--", asks("glibc"), "cputime", str(CALLS))
    rows = json.loads(done.stderr)["rows"]
    (row,) = [row for row in rows if row["function"] == "clock_gettime:process_cputime"]
    assert (row["calls"], row["avoidable"]) == (CALLS, False)
    assert done.returncode == 0


def test_children_and_filtered_programs_are_counted_too(asks: Any) -> None:
    done = check("--json", "--", asks("glibc"), "instruction", str(CALLS), "filtered", "forked")
    (row,) = [row for row in json.loads(done.stderr)["rows"] if row["avoidable"]]
    assert row["calls"] == CALLS and "filtered by seccomp" in " ".join(row["circumstances"])


def test_only_a_filter_of_its_own_is_told_of_a_program(asks: Any) -> None:
    usual, filtered = (
        json.loads(check("--json", "--", asks("glibc"), "syscall", str(CALLS), *more).stderr)
        for more in ([], ["filtered"])
    )
    words = "filtered by seccomp"
    if words in usual["rows"][0]["circumstances"]:
        pytest.skip("this machine filters the system calls of all that runs here")
    assert words in filtered["rows"][0]["circumstances"]


def test_threads_are_of_their_process(tmp_path: Path) -> None:
    threads = tmp_path / "threads"
    source = ASKS.with_name("threads.c")
    subprocess.run(["cc", "-O2", "-w", "-pthread", "-o", threads, source], check=True)
    told = json.loads(check("--json", "--", threads, "100", "4").stderr)
    (row,) = [row for row in told["rows"] if row["function"].startswith("clock_gettime")]
    assert (row["name"], row["processes"]) == ("threads", 1)
    assert row["calls"] % 100 == 0


def test_the_limit_and_the_status_can_be_set(asks: Any) -> None:
    entries = [asks("glibc"), "instruction", "10"]
    assert check("--", *entries).returncode == 1
    assert check("--at-most", "9", "--", *entries).returncode == 1
    assert check("--at-most", "10", "--", *entries).returncode == 0
    assert check("--error-exitcode", "42", "--", *entries).returncode == 42


def test_the_programs_own_status_comes_first() -> None:
    assert check("--", "sh", "-c", "exit 7").returncode == 7
    assert check("--", "sh", "-c", "kill -9 $$").returncode == 128 + signal.SIGKILL


def test_its_input_and_output_are_the_programs() -> None:
    done = check("--", "sh", "-c", "cat; echo loud >&2", input="text")
    assert done.stdout == "text"
    assert done.stderr.startswith("loud\n") and "avoidable entries into the kernel" in done.stderr


def test_options_behind_the_dashes_are_the_programs() -> None:
    done = check("--", "echo", "--json", "--at-most", "x", "--")
    assert (done.returncode, done.stdout) == (0, "--json --at-most x --\n")


@pytest.mark.parametrize(
    "program, status", [("/no/such/program", 127), ("no-such-program", 127), ("/proc", 126)]
)
def test_a_program_that_cannot_be_run_has_the_usual_status(program: str, status: int) -> None:
    done = check("--", program)
    assert done.returncode == status
    assert done.stderr.startswith(f"vdsobench: {program}: ") and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["--at-most", "-1", "--", "true"],
        ["--at-most", "x", "--", "true"],
        ["--error-exitcode", "256", "--", "true"],
        ["--error-exitcode", "0", "--", "true"],
        ["--at-most", "3"],
        ["--"],
        ["--require", "time", "--", "true"],
        ["--pid", "1", "--", "true"],
    ],
    ids=" ".join,
)
def test_bad_input_is_told_before_anything_is_run(words: list[str]) -> None:
    done = check(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("vdsobench: ") and done.stderr.count("\n") == 1, done.stderr


def test_what_the_terminal_interrupts_is_the_program() -> None:
    script = "trap 'echo caught; exit 9' INT; echo ready; while :; do sleep 0.05; done"
    command = [BINARY, "check", "--", "sh", "-c", script]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        assert running.stdout and running.stderr
        first = running.stdout.readline()
        if not first and "cannot be noticed" in (said := running.stderr.read()):
            pytest.skip(said.strip())
        os.killpg(running.pid, signal.SIGINT)
        assert running.stdout.read() == "caught\n"
        assert running.wait(60) == 9


def test_a_program_dies_with_the_tool(tmp_path: Path) -> None:
    script = f"echo $$ >{tmp_path / 'pid'}; echo ready; exec sleep 1000"
    command = [BINARY, "check", "--", "sh", "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        if running.stdout.readline() != b"ready\n":
            pytest.skip(running.stderr.read().decode())
        program = int((tmp_path / "pid").read_text())
        pidfd = os.pidfd_open(program)
        running.kill()
        assert_ends(pidfd)


def assert_ends(pidfd: int) -> None:
    assert select.select([pidfd], [], [], 60)[0], "it still runs"
    os.close(pidfd)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a file that lends rights")
def test_rights_that_a_file_gives_and_the_program_does_not_get_are_told() -> None:
    somebody, file = 65534, Path(tempfile.mkdtemp()) / "lends"
    shutil.copy("/bin/true", file)
    file.chmod(0o4755)
    file.parent.chmod(0o755)
    tool = shutil.copy(BINARY, file.parent)
    command = [tool, "check", "--", "sh", "-c", file]
    try:
        as_root = subprocess.run(command, capture_output=True, text=True)
        as_user = subprocess.run(
            command, capture_output=True, text=True, user=somebody, group=somebody, cwd="/"
        )
    finally:
        shutil.rmtree(file.parent)
    if "cannot be noticed" in as_user.stderr:
        pytest.skip(as_user.stderr.strip())
    if "NoNewPrivs:\t0" in Path("/proc/self/status").read_text():
        assert "without the rights" not in as_root.stderr
    assert f"{file} (set-user-ID) ran without the rights" in " ".join(as_user.stderr.split())
    assert as_user.returncode == 0
