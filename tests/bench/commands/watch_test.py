"""`watch`: what it counts of other programs, and what it leaves behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).resolve().parents[level]) for level in (1, 2)]
from command_line import BINARY, vdsobench  # noqa: E402
from process_tree import bpf_programs_of, wait_for  # noqa: E402
from watched import (
    ASKS,
    asker,
    needs_ebpf,
    needs_root,
    permitted,
    rows_of,
    started,
    watching,
)  # noqa: E402

pytestmark = needs_root

# So many processes, each of which lives about as long as it takes to fork it and makes three calls.
PROCESSES = int(os.environ.get("VDSOBENCH_PROCESSES", "300"))
FORKS = f"""
import ctypes, os, sys
call, answer = ctypes.CDLL(None).syscall, ctypes.create_string_buffer(16)
sys.stdin.readline()
for _ in range({PROCESSES}):
    child = os.fork()
    if child == 0:
        for _ in range(3):
            call(228, 11, answer)
        os._exit(0)
    os.waitpid(child, 0)
print("done", flush=True)
"""


@pytest.fixture(autouse=True)
def ebpf() -> None:
    needs_ebpf()


def test_it_counts_what_a_process_asks_and_says_from_where_and_why() -> None:
    with asker() as process:
        watch = started("watch", "--pid", str(process.pid), "--for", "3", "--json")
        process.ask(2000)
        output, errors = watch.communicate()
    assert watch.returncode == 0, errors
    (row,) = rows_of(output)
    assert (row["pid"], row["calls"]) == (process.pid, 2000)
    assert (row["from"], row["symbol"]) == ("libc", "syscall")
    assert row["avoidable"] and "by syscall(2)" in row["reason"]
    assert row["cpu_percent"] > 0
    assert row["library"].startswith(("glibc", "musl"))


def test_processes_that_end_at_once_are_all_counted() -> None:
    with asker(FORKS) as process:
        watch = started("watch", "--for", str(3 + PROCESSES / 300), "--json")
        process.ask(0)  # starts them, and is answered after the last
        output, errors = watch.communicate()
    assert watch.returncode == 0, errors
    told = json.loads(output)
    left_out = sum(told[kind].get("clock_gettime", 0) for kind in ("lost", "others"))
    ours = [row for row in rows_of(output) if row["name"].startswith("python")]
    assert sum(row["processes"] for row in ours) == PROCESSES
    assert sum(row["calls"] for row in ours) + left_out == 3 * PROCESSES


def test_a_pipe_gets_a_line_a_row() -> None:
    with asker() as process:
        watch = started("watch", "--pid", str(process.pid))
        process.ask(1000)
        assert watch.stdout
        line = watch.stdout.readline()
        watch.terminate()
        watch.communicate()
    assert f"  {process.pid} " in line and "clock_gettime:tai" in line and "do: " in line


def test_a_table_names_reasons_below() -> None:
    with asker() as process:
        watch = started("watch", "--pid", str(process.pid), "--for", "2")
        process.ask(1000)
        output, _ = watch.communicate()
    assert "[1] why: " in output and "do:  call clock_gettime() of the C library" in output
    assert "calls/s entered the kernel" in output


def test_a_name_of_another_process_is_not_obeyed_by_a_terminal() -> None:
    naming = "open('/proc/self/comm', 'w').write('a\\033[31mb')\n"
    with asker(naming + ASKS) as process:
        watch = started("watch", "--pid", str(process.pid), "--for", "2", "--color", "never")
        process.ask(10)
        output, _ = watch.communicate()
    assert "\033" not in output and "a [31mb" in output


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_stays_attached(number: signal.Signals) -> None:
    watch = started("watch", "--json")
    programs = bpf_programs_of(watch.pid)
    assert programs
    watch.send_signal(number)
    watch.communicate()
    bpftool = shutil.which("bpftool", path=os.environ["PATH"] + ":/usr/sbin")
    if bpftool is None:
        pytest.skip("needs bpftool")

    def left() -> set[int]:
        listed = subprocess.run([bpftool, "--json", "prog"], capture_output=True, text=True)
        return programs & {program["id"] for program in json.loads(listed.stdout)}

    wait_for(lambda: not left(), 20)


def test_capabilities_are_given_up_but_for_looking_at_processes() -> None:
    watch = started("watch", "--json")
    looking = 1 << 2 | 1 << 19  # CAP_DAC_READ_SEARCH, CAP_SYS_PTRACE
    assert permitted(watch.pid) & ~looking == 0
    watch.kill()
    watch.communicate()


def test_who_may_not_is_told_what_is_missing(tmp_path: Path) -> None:
    copy = Path("/tmp") / f"vdsobench-test-{os.getpid()}"
    shutil.copy(BINARY, copy)
    copy.chmod(0o755)
    try:
        told = subprocess.run([copy, "watch", "--once"], capture_output=True, text=True, user=65534)
    finally:
        copy.unlink()
    assert told.returncode == 3
    assert "CAP_BPF" in told.stderr and "setcap" in told.stderr
    assert told.stderr.count("\n") <= 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--for", "0"], "more than 0"),
        (["--once", "--for", "2"], "excludes"),
        (["--pid", "-1"], "--pid takes the number of a process"),
    ],
)
def test_wrong_usage(arguments: list[str], words: str) -> None:
    told = vdsobench("watch", *arguments)
    assert told.returncode == 2 and words in told.stderr


def test_a_folder_that_is_no_cgroup() -> None:
    told = subprocess.run(watching("watch", "--cgroup", "/tmp"), capture_output=True, text=True)
    assert told.returncode == 3 and "/tmp is no folder of cgroup 2" in told.stderr
