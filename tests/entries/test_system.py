"""What only the running program shows: who agrees with it, and what it leaves behind."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any, Iterator

import pytest

VDSOBENCH = os.environ.get("VDSOBENCH_BINARY", "build/release/bench/vdsobench")
NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")


def tool(name: str) -> str:
    path = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")
    if path is None:
        pytest.skip(f"needs {name}")
    return path


def counting(calls: str, times: int, confirm: str) -> list[str]:
    return [VDSOBENCH, "counter", "--calls", calls, "--times", str(times), "--confirm", confirm]


def with_tracefs(command: list[str]) -> list[str]:
    """Mounts tracefs for this command alone: not every system does, and perf needs it."""
    script = 'mount -t tracefs tracefs /sys/kernel/tracing; exec "$@"'
    return ["unshare", "--mount", "sh", "-c", script, "sh", *command]


def report(command: list[str]) -> dict[str, Any]:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    parsed: dict[str, Any] = json.loads(done.stdout)
    return parsed


def needs_ebpf() -> None:
    found = report(counting("getppid/insn", 1, "ebpf"))
    if found["method"] != "ebpf":
        pytest.skip(found["not_used"][0]["reason"])


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
    if subprocess.run([*NOBODY, VDSOBENCH, "--version"], capture_output=True).returncode != 0:
        pytest.skip(f"an ordinary user may not run {VDSOBENCH}")


KINDS = "time/vdso,getppid/insn,getppid/syscall,time/vsyscall"


def assert_exact(found: dict[str, Any], times: int) -> None:
    entries = [(count["syscalls"], count["emulations"]) for count in found["counts"][:3]]
    assert entries == [(0, 0), (times, 0), (times, 0)]
    page = found["counts"][3]
    assert page.get("emulations") == times or "no [vsyscall] page" in page["error"]


@needs_root
def test_an_ordinary_user_counts_a_million_calls_by_seccomp() -> None:
    nobody_may_run()
    found = report([*NOBODY, *counting(KINDS, 1_000_000, "auto")])
    assert found["method"] == "seccomp"
    ebpf, perf = found["not_used"]
    assert "setcap cap_bpf,cap_perfmon+ep" in ebpf["reason"]
    assert perf["method"] == "perf" and perf["reason"]
    assert_exact(found, 1_000_000)


@needs_root
def test_an_ordinary_user_with_cap_perfmon_counts_a_million_calls_by_perf() -> None:
    nobody_may_run()
    # The second capability only to read the tracepoints' ids.
    given = "+perfmon,+dac_read_search"
    user = [*NOBODY, "--inh-caps", given, "--ambient-caps", given]
    found = report(with_tracefs([*user, *counting(KINDS, 1_000_000, "auto")]))
    assert found["method"] == "perf", found["not_used"]
    assert_exact(found, 1_000_000)


# What is left behind, and what is attached when.


def listed(kind: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [tool("bpftool"), "--json", kind, "show"], capture_output=True, text=True, check=True
    )
    found: list[dict[str, Any]] = json.loads(done.stdout or "[]")
    return found


def programs() -> dict[int, str]:
    """Our programs in the kernel: their ids and names."""
    ours = (p for p in listed("prog") if p.get("name", "").startswith("vdsobench"))
    return {program["id"]: program["name"] for program in ours}


def held_by(process: int | str) -> set[int]:
    """The ids of the programs that a process holds."""
    held = set()
    for descriptor in Path(f"/proc/{process}/fdinfo").glob("*"):
        try:
            held |= {int(i) for i in re.findall(r"^prog_id:\s+(\d+)", descriptor.read_text(), re.M)}
        except OSError:
            continue
    return held


def held_by_none() -> set[int]:
    """The kernel frees a program a little after the last descriptor is closed."""
    held = set()
    for folder in Path("/proc").glob("[0-9]*"):
        held |= held_by(folder.name)
    return set(programs()) - held


def descriptors(process: int) -> set[str]:
    """What a process holds of BPF and perf, such as anon_inode:bpf-prog."""
    held = set()
    for descriptor in Path(f"/proc/{process}/fd").glob("*"):
        try:
            held.add(os.readlink(descriptor))
        except OSError:
            continue
    return {name for name in held if "bpf" in name or "perf_event" in name}


def wait_until(true: Any, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def counter() -> Iterator[Any]:
    """Starts processes that count for long, and ends those that are left."""
    started: list[subprocess.Popen[bytes]] = []

    def start(confirm: str) -> subprocess.Popen[bytes]:
        command = counting("getppid/insn,time/vdso", 200_000_000, confirm)
        started.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@needs_root
def test_a_process_that_counts_holds_programs_that_can_be_recognised(counter: Any) -> None:
    needs_ebpf()
    process = counter("ebpf")
    assert wait_until(lambda: "anon_inode:bpf_link" in descriptors(process.pid))
    names = {programs()[program] for program in held_by(process.pid)}
    assert names in ({"vdsobench_enter"}, {"vdsobench_enter", "vdsobench_emulate"})


@needs_root
def test_a_killed_counter_leaves_nothing_behind(counter: Any) -> None:
    needs_ebpf()
    seconds = random.Random(3)
    for _ in range(40):
        process = counter("ebpf")
        time.sleep(seconds.uniform(0, 0.08))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert wait_until(lambda: not held_by_none()), held_by_none()
    assert [link for link in listed("link") if link.get("prog_id") in held_by_none()] == []


def children(process: int) -> list[int]:
    try:
        return [
            int(p) for p in Path(f"/proc/{process}/task/{process}/children").read_text().split()
        ]
    except FileNotFoundError:
        return []


def is_worker(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")[1:2] == [b"worker"]
    except FileNotFoundError:
        return False


def keeps_nothing(process: int) -> bool:
    status = Path(f"/proc/{process}/status")
    return is_worker(process) and "CapEff:\t0000000000000000\n" in status.read_text()


@needs_root
def test_a_process_that_times_keeps_no_capability() -> None:
    command = [VDSOBENCH, "run", "--filter", "getppid/insn", "--processes", "1", "--min-time", "1"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert wait_until(lambda: any(keeps_nothing(child) for child in children(run.pid)))
    finally:
        run.wait()


@needs_root
def test_nothing_is_attached_while_calls_are_timed() -> None:
    needs_ebpf()
    run = subprocess.Popen(
        [VDSOBENCH, "run", "--filter", "getppid/insn", "--processes", "1", "--min-time", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        assert wait_until(lambda: any(is_worker(child) for child in children(run.pid)))
        assert wait_until(lambda: not held_by_none())
        times = 0
        while any(is_worker(child) for child in children(run.pid)):
            for process in [run.pid, *children(run.pid)]:
                assert held_by(process) == set()
                assert descriptors(process) == set()
            assert not held_by_none()
            times += 1
        assert times >= 3
    finally:
        _, said = run.communicate()
    assert run.returncode == 0
    assert b"kernel entries counted by ebpf" in said
