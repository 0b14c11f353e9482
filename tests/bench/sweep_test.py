"""Whatever a filter does to a system call that the tool makes: no false verdict, and no silence."""

import functools
import subprocess
from collections.abc import Callable

import pytest
from command_line import BINARY, strict_json
from launched import compile_c, launcher

# Answers of seccomp(2).
ANSWERS = {
    "EPERM": "0x00050001",
    "ENOSYS": "0x00050026",
    "KILL": "0x80000000",
    "TRAP": "0x00030000",
    "LOG": "0x7ffc0000",
}

# Those that are no more than help: without them everything can still be known. By number
# (arch/x86/entry/syscalls/syscall_64.tbl).
HELP = {
    "alarm": 37,
    "bpf": 321,
    "capset": 126,
    "clock_gettime": 228,
    "getrandom": 318,
    "gettimeofday": 96,
    "rt_sigprocmask": 14,
    "sched_setaffinity": 203,
    "timer_create": 222,
    "timer_settime": 223,
    "uname": 63,
}

PATIENCE = 200  # seconds: for what has no end, not for what is slow

Under = Callable[..., "subprocess.CompletedProcess[str]"]

each_call = pytest.mark.parametrize("call", HELP)
each_answer = pytest.mark.parametrize("answer", ANSWERS)


@pytest.fixture(scope="module")
def filtered(tmp_path_factory: pytest.TempPathFactory) -> str:
    return launcher("filtered", tmp_path_factory.mktemp("filter"))


def run(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A program of C++ that does nothing, but that its libraries prepare for more."""
    source, folder = "int main(void) { return 0; }", tmp_path_factory.mktemp("nothing")
    return compile_c(source, folder / "nothing", "-Wl,--no-as-needed", "-lstdc++")


@pytest.fixture
def under(filtered: str, nothing: str, call: str, answer: str) -> Under:
    """Runs the tool under a filter, and sees to it that it ends in one of its ways, with a word."""

    def run_under(*arguments: str) -> "subprocess.CompletedProcess[str]":
        filter_first = [filtered, ANSWERS[answer], str(HELP[call])]
        done = run(*filter_first, BINARY, *arguments)
        if done.returncode not in (0, 1, 2, 3) and run(*filter_first, nothing).returncode != 0:
            pytest.skip(f"no program gets as far as its main() under this filter of {call}")
        assert done.returncode in (0, 1, 3) and (done.stdout or done.stderr), done
        return done

    return run_under


def by_grade(check: "subprocess.CompletedProcess[str]") -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for function in strict_json(check.stdout)["functions"]:
        found.setdefault(function["grade"], set()).add(function["name"])
    return found


@functools.cache
def as_it_is() -> dict[str, set[str]]:
    return by_grade(run(BINARY, "check", "--json"))


def makes(call: str, function: str) -> bool:
    return function.partition(":")[0] == call


@each_answer
@each_call
def test_no_verdict_is_false(under: Under, call: str) -> None:
    check = under("check", "--json")
    said, truth = by_grade(check), as_it_is()
    assert said.get("good") == truth.get("good")
    wronged = said.get("bad", set()) - truth.get("bad", set())
    assert all(makes(call, function) for function in wronged), wronged


@each_answer
@each_call
def test_a_run_ends_with_a_result_or_a_line(under: Under) -> None:
    command = ["run", "--filter", "^(time|getppid)/", "--min-time", "0.001", "--processes", "1"]
    done = under(*command, "--format", "json")
    if done.returncode == 3:
        assert "vdsobench: " in done.stderr
    else:
        assert strict_json(done.stdout)["benchmarks"]
