"""kernels.py run: the product of kernels and modes, each measured in a machine of its own."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Callable, Iterator, Sequence

from vdsobench import terminal
from vdsobench.errors import UsageError
from vdsobench.archive import cache, images
from vdsobench.guest import boot, initramfs
from vdsobench.kernels import append, cell, provenance, runner, summary
from vdsobench.kernels.cell import Cell, Done
from vdsobench.kernels.options import RunOptions
from vdsobench.guest.machine import Machine
from vdsobench.archive.packages import Notice
from vdsobench.archive.resolve import Kernels, Unresolved
from vdsobench.progress import Pace

ALL_RAN, A_CELL_FAILED = 0, 1


def run(kernels: Kernels, wanted: Sequence[str], given: RunOptions, notice: Notice) -> int:
    """Measures each kernel that is wanted in each mode, and shows how they ended. Returns the
    command's status. Raises UsageError for what no machine can do, before one boots."""
    if given.near or given.snapshot:
        raise UsageError("--near and --snapshot tell where --like finds kernels: give --like")
    appends = append.product(given.append)

    def cells() -> list[Cell]:
        return cell.cells([(name, image(kernels, name)) for name in wanted], appends)

    return summed_up(measured(cells, given, notice))


def measured(made: Callable[[], list[Cell]], given: RunOptions, notice: Notice) -> list[Done]:
    """What became of the cells, which are only made, and their kernels fetched, once it is known
    that a machine can be had. Raises UsageError."""
    machines = machines_for(given)
    version = boot.check(given.qemu)
    with _work_folder(given.out, given.keep, notice) as work:
        initrd = _initrd(work, given)
        cells = made()
        context = provenance.of_program(given.binary, version)
        plan = runner.Plan(
            machines,
            initrd,
            work,
            given.out,
            given.timeout,
            context,
            cell.fingerprint(images.digest(initrd), machines, version),
            given.resume,
        )
        return runner.run(cells, plan, jobs(given), _Progress(len(cells), notice))


def summed_up(results: Sequence[Done]) -> int:
    """The command's status, after a table of how each ended."""
    console = terminal.console(160)
    summary.show(results, console)
    return A_CELL_FAILED if any(done.failed for done in results) else ALL_RAN


class _Progress:
    """A line on standard error for each cell that has ended."""

    def __init__(self, total: int, notice: Notice) -> None:
        self._total, self._notice, self._ended = total, notice, 0
        self._pace = Pace(total)

    def __call__(self, done: Done) -> None:
        self._ended += 1
        line = summary.line(done, self._ended, self._total)
        self._notice(line + self._pace.left(self._ended))


def machines_for(given: RunOptions) -> list[Machine]:
    """Those to try for each cell, the first one first. Raises UsageError for an acceleration or a
    number of CPUs that --exact cannot count on."""
    if given.exact and given.accel == "kvm":
        raise UsageError("--exact counts instructions, which only --accel tcg can")
    if given.exact and given.cpus != 1:
        raise UsageError("--exact measures on one CPU: leave --cpus out")
    accels = {
        "kvm": ["kvm"],
        "tcg": ["tcg"],
        "auto": ["kvm", "tcg"] if kvm_is_there() else ["tcg"],
    }[given.accel]
    if given.exact:
        accels = ["tcg"]
    return [Machine(accel, given.exact, given.cpus, given.memory, given.qemu) for accel in accels]


def kvm_is_there() -> bool:
    return os.access("/dev/kvm", os.R_OK | os.W_OK)


def jobs(given: RunOptions) -> int:
    """Machines side by side disturb each other's times, but not each other's counts."""
    if given.jobs:
        return given.jobs
    return (os.cpu_count() or 1) if given.exact else 1


def _initrd(work: Path, given: RunOptions) -> Path:
    arguments = ["run", "--format", "json", "--quiet"]
    arguments += ["--exact"] if given.exact else []
    path = work / "initramfs.gz"
    path.write_bytes(
        initramfs.build(given.binary, initramfs.running([*arguments, *given.arguments]))
    )
    return path


def image(kernels: Kernels, name: str) -> images.KernelImage | str:
    """The kernel's image, or in words why it cannot be had."""
    try:
        return kernels.image(name)
    except Unresolved as problem:
        return str(problem)


@contextlib.contextmanager
def _work_folder(out: Path, keep: bool, notice: Notice) -> Iterator[Path]:
    """Deleted at the end, unless it is to be kept: then it is the user's, beside the results."""
    out.mkdir(parents=True, exist_ok=True)
    if keep:
        kept = Path(tempfile.mkdtemp(dir=out, prefix="kept-"))
        notice(f"kept: {kept}")
        yield kept
    else:
        with cache.work() as work:
            yield work
