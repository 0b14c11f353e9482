"""Why a system call is dear here: what can be seen of it stands in a note of `check`."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from command_line import BINARY
from launched import launcher

WORK = "at every system call of this process the kernel also does: "


def note(done: "subprocess.CompletedProcess[str]") -> str:
    """That note as one line; empty where there is none."""
    text = " ".join(done.stdout.split())
    found = re.search(f"note: ({WORK}.*?) (?:note:|kernel entries)", text)
    return found[1] if found else ""


def under(*launchers: str) -> str:
    command = [*launchers, BINARY, "check", "--confirm", "off"]
    return note(subprocess.run(command, capture_output=True, text=True, timeout=200))


def test_filters_of_this_process_are_told_with_what_a_call_costs(tmp_path: Path) -> None:
    filtered = launcher("filtered", tmp_path)
    allow_alarm = [filtered, "0x7ffc0000", "37"]
    one, two = under(*allow_alarm), under(*allow_alarm, *allow_alarm)
    had = under()
    if "seccomp filter" in had:
        pytest.skip(f"this process has filters of its own: {had}")
    assert "1 seccomp filter" in one and "2 seccomp filters" in two
    assert re.search(r"one that does nothing costs \d+ ns", one)


@pytest.mark.skipif(not shutil.which("strace"), reason="there is no strace")
def test_who_traces_this_process_is_named_and_no_hypervisor_is_suspected() -> None:
    works = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True)
    if works.returncode != 0:
        pytest.skip("strace may trace nothing here")
    told = under("strace", "-o", "/dev/null")
    assert re.search(r"strace \(process \d+\), which traces this one", told), told


# Tracefs is mounted where nobody else sees it; bpftrace begins to trace before it says so.
TRACED = """
mountpoint -q /sys/kernel/tracing || mount -t tracefs tracefs /sys/kernel/tracing || exit 77
mkfifo "$1/said"
bpftrace -B line -e 'tracepoint:raw_syscalls:sys_enter { @ = count(); }
                     interval:ms:100 { printf("tracing\\n"); }' >"$1/said" 2>"$1/errors" &
exec 3<"$1/said"
read -r line <&3 && "$2" check --confirm off
status=$?
kill $!
exit $status
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
@pytest.mark.skipif(not shutil.which("bpftrace"), reason="there is no bpftrace")
def test_programs_of_others_are_named_with_who_holds_them(tmp_path: Path) -> None:
    command = ["unshare", "-m", "sh", "-c", TRACED, "sh", tmp_path, BINARY]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200)
    errors = tmp_path / "errors"
    if not done.stdout:
        pytest.skip("bpftrace may trace nothing here: " + (done.stderr or errors.read_text()))
    assert "of bpftrace" in note(done), done.stdout
