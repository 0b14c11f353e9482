"""Whatever a filter does to a system call that the tool makes: no false verdict, and no silence.

VDSOBENCH_LONG=yes tries every call that it makes, else those that are no more than help.
"""

import functools
import os
import signal
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

# All others that strace saw `check` and `run` make, on Linux 6.18 with glibc 2.36. Those that every
# program makes before its main() are here too: what decides is what happens on the machine. Not
# execve: nothing is started without.
OTHERS = {
    "access": 21,
    "arch_prctl": 158,
    "brk": 12,
    "capget": 125,
    "clock_getres": 229,
    "clock_nanosleep": 230,
    "clone": 56,
    "clone3": 435,
    "close": 3,
    "dup2": 33,
    "exit": 60,
    "exit_group": 231,
    "faccessat2": 439,
    "fcntl": 72,
    "futex": 202,
    "getcpu": 309,
    "getdents64": 217,
    "getpid": 39,
    "getppid": 110,
    "getrusage": 98,
    "gettid": 186,
    "ioctl": 16,
    "lseek": 8,
    "madvise": 28,
    "mmap": 9,
    "mprotect": 10,
    "mremap": 25,
    "munmap": 11,
    "newfstatat": 262,
    "openat": 257,
    "pipe2": 293,
    "poll": 7,
    "prctl": 157,
    "pread64": 17,
    "prlimit64": 302,
    "read": 0,
    "readlink": 89,
    "recvfrom": 45,
    "rseq": 334,
    "rt_sigaction": 13,
    "sched_getaffinity": 204,
    "sendto": 44,
    "set_robust_list": 273,
    "set_tid_address": 218,
    "setsockopt": 54,
    "socket": 41,
    "sysinfo": 99,
    "time": 201,
    "timer_delete": 226,
    "vfork": 58,
    "wait4": 61,
    "write": 1,
}

CALLS = HELP | (OTHERS if os.environ.get("VDSOBENCH_LONG") else {})

# Without write(2) nothing can be said. What a filter kills for is found out in a child, and the first
# child has to be made by some call: vfork(2), which is made where there is a filter, and only there.
SILENT = {"write", "vfork"}

PATIENCE = 200  # seconds: for what has no end, not for what is slow

Under = Callable[..., "subprocess.CompletedProcess[str]"]

each_call = pytest.mark.parametrize("call", CALLS)
each_answer = pytest.mark.parametrize("answer", ANSWERS)


@pytest.fixture(scope="module")
def filtered(tmp_path_factory: pytest.TempPathFactory) -> str:
    return launcher("filtered", tmp_path_factory.mktemp("filter"))


def run(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A program that does nothing, but has the libraries that prepare for more before main()."""
    source, folder = "int main(void) { return 0; }", tmp_path_factory.mktemp("nothing")
    return compile_c(source, folder / "nothing", "-Wl,--no-as-needed", "-lstdc++", "-lbenchmark")


@pytest.fixture
def under(filtered: str, nothing: str, call: str, answer: str) -> Under:
    """Runs the tool under a filter, and sees to it that it ends in one of its ways, with a word."""

    def run_under(*arguments: str) -> "subprocess.CompletedProcess[str]":
        filter_first = [filtered, ANSWERS[answer], str(CALLS[call])]
        done = run(*filter_first, BINARY, *arguments)
        if done.returncode not in (0, 1, 2, 3) and run(*filter_first, nothing).returncode != 0:
            pytest.skip(f"no program gets as far as its main() under this filter of {call}")
        if call in SILENT and done.returncode == -signal.SIGSYS:
            pytest.skip(f"nothing can be said without {call}")
        assert done.returncode in (0, 1, 3), done
        assert done.stdout or done.stderr or call in SILENT, done
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
    if check.returncode == 3 and not check.stdout:  # it has said why
        return
    said, truth = by_grade(check), as_it_is()
    assert said.get("good", set()) <= truth.get("good", set())
    if call in HELP:
        assert said.get("good") == truth.get("good")
    wronged = said.get("bad", set()) - truth.get("bad", set())
    assert all(makes(call, function) for function in wronged), wronged


@each_answer
@each_call
def test_a_run_ends_with_a_result_or_a_line(under: Under, call: str) -> None:
    command = ["run", "--filter", "^(time|getppid)/", "--min-time", "0.001", "--processes", "1"]
    done = under(*command, "--format", "json")
    if done.returncode == 3:
        assert "vdsobench: " in done.stderr or call in SILENT
    else:
        assert strict_json(done.stdout)["benchmarks"]
