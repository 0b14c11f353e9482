"""The machines that a command has started, and how it is asked to end."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path
from typing import Any


def machines(of: int) -> list[int]:
    """The machines that a kernels.py has started and that still run; not its qemu --version."""
    search = ["pgrep", "-P", str(of), "-f", "--", "-initrd"]
    found = subprocess.run(search, capture_output=True, text=True)
    return [int(line) for line in found.stdout.split()]


def until(condition: Any, seconds: float = 60) -> Any:
    """What the condition gives as soon as that is true. A bound for a test that hangs, not a gate."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def is_running(pid: int) -> bool:
    """Not counting what waits for an init that never asks what became of it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def heed_signals() -> None:
    """What a shell starts in the background is born deaf to Ctrl-C, and what nohup starts to
    SIGHUP; and so are their children."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
