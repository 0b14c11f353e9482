"""The guest's root file system: the program, its libraries, busybox and an init."""

from __future__ import annotations

import gzip
import shlex
import shutil
from pathlib import Path
from typing import Sequence

from vdsobench.errors import UsageError
from vdsobench import programs
from vdsobench.guest import closure, cpio

INIT = Path(__file__).with_name("guest_init.sh")
PROGRAM_IN_GUEST = "/vdsobench"
# First line of a script that does not want the guest's init to wait for the kernel's entropy.
HAS_ENTROPY = "# has entropy\n"


def build(program: Path, script: str) -> bytes:
    """script: for the guest's shell; what it prints is what is sent."""
    if not program.is_file():
        raise UsageError(f"{program} is not there: build it first (see README.md), or --binary")
    executables = {**of_program(program), **_with_libraries("/bin/busybox", busybox())}
    files = {guest.lstrip("/"): (host.read_bytes(), 0o755) for guest, host in executables.items()}
    files["init"] = (INIT.read_bytes(), 0o755)
    files["command"] = (script.encode(), 0o755)
    # Level 1: the guest's gunzip is what takes time, and mtime=0 keeps the bytes the same.
    return gzip.compress(cpio.archive(files), compresslevel=1, mtime=0)


def of_program(program: Path) -> dict[str, Path]:
    """What the program has mapped in the guest: files of this host by their path there."""
    return _with_libraries(PROGRAM_IN_GUEST, program)


def _with_libraries(guest: str, host: Path) -> dict[str, Path]:
    return {guest: host} | {str(library): library for library in closure.libraries(host)}


def running(arguments: Sequence[str]) -> str:
    return f"exec {shlex.join([PROGRAM_IN_GUEST, *arguments])}\n"


def busybox() -> Path:
    """The shell and tools of the guest. Raises UsageError where they are not installed."""
    found = shutil.which("busybox")
    if not found:
        raise programs.missing("busybox")
    return Path(found)
