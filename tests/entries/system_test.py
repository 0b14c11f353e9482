"""Who agrees with the running program's counts, and what it counts for whom."""

from __future__ import annotations

import re
import subprocess
from typing import Any

import pytest
from counting import COUNT_ENTRIES, counting, needs_ebpf, needs_root, report, tool

NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]


def with_tracefs(command: list[str]) -> list[str]:
    """Mounts tracefs for this command alone: not every system does, and perf needs it."""
    script = 'mount -t tracefs tracefs /sys/kernel/tracing; exec "$@"'
    return ["unshare", "--mount", "sh", "-c", script, "sh", *command]


# Others count too: what they see of the same process must grow by as much as the calls asked for.


def strace_count(syscall: str, command: list[str]) -> int:
    done = subprocess.run(
        [tool("strace"), "-f", "-c", "-e", f"trace={syscall}", *command],
        capture_output=True,
        text=True,
        check=True,
    )
    line = re.search(rf"^\s*\S+\s+\S+\s+\S+\s+(\d+)\s+(?:\d+\s+)?{syscall}$", done.stderr, re.M)
    return int(line.group(1)) if line else 0


def perf_count(command: list[str]) -> int:
    perf = [tool("perf"), "stat", "-x,", "-e", "raw_syscalls:sys_enter", *command]
    done = subprocess.run(with_tracefs(perf), capture_output=True, text=True, check=True)
    return int(done.stderr.split(",")[0])


@needs_root
@pytest.mark.parametrize(
    "call, syscall, each",
    [
        ("getppid/insn", "getppid", 1),
        ("clock_gettime:monotonic/syscall", "clock_gettime", 1),
        ("clock_gettime:monotonic_coarse/vdso", "clock_gettime", 0),
        ("time/vsyscall", "time", 0),
    ],
)
def test_strace_sees_the_same_system_calls(call: str, syscall: str, each: int) -> None:
    needs_ebpf()
    few, many = (strace_count(syscall, counting(call, n, "ebpf")) for n in (1000, 3000))
    assert many - few == 2000 * each


@needs_root
@pytest.mark.parametrize("call, each", [("getppid/insn", 1), ("time/vdso", 0)])
def test_perf_stat_sees_the_same_system_calls(call: str, each: int) -> None:
    needs_ebpf()
    # What a process does besides differs by a few calls from one start to the next.
    few, many = (perf_count(counting(call, n, "ebpf")) for n in (1000, 101_000))
    assert many - few == pytest.approx(100_000 * each, abs=20)


# A kernel without BTF, as this one is where its BTF is hidden, gets the untyped programs.


@needs_root
def test_ebpf_counts_without_the_kernels_btf() -> None:
    needs_ebpf()
    hidden = "mount -t tmpfs tmpfs /sys/kernel/btf"
    command = counting(KINDS, 1000, "ebpf")
    found = report(["unshare", "--mount", "sh", "-c", f'{hidden} && exec "$@"', "sh", *command])
    assert found["method"] == "ebpf", found["not_used"]
    assert_exact(found, 1000)


# Users without privilege, and with a little.


def nobody_may_run() -> None:
    if subprocess.run([*NOBODY, "test", "-x", COUNT_ENTRIES]).returncode != 0:
        pytest.skip(f"an ordinary user may not run {COUNT_ENTRIES}")


KINDS = "time/vdso,getppid/insn,getppid/syscall,time/vsyscall"


def assert_exact(found: dict[str, Any], times: int) -> None:
    entries = [(count["syscalls"], count["emulations"]) for count in found["counts"]]
    assert entries[:3] == [(0, 0), (times, 0), (times, 0)]
    assert entries[3:] == ([(0, times)] if "time/vsyscall" in found["calls"] else [])


@needs_root
def test_an_ordinary_user_counts_by_seccomp() -> None:
    nobody_may_run()
    found = report([*NOBODY, *counting(KINDS, 100_000, "auto")])
    assert found["method"] == "seccomp"
    ebpf, perf = found["not_used"]
    assert "setcap cap_bpf,cap_perfmon+ep" in ebpf["reason"]
    assert perf["method"] == "perf" and perf["reason"]
    assert_exact(found, 100_000)


@needs_root
def test_an_ordinary_user_with_cap_perfmon_counts_by_perf() -> None:
    nobody_may_run()
    # The second capability only to read the tracepoints' ids.
    given = "+perfmon,+dac_read_search"
    user = [*NOBODY, "--inh-caps", given, "--ambient-caps", given]
    found = report(with_tracefs([*user, *counting(KINDS, 100_000, "auto")]))
    assert found["method"] == "perf", found["not_used"]
    assert_exact(found, 100_000)
