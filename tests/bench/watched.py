"""A program that asks the kernel the time, and the watch that sees it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from command_line import BINARY
from process_tree import bpf_programs_of, wait_for

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")

# Where BPF trampolines are refused it counts by tracepoints, for which tracefs has to be there.
WITH_TRACEFS = 'mount -t tracefs tracefs /sys/kernel/tracing 2>/dev/null; exec "$@"'

# CLOCK_TAI, which nothing else asks for, by syscall(2) of the C library: so often as a line says.
ASKS = """
import ctypes, sys
call, answer = ctypes.CDLL(None).syscall, ctypes.create_string_buffer(16)
for line in sys.stdin:
    for _ in range(int(line)):
        call(228, 11, answer)
    print("done", flush=True)
"""


def watching(*arguments: str) -> list[str]:
    return ["unshare", "-m", "sh", "-c", WITH_TRACEFS, "sh", BINARY, *arguments]


def needs_ebpf() -> None:
    tried = subprocess.run(
        watching("watch", "--for", "0.1", "--json"), capture_output=True, text=True
    )
    if tried.returncode != 0:
        pytest.skip(tried.stderr)


class Asker:
    """Makes calls when it is told to."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.pid = process.pid

    def ask(self, times: int) -> None:
        assert self.process.stdin and self.process.stdout
        print(times, file=self.process.stdin, flush=True)
        assert self.process.stdout.readline() == "done\n"


@contextmanager
def asker(program: str = ASKS) -> Iterator[Asker]:
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Asker(process)
        process.kill()


def permitted(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("CapPrm:")[1].split()[0], 16)


def has_attached(process: "subprocess.Popen[str]") -> bool:
    """It gives up CAP_BPF (39) then."""
    if process.poll() is not None:
        return True
    return bool(bpf_programs_of(process.pid)) and permitted(process.pid) >> 39 & 1 == 0


def started(*arguments: str, **options: Any) -> "subprocess.Popen[str]":
    """A watch that has attached what it counts by."""
    process = subprocess.Popen(
        watching(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )
    wait_for(lambda: has_attached(process))
    return process


def rows_of(output: str, clock: str = "clock_gettime:tai") -> list[dict[str, Any]]:
    return [
        row
        for line in output.splitlines()
        for row in json.loads(line)["rows"]
        if row["function"] == clock
    ]
