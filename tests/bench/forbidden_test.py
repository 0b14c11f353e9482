"""Runs of a process that is not allowed everything: the outcome is right, and the run survives."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from command_line import BINARY, QUICK, strict_json, vdsobench
from launched import compile_c, launcher
from process_tree import workers_of

# Forbids the tick counter before main(), and after the loader, which reads it as well.
NO_TICKS = """
#include <sys/prctl.h>
__attribute__((constructor)) static void forbid(void) { prctl(PR_SET_TSC, PR_TSC_SIGSEGV); }
"""

# The same, and forbids to lift that.
NO_TICKS_FOR_GOOD = """
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
__attribute__((constructor)) static void forbid(void) {
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_prctl, 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PR_SET_TSC, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  struct sock_fprog program = {6, filter};
  prctl(PR_SET_TSC, PR_TSC_SIGSEGV);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}
"""

# Whether it dies of reading the tick counter that it has forbidden itself: not on every kernel.
READ_FORBIDDEN = """
#include <sys/prctl.h>
int main(void) { return prctl(PR_SET_TSC, PR_TSC_SIGSEGV) || !__builtin_ia32_rdtsc(); }
"""

# Takes the C library's place.
CRASH = "int getcpu(void) { __builtin_trap(); }"

KILL = "0x80000000"  # SECCOMP_RET_KILL_PROCESS
EPERM = "0x00050001"  # SECCOMP_RET_ERRNO | EPERM
ZERO = "0x00050000"  # SECCOMP_RET_ERRNO | 0: a success that does nothing
ENOSYS = "0x00050026"  # SECCOMP_RET_ERRNO | ENOSYS
SYS_CLOCK_GETRES = "229"
SYS_GETCPU = "309"
SYS_SCHED_SETAFFINITY = "203"
SYS_CLOCK_GETTIME = "228"


without_asan = pytest.mark.skipif(
    b"__asan_init" in Path(BINARY).read_bytes(),
    reason="the address sanitizer wants no library before itself, and its allocator reads the clock",
)


@pytest.fixture(scope="module")
def filtered(tmp_path_factory: pytest.TempPathFactory) -> str:
    return launcher("filtered", tmp_path_factory.mktemp("filter"))


@pytest.mark.parametrize("answer", [KILL, EPERM])
def test_a_filter_blocks_the_system_call_and_not_the_vdso(filtered: str, answer: str) -> None:
    command = [BINARY, "run", "--filter", "^getcpu/", "--min-time", "0.02", "--processes", "2"]
    command += ["--format", "json", "--quiet"]
    run = subprocess.run([filtered, answer, SYS_GETCPU, *command], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    labels = {row["name"]: row["label"] for row in strict_json(run.stdout)["benchmarks"]}
    assert labels["getcpu/syscall"] == labels["getcpu/insn"] == "blocked"
    assert labels["getcpu/vdso"] not in ("blocked", "unavailable")


def test_a_filter_that_denies_a_system_call_exists_is_told(filtered: str) -> None:
    command = [filtered, ENOSYS, SYS_CLOCK_GETRES, BINARY, "list", "--json"]
    run = subprocess.run(command, capture_output=True, text=True)
    calls = {call["name"]: call for call in strict_json(run.stdout)["calls"]}
    reason = calls["clock_getres:monotonic/insn"]["reason"]
    assert "answered ENOSYS" in reason and "a seccomp filter" in reason


@pytest.mark.parametrize("answer", [KILL, EPERM])
def test_a_clock_that_only_a_filter_hides_is_not_held_against_the_system(
    filtered: str, answer: str
) -> None:
    command = [filtered, answer, SYS_CLOCK_GETTIME, BINARY, "check", "--json"]
    check = subprocess.run(command, capture_output=True, text=True)
    assert check.returncode == vdsobench("check").returncode, check.stderr
    clocks = {each["name"]: each for each in strict_json(check.stdout)["functions"]}
    aux = clocks["clock_gettime:aux0"]
    assert (aux["outcome"], aux["grade"], aux["required"]) == ("blocked", "unknown", False)
    assert "whether this kernel has such a clock cannot be seen" in aux["reason"]


def test_a_clock_that_google_benchmark_may_not_read_is_told_before_anything(filtered: str) -> None:
    command = [filtered, EPERM, SYS_CLOCK_GETTIME, BINARY, "run", *QUICK]
    run = subprocess.run(command, capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (3, "")
    assert "CLOCK_THREAD_CPUTIME_ID" in run.stderr and run.stderr.count("\n") == 1


def test_a_process_that_may_not_choose_its_cpu_measures_where_it_is(filtered: str) -> None:
    command = [filtered, EPERM, SYS_SCHED_SETAFFINITY, BINARY]
    check = subprocess.run([*command, "check", "--json"], capture_output=True, text=True)
    assert check.returncode == vdsobench("check").returncode, check.stderr
    run = subprocess.run(
        [*command, "run", *QUICK, "--format", "json"], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert "may not choose its CPU" in run.stderr
    context = strict_json(run.stdout)["context"]
    assert "vdsobench.pinned_cpu" not in context
    asked = subprocess.run([*command, "run", *QUICK, "--cpu=0"], capture_output=True, text=True)
    assert asked.returncode == 2 and "cannot run on CPU 0" in asked.stderr


@without_asan
def test_a_function_that_crashes_is_a_finding(tmp_path: Path) -> None:
    library = compile_c(CRASH, tmp_path / "crash.so", "-shared", "-fPIC")
    check = vdsobench("check", "--json", env={**os.environ, "LD_PRELOAD": library})
    assert check.returncode == 1, check.stderr
    functions = {each["name"]: each for each in strict_json(check.stdout)["functions"]}
    assert functions["getcpu"]["grade"] == "bad"
    reason = f"{library} answers in the C library's place: died of SIGILL"
    assert functions["getcpu"]["reason"] == reason


# eBPF and perf do not see a system call that a filter answers; the filter that counts takes
# precedence over it (seccomp(2)).
@pytest.mark.parametrize("confirm", ["auto", "seccomp"])
def test_what_a_filter_answers_is_not_taken_for_the_kernels(filtered: str, confirm: str) -> None:
    command = [filtered, ZERO, SYS_GETCPU, BINARY, "check", "--json", "--confirm", confirm]
    check = subprocess.run(command, capture_output=True, text=True)
    said = strict_json(check.stdout)
    grades = {each["name"]: each["grade"] for each in said["functions"]}
    hidden = said["confirm"] in ("ebpf", "perf")
    assert grades["getcpu"] == grades["sched_getcpu"] == ("unknown" if hidden else "good")
    assert check.returncode == (3 if hidden else 0)


def move_away_from(first: int, second: int, process: int) -> None:
    try:
        if os.sched_getaffinity(process) == {first}:
            os.sched_setaffinity(process, [second])
    except ProcessLookupError:
        pass


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="there is one CPU only")
def test_a_process_that_is_moved_to_another_cpu_is_left_out() -> None:
    first, second = sorted(os.sched_getaffinity(0))[:2]
    command = [BINARY, "run", "--cpu", str(first), "--filter", "^time/vdso$", "--min-time", "2"]
    run = subprocess.Popen([*command, "--processes", "1"], stderr=subprocess.PIPE, text=True)
    while run.poll() is None:  # again and again, for it chooses its CPU as it starts
        for worker in workers_of(run.pid):
            move_away_from(first, second, worker)
        time.sleep(0.02)
    _, said = run.communicate()
    assert run.returncode == 3
    assert "was moved to another CPU" in said


def preloaded(source: str, folder: Path) -> dict[str, str]:
    """An environment in which programs load a library of this source before all others."""
    library = compile_c(source, folder / "preloaded.so", "-shared", "-fPIC")
    return {**os.environ, "LD_PRELOAD": library}


@pytest.fixture(scope="module")
def ticks_can_be_forbidden(tmp_path_factory: pytest.TempPathFactory) -> None:
    reader = compile_c(READ_FORBIDDEN, tmp_path_factory.mktemp("reader") / "reader")
    if subprocess.run([reader]).returncode != -signal.SIGSEGV:
        pytest.skip("this kernel does not enforce PR_SET_TSC")


def reads_the_counter() -> bool:
    """Whether the vDSO's clocks do: not where they enter the kernel."""
    clocksource = Path("/sys/devices/system/clocksource/clocksource0/current_clocksource")
    return clocksource.read_text().strip() in ("tsc", "kvm-clock", "hyperv_clocksource_tsc_page")


