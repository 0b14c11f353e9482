"""The guest's root file system: the program, its libraries, busybox and an init."""

from __future__ import annotations

import gzip
import shlex
import shutil
from pathlib import Path
from typing import Sequence

from vdsobench.errors import UsageError
from vdsobench.kernels import closure, cpio, programs

INIT = Path(__file__).with_name("guest_init.sh")
PROGRAM_IN_GUEST = "/vdsobench"


def build(program: Path, arguments: Sequence[str], extra: dict[str, Path] = {}) -> bytes:
    """extra: further programs by their path in the guest, such as a tracing helper."""
    if not program.is_file():
        raise UsageError(f"{program} is not there: build it first (see README.md), or --binary")
    executables = {PROGRAM_IN_GUEST: program, "/bin/busybox": busybox(), **extra}
    files = {guest.lstrip("/"): (host.read_bytes(), 0o755) for guest, host in executables.items()}
    for host in executables.values():
        for library in closure.libraries(host):
            files[str(library).lstrip("/")] = (library.read_bytes(), 0o755)
    files["init"] = (INIT.read_bytes(), 0o755)
    files["command"] = (command(arguments).encode(), 0o755)
    # Level 1: the guest's gunzip is what takes time, and mtime=0 keeps the bytes the same.
    return gzip.compress(cpio.archive(files), compresslevel=1, mtime=0)


def command(arguments: Sequence[str]) -> str:
    return f"exec {shlex.join([PROGRAM_IN_GUEST, *arguments])}\n"


def busybox() -> Path:
    found = shutil.which("busybox")
    if not found:
        raise programs.missing("busybox")
    return Path(found)
