"""One run of QEMU, from its start to its end, however it ends."""

from __future__ import annotations

import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Sequence

from vdsobench import bounded, programs, safe_text
from vdsobench.errors import UsageError
from vdsobench.guest import frame

INIT_IS_UP = "vdsobench-init: up"
# A machine whose kernel does not come up under KVM within this falls back to emulation. Hardware
# needs about a second.
COMES_UP_WITHIN = 15.0
POLL = 0.05
MOST_WRITTEN = 64 << 20  # bytes: a guest may fill a file without end
MOST_READ = 1 << 20  # of a console, from its beginning and from its end
OLDEST_QEMU = (7, 2)  # the first to have the machine of machine.py


class Cancelled(Exception):
    """Ctrl-C: the machine was ended and says nothing about the kernel."""


@dataclass(frozen=True)
class Boot:
    """What is left of a machine that has ended."""

    status: int
    timed_out: bool
    seconds: float
    complaint: str  # QEMU's own standard error
    console: str
    received: bytes

    @property
    def came_up(self) -> bool:
        return INIT_IS_UP in self.console

    @property
    def panic(self) -> str:
        found = re.search(r"Kernel panic - not syncing:?.*", self.console)
        return safe_text.one_line(found[0].strip()) if found else ""


@dataclass(frozen=True)
class Limits:
    timeout: float
    comes_up_within: float = float("inf")


def started(command: Sequence[str], cwd: Path | None = None) -> subprocess.Popen[bytes]:
    """QEMU, which Ctrl-C on the terminal does not reach: this program ends it, and takes it along
    when it is killed itself. The kernel ends it where a file grows too large."""
    limited = ["prlimit", f"--fsize={MOST_WRITTEN}"]
    return subprocess.Popen(
        programs.bound([*limited, *command]),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def run(command: Sequence[str], console: Path, result: Path, limits: Limits, stop: Event) -> Boot:
    """Runs QEMU until it ends by itself, or a limit or `stop` ends it. console, result: the files
    that it writes, as the command names them. Raises Cancelled after `stop`, OSError where it
    cannot be started."""
    began = time.monotonic()
    with started(command) as qemu:
        try:
            timed_out = _wait(qemu, console, limits, stop)
        finally:
            qemu.kill()
        assert qemu.stderr
        complaint = qemu.stderr.read().decode(errors="replace").strip()
    return Boot(
        qemu.returncode,
        timed_out,
        time.monotonic() - began,
        complaint,
        text_of(console),
        received(result),
    )


def _wait(qemu: subprocess.Popen[bytes], console: Path, limits: Limits, stop: Event) -> bool:
    """True when a limit passed before QEMU ended by itself."""
    started = time.monotonic()
    up = limits.comes_up_within == float("inf")
    while qemu.poll() is None:
        if stop.is_set():
            raise Cancelled
        elapsed = time.monotonic() - started
        up = up or INIT_IS_UP.encode() in _ends_of(console)
        if elapsed > limits.timeout or (not up and elapsed > limits.comes_up_within):
            return True
        time.sleep(POLL)
    return False


def text_of(console: Path) -> str:
    """The console as people read it: without the carriage returns of the serial line, and without
    what a terminal would obey."""
    return safe_text.lines(_ends_of(console).decode(errors="replace").replace("\r", ""))


def _ends_of(console: Path) -> bytes:
    return bounded.both_ends(console, MOST_READ) if console.exists() else b""


def received(result: Path) -> bytes:
    return bounded.at_most(result, frame.MOST) if result.exists() else b""


def check(qemu: str) -> str:
    """QEMU's version, or how to get QEMU."""
    try:
        said = programs.output(qemu, "--version")
    except programs.ProgramFailed as error:
        raise UsageError(f"{qemu} --version fails: {error}; give --qemu PROGRAM") from None
    version = said.split("\n")[0].removeprefix("QEMU emulator version ")
    number = re.match(r"(\d+)\.(\d+)", version)
    if number and tuple(map(int, number.groups())) < OLDEST_QEMU:
        least = ".".join(map(str, OLDEST_QEMU))
        raise UsageError(f"{qemu} is QEMU {version}, and it takes {least} or later: give --qemu")
    return version
