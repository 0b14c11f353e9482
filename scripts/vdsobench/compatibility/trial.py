"""One cell tried: a machine boots, runs everything, and is judged."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Mapping

from vdsobench.compatibility import guest, judge, memory
from vdsobench.compatibility.expected import Version
from vdsobench.compatibility.matrix import CPUS, Cell, MEMORIES
from vdsobench.errors import Failed
from vdsobench.files import write_atomically
from vdsobench.archive import images
from vdsobench.guest import boot
from vdsobench.kernels import outcome
from vdsobench.archive.images import KernelImage
from vdsobench.guest.machine import Machine


@dataclass(frozen=True)
class Plan:
    """What all cells share."""

    images: Mapping[str, KernelImage | str]  # by name; a kernel that could not be had: the reason
    initrd: Path
    work: Path  # consoles and transfers while they grow
    out: Path
    timeout: float
    qemu: str


@dataclass(frozen=True)
class Trial:
    cell: Cell
    faults: tuple[str, ...]
    report: guest.Report | None = None
    memory: int = 0  # MiB
    seconds: float = 0.0
    last_lines: tuple[str, ...] = ()  # of the console

    @property
    def green(self) -> bool:
        return not self.faults


def run(cell: Cell, plan: Plan, stop: Event) -> Trial:
    """Boots one cell's machine and judges it. What goes wrong on the way is a fault of the trial,
    not an error: the others go on."""
    try:
        return _boot(cell, plan, stop)
    except (Failed, OSError) as error:  # such as a full disk, or no program to start
        return Trial(cell, (str(error),))


def _boot(cell: Cell, plan: Plan, stop: Event) -> Trial:
    image = plan.images[cell.kernel]
    if isinstance(image, str):
        return Trial(cell, (image,))
    mib = MEMORIES[cell.memory] or memory.least(image.path, plan.initrd)
    machine = Machine(
        "tcg", cpus=CPUS[cell.cpus].given, memory=mib, qemu=plan.qemu, model=cell.model
    )
    console, result = (plan.work / f"{cell.name}.{kind}" for kind in ("console", "result"))
    command = machine.command(image.path, plan.initrd, cell.append, console, result)
    ended = boot.run(command, console, result, boot.Limits(plan.timeout), stop)
    if ended.panic and not ended.came_up:
        # Before anything of ours ran. On a busy host an emulated machine of several CPUs panics in
        # some boots and not in the next; a kernel that cannot run on it does so in both.
        ended = boot.run(command, console, result, boot.Limits(plan.timeout), stop)
    write_atomically(plan.out / f"{cell.name}.log", ended.console)
    return _judged(cell, plan, image, mib, ended)


def _judged(cell: Cell, plan: Plan, image: KernelImage, mib: int, ended: boot.Boot) -> Trial:
    report: guest.Report | None = None
    try:
        report = guest.report(outcome.frame_of(ended).content)
        faults = judge.faults(cell, report, series(image.path), libc())
    except outcome.CellFailed as error:
        faults = [str(error)]
    if faults and report:
        _keep(report, plan.out / cell.name)
    last_lines = outcome.last_lines(ended.console) if faults else []
    return Trial(cell, tuple(faults), report, mib, ended.seconds, tuple(last_lines))


def _keep(report: guest.Report, folder: Path) -> None:
    """What the parts have printed, to look into."""
    folder.mkdir(exist_ok=True)
    for name, part in report.parts.items():
        write_atomically(folder / f"{name}.output", part.output)
        write_atomically(folder / f"{name}.errors", part.errors)


def series(kernel: Path) -> Version:
    return _version(images.version_of(kernel))


def libc() -> Version:
    """Of this system's glibc, which goes into the guest with the program."""
    return _version(os.confstr("CS_GNU_LIBC_VERSION") or "0.0")


def _version(text: str) -> Version:
    found = re.search(r"(\d+)\.(\d+)", text)
    return (int(found[1]), int(found[2])) if found else (0, 0)
