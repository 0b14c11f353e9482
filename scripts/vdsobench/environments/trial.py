"""One environment tried: vdsobench is started in it twice."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Sequence

from vdsobench.environments.launchers import Launcher

# A command that does nothing goes first, to see whether the environment starts any.
IDLE = "/bin/true"
IDLE_PATIENCE = 60  # seconds
CHECK = ("check", "--json")
# A clock, and what any system call costs: enough to see whether a run ends, and how.
RUN = (
    *("run", "--filter", "^(gettimeofday|getppid)/libc$", "--processes", "1"),
    *("--min-time", "0.01", "--quiet", "--format", "json"),
)


@dataclass(frozen=True)
class Ended:
    status: int | None  # None: it did not end in time
    seconds: float
    output: str
    errors: str

    def last_error(self) -> str:
        lines = self.errors.strip().splitlines()
        return lines[-1] if lines else ""


@dataclass(frozen=True)
class Trial:
    launcher: Launcher
    missing: str = ""  # why nothing could be started in it; empty: it was
    check: Ended | None = None
    run: Ended | None = None


def tried(launcher: Launcher, binary: Path, patience: float) -> Trial:
    """patience: seconds for each of the two."""
    if missing := launcher.missing():
        return Trial(launcher, missing)
    idle = started(launcher.command(IDLE), min(patience, IDLE_PATIENCE))
    if idle.status != 0:
        return Trial(launcher, f"it starts no program here: {_why(idle)}")
    check = started(launcher.command(str(binary), *CHECK), patience)
    run = started(launcher.command(str(binary), *RUN), patience)
    return Trial(launcher, check=check, run=run)


def _why(idle: Ended) -> str:
    if idle.status is None:
        return f"{IDLE} did not end within {idle.seconds:.0f} s"
    return idle.last_error() or f"{IDLE} ended with status {idle.status}"


def started(command: Sequence[str], patience: float) -> Ended:
    """Runs a command without input, for so many seconds at most. Its output goes to files: a pipe
    would be held open by what it leaves behind."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begun = time.monotonic()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )
        try:
            status: int | None = process.wait(patience)
        except subprocess.TimeoutExpired:
            status = None
        finally:
            _end(process)
        seconds = time.monotonic() - begun
        return Ended(status, seconds, *(_text(file) for file in (output, errors)))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """The process and all of its group, also where it has ended before them."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")