def assert_blames_prctl(environment: dict[str, str]) -> None:
    check = vdsobench("check", "--json", env=environment)
    assert check.returncode == 1, check.stderr
    functions = {each["name"]: each for each in strict_json(check.stdout)["functions"]}
    if reads_the_counter():
        assert functions["gettimeofday"]["outcome"] == "blocked"
        assert "PR_SET_TSC" in functions["gettimeofday"]["reason"]
    assert functions["time"]["grade"] in ("good", "unknown")


@without_asan
@pytest.mark.usefixtures("ticks_can_be_forbidden")
def test_a_forbidden_tick_counter_is_told_as_the_reason(tmp_path: Path) -> None:
    environment = preloaded(NO_TICKS, tmp_path)
    assert_blames_prctl(environment)
    run = vdsobench("run", *QUICK, "--quiet", env=environment)
    assert run.returncode == 0, run.stderr


@without_asan
@pytest.mark.usefixtures("ticks_can_be_forbidden")
def test_without_the_tick_counter_batches_are_timed_by_the_clock(tmp_path: Path) -> None:
    environment = preloaded(NO_TICKS_FOR_GOOD, tmp_path)
    assert_blames_prctl(environment)
    calls = ["--filter", "^(time/(vdso|syscall)|tick/insn)$", "--processes", "2"]
    run = vdsobench("run", *calls, "--min-time", "0.02", "--format", "json", env=environment)
    assert run.returncode == 0, run.stderr
    result = strict_json(run.stdout)
    assert result["context"]["vdsobench.counter"] == "clock_monotonic_raw"
    assert "CLOCK_MONOTONIC_RAW" in result["context"]["vdsobench.warnings"]
    rows = {row["name"]: row for row in result["benchmarks"]}
    assert "PR_SET_TSC" in rows["tick/insn"]["error_message"]
    for name in ("time/vdso", "time/syscall"):
        assert rows[name]["real_time"] > 0
        assert rows[name]["batch"] * rows[name]["real_time"] > 0.5e6, "half a millisecond"


@without_asan
@pytest.mark.usefixtures("ticks_can_be_forbidden")
@pytest.mark.parametrize("mode", ["--latency", "--exact"])
def test_what_needs_the_tick_counter_is_refused_without_it(mode: str, tmp_path: Path) -> None:
    run = vdsobench("run", *QUICK, mode, env=preloaded(NO_TICKS_FOR_GOOD, tmp_path))
    assert (run.returncode, run.stdout) == (3, "")
    assert f"{mode} needs the tick counter" in run.stderr and run.stderr.count("\n") == 1
