"""What the running program attaches when, and what it leaves behind."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import time
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest
from counting import VDSOBENCH, counting, needs_ebpf, needs_root, tool
from process_tree import ENDED, bpf_programs_of, children, files_in


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


def held_by_none() -> set[int]:
    """The kernel frees a program a little after the last descriptor is closed."""
    held = set()
    for folder in Path("/proc").glob("[0-9]*"):
        held |= bpf_programs_of(folder.name)
    return set(programs()) - held


def descriptors(process: int) -> set[str]:
    """What a process holds of BPF and perf, such as anon_inode:bpf-prog."""
    held = set()
    for descriptor in files_in(Path(f"/proc/{process}/fd")):
        try:
            held.add(os.readlink(descriptor))
        except OSError:
            continue
    return {name for name in held if re.match(r"anon_inode:\[?(bpf|perf_event)", name)}


def wait_until(true: Any, seconds: float = 120) -> bool:
    """Only what hangs takes so long."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def child_that(holds: Callable[[int], bool], run: "subprocess.Popen[bytes]") -> int:
    """The first child of a run for which something holds; others come and go."""
    found: list[int] = []
    assert wait_until(lambda: found.extend(filter(holds, children(run.pid))) or found)
    return found[0]


@pytest.fixture
def counter() -> Iterator[Any]:
    """Starts runs that count for long, and ends those that are left."""
    started: list[subprocess.Popen[bytes]] = []

    def start(confirm: str) -> subprocess.Popen[bytes]:
        command = counting("getppid/insn,time/vdso", 10**12, confirm)
        started.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@needs_root
def test_a_process_that_counts_holds_programs_that_can_be_recognised(counter: Any) -> None:
    needs_ebpf()
    forked = child_that(lambda p: "anon_inode:bpf_link" in descriptors(p), counter("ebpf"))
    names = {programs()[program] for program in bpf_programs_of(forked)}
    assert names in ({"vdsobench_enter"}, {"vdsobench_enter", "vdsobench_emulate"})


@needs_root
def test_a_killed_counter_leaves_nothing_behind(counter: Any) -> None:
    needs_ebpf()
    seconds = random.Random(3)
    for _ in range(20):
        process = counter("ebpf")
        time.sleep(seconds.uniform(0, 0.08))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert wait_until(lambda: not held_by_none()), held_by_none()
    assert [link for link in listed("link") if link.get("prog_id") in held_by_none()] == []


def is_worker(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")[1:2] == [b"worker"]
    except ENDED:
        return False


def keeps_nothing(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except ENDED:
        return False
    return is_worker(process) and "CapEff:\t0000000000000000\n" in status


@needs_root
def test_a_process_that_times_keeps_no_capability() -> None:
    command = [VDSOBENCH, "run", "--filter", "getppid/insn", "--processes", "1", "--min-time", "1"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        child_that(keeps_nothing, run)
    finally:
        run.wait()


@needs_root
def test_nothing_is_attached_while_calls_are_timed() -> None:
    needs_ebpf()
    run = subprocess.Popen(  # two processes: one that was stopped has no part in the figures
        [VDSOBENCH, "run", "--filter", "getppid/insn", "--processes", "2", "--min-time", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        worker = child_that(keeps_nothing, run)
        os.kill(worker, signal.SIGSTOP)  # in the middle of it
        try:
            for process in (run.pid, worker):
                assert bpf_programs_of(process) == set()
                assert descriptors(process) == set()
            assert wait_until(lambda: not held_by_none())
        finally:
            os.kill(worker, signal.SIGCONT)
    finally:
        _, said = run.communicate()
    assert run.returncode == 0
    assert b"kernel entries counted by ebpf" in said
