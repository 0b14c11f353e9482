"""Looking at running processes, and waiting for what they do."""

import re
import time
from collections.abc import Callable
from pathlib import Path

# What reading of a process that has ended fails with: the kernel's answer depends on how far it is.
ENDED = (FileNotFoundError, ProcessLookupError)


def children(process: int) -> list[int]:
    """A process's children that are still alive."""
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except ENDED:
        return []
    return [int(child) for child in listed.split()]


def command_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except ENDED:
        return ""


def workers_of(run: int) -> list[int]:
    """The processes that measure for a run."""
    return [child for child in children(run) if " worker " in command_of(child)]


def files_in(folder: Path) -> list[Path]:
    """What lies in a folder of a process, none where that has ended, which it may between two looks,
    or is another's that even root may not look into."""
    try:
        return list(folder.iterdir())
    except (*ENDED, PermissionError):
        return []


def bpf_programs_of(process: int | str) -> set[int]:
    """The ids of the BPF programs that a process holds."""
    held: set[int] = set()
    for descriptor in files_in(Path(f"/proc/{process}/fdinfo")):
        try:
            held |= {int(i) for i in re.findall(r"^prog_id:\s+(\d+)", descriptor.read_text(), re.M)}
        except OSError:
            continue
    return held


def wait_for(condition: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)
