"""Looking at running processes, and waiting for what they do."""

import time
from collections.abc import Callable
from pathlib import Path


def children(process: int) -> list[int]:
    """A process's children that are still alive."""
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(child) for child in listed.split()]


def command_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def workers_of(run: int) -> list[int]:
    """The processes that measure for a run."""
    return [child for child in children(run) if " worker " in command_of(child)]


def wait_for(condition: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)
