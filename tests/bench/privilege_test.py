"""What any user can do with a program that has file capabilities: count, and nothing else."""

import json
import os
import random
import re
import shutil
import signal
import stat
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command_line import BINARY
from process_tree import bpf_programs_of, children, wait_for, workers_of

COUNT_ENTRIES = os.environ["COUNT_ENTRIES"]
KILLS = int(os.environ.get("VDSOBENCH_KILLS", "20"))
# A user of this test alone: another could hold the one place that a user has.
NOBODY = 100_000 + os.getpid()

# include/uapi/linux/capability.h: a vfs_cap_data of revision 2, with CAP_PERFMON (38) and CAP_BPF
# (39) permitted, and effective from the start.
LENT = struct.pack("<5I", 0x02000001, 0, 0, 1 << 38 - 32 | 1 << 39 - 32, 0)

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can lend capabilities")


def as_nobody() -> None:
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Where everybody can go, unlike pytest's own."""
    made = Path(tempfile.mkdtemp(prefix="vdsobench-test-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def lend(program: str, folder: Path) -> str:
    copy = folder / Path(program).name
    if not copy.exists():
        shutil.copy(program, copy)
        copy.chmod(0o755)
        try:
            os.setxattr(copy, "security.capability", LENT)
        except OSError as error:
            pytest.skip(f"no file in {folder} can have capabilities: {error}")
    return str(copy)


@pytest.fixture(scope="module")
def vdsobench(folder: Path) -> str:
    return lend(BINARY, folder)


@pytest.fixture(scope="module")
def count_entries(folder: Path) -> str:
    """Counts by eBPF as nobody, as often and as long as a test wants."""
    program = lend(COUNT_ENTRIES, folder)
    counted = json.loads(output_of([program, "ebpf", "1", "10", "getppid/insn"]))
    if counted["method"] != "ebpf":
        pytest.skip(counted["not_used"][0]["reason"])
    return program


def output_of(command: list[str]) -> str:
    done = subprocess.run(
        command, preexec_fn=as_nobody, capture_output=True, text=True, timeout=120, cwd="/"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def start() -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Starts programs as nobody, in process groups of their own, which are killed at the end."""
    started: list[subprocess.Popen[str]] = []

    def run(*command: str, cwd: str = "/") -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            command,
            preexec_fn=as_nobody,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=cwd,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.communicate()


Start = Callable[..., "subprocess.Popen[str]"]


def capabilities_of(process: int) -> dict[str, int]:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return {name: int(word, 16) for name, word in re.findall(r"^Cap(\w+):\t(\w+)$", status, re.M)}


def test_any_user_counts_by_ebpf(vdsobench: str, count_entries: str) -> None:
    assert json.loads(output_of([vdsobench, "check", "--json"]))["confirm"] == "ebpf"


def test_a_program_that_runs_as_another_user_is_refused(folder: Path) -> None:
    copy = folder / "set-user-id"
    shutil.copy(BINARY, copy)
    for bits in (stat.S_ISUID, stat.S_ISGID):
        copy.chmod(0o755 | bits)
        done = subprocess.run([copy, "list"], preexec_fn=as_nobody, capture_output=True, text=True)
        if done.returncode == 0:
            pytest.skip(f"{folder} is mounted nosuid")
        assert "chmod ug-s" in done.stderr
        # LeakSanitizer attaches by ptrace, which the kernel refuses here, and then sets its own status.
        status = 1 if "LeakSanitizer" in done.stderr else 2
        assert (done.returncode, done.stdout) == (status, "")


# Whoever counts for a user waits a little for another, then says so.
def test_one_counter_a_user_at_a_time(count_entries: str, start: Start) -> None:
    endless = [count_entries, "ebpf", str(10**12), "60", "getppid/insn"]
    first = start(*endless)
    wait_for(lambda: any(bpf_programs_of(child) for child in children(first.pid)))
    for other in [start(*endless) for _ in range(5)]:
        report = json.loads(other.communicate(timeout=60)[0])
        assert report["method"] == "off"
        assert "another process holds" in report["not_used"][0]["reason"]
    another = json.loads(output_of([count_entries, "auto", "10", "60", "getppid/insn"]))
    assert another["method"] == "seccomp"
    assert another["counts"] == [{"calls": 10, "syscalls": 10, "emulations": 0}]


def test_a_counter_that_was_stopped_is_ended_by_the_kernel(
    count_entries: str, start: Start
) -> None:
    run = start(count_entries, "ebpf", str(10**12), "5", "getppid/insn")
    wait_for(lambda: any(bpf_programs_of(child) for child in children(run.pid)))
    for process in (run.pid, *children(run.pid)):
        os.kill(process, signal.SIGSTOP)
    (counter,) = children(run.pid)
    wait_for(lambda: not bpf_programs_of(counter))
    os.kill(run.pid, signal.SIGCONT)
    assert run.wait(timeout=60) == 3


def test_a_counter_has_no_child_that_could_hold_what_is_attached(
    count_entries: str, start: Start
) -> None:
    run = start(count_entries, "ebpf", str(10**12), "60", "getppid/insn")
    wait_for(lambda: any(bpf_programs_of(child) for child in children(run.pid)))
    (counter,) = children(run.pid)
    while capabilities_of(counter)["Prm"] != 0:  # the counter proves itself
        assert children(counter) == []
    assert children(counter) == []


def test_a_run_has_no_capability_in_effect_and_none_at_all_when_it_measures(
    vdsobench: str, start: Start
) -> None:
    run = start(vdsobench, "run", "--filter", "^time/vdso$", "--min-time", "20", "--processes", "1")
    wait_for(lambda: capabilities_of(run.pid)["Eff"] == 0)  # main() has begun
    while not workers_of(run.pid):
        assert capabilities_of(run.pid)["Eff"] == 0
    for process in (run.pid, *workers_of(run.pid)):
        sets = capabilities_of(process)
        assert (sets["Prm"], sets["Eff"], sets["Inh"], sets["Amb"]) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "command",
    [
        ["worker", '{"calls": ["time/vdso"], "cpu": 0, "seconds": 60}'],
        ["selftest", "--seconds", "60"],
    ],
    ids=lambda command: command[0],
)
def test_what_does_not_count_keeps_no_capability(
    vdsobench: str, start: Start, command: list[str]
) -> None:
    process = start(vdsobench, *command)
    wait_for(lambda: capabilities_of(process.pid)["Prm"] == 0)
    sets = capabilities_of(process.pid)
    assert (process.poll(), sets["Prm"], sets["Inh"], sets["Amb"]) == (None, 0, 0, 0)


def test_a_killed_check_leaves_nothing_attached(
    vdsobench: str, count_entries: str, start: Start
) -> None:
    moments = random.Random(2)
    for _ in range(KILLS):
        run = start(vdsobench, "check")
        time.sleep(moments.uniform(0, 0.2))
        family = [run.pid, *children(run.pid)]
        run.kill()
        run.wait()
        wait_for(lambda: not any(bpf_programs_of(process) for process in family))
        wait_for(lambda: not any(children(process) for process in family))
    assert json.loads(output_of([vdsobench, "check", "--json"]))["confirm"] == "ebpf"
