"""A guest that runs a script among programs of this machine, and sends home the files it leaves."""

from __future__ import annotations

import io
import os
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Mapping
from unittest import mock

from kernel_runs import SUITES

from vdsobench.archive.resolve import Kernels
from vdsobench.guest import boot, closure, initramfs
from vdsobench.guest.machine import Machine
from vdsobench.kernels import outcome

# Where the loader finds libraries by itself; what lies elsewhere here does so in the guest.
USUAL = {"/lib", "/lib64", "/usr/lib", "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu"}
BEGIN = """mkdir -p /home /root /run /dev/shm
mount -t tmpfs shm /dev/shm
cd /home
exec 3>&1 >&2
"""
# No more than a frame has room for.
END = "\ntar c -C /home . >&3\n"


@dataclass(frozen=True)
class Guest:
    kernel: str  # as the archive names its series
    append: str
    machine: Machine = Machine("tcg")
    timeout: float = 1200  # seconds


def with_libraries(programs: Mapping[str, Path]) -> dict[str, Path]:
    """All files by their path in the guest."""
    files = dict(programs)
    for program in filter(is_elf, programs.values()):
        files |= {str(library): library for library in closure.libraries(program)}
    return files


def is_elf(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def run(guest: Guest, vdsobench: Path, files: Mapping[str, Path], script: str) -> dict[str, str]:
    """The text of what the script has left in its folder, by file name. Raises CellFailed."""
    image = Kernels(lambda *_: None, suites=SUITES).image(guest.kernel)
    with tempfile.TemporaryDirectory() as folder:
        initrd, console, result = (Path(folder) / name for name in ("initrd", "console", "result"))
        initrd.write_bytes(initramfs_of(vdsobench, files, script))
        command = guest.machine.command(image.path, initrd, guest.append, console, result)
        ended = boot.run(command, console, result, boot.Limits(guest.timeout), Event())
        if kept := os.environ.get("VDSOBENCH_KEEP_CONSOLE"):
            Path(kept).write_text(ended.console)
    return unpacked(outcome.frame_of(ended).content)


def initramfs_of(vdsobench: Path, files: Mapping[str, Path], script: str) -> bytes:
    own = initramfs.of_program(vdsobench)
    elsewhere = {str(Path(name).parent) for name in files if ".so" in name} - USUAL
    paths = f"export LD_LIBRARY_PATH={':'.join(sorted(elsewhere))}\n" if elsewhere else ""
    with mock.patch.object(initramfs, "of_program", lambda _: {**own, **files}):
        return initramfs.build(vdsobench, paths + BEGIN + script + END)


def unpacked(content: bytes) -> dict[str, str]:
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        return {
            member.name.removeprefix("./"): file.read().decode(errors="replace")
            for member in archive
            if (file := archive.extractfile(member))
        }
