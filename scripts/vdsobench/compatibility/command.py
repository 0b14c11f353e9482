"""What scripts/compatibility.py does."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Sequence

from vdsobench import terminal
from vdsobench.compatibility import document, guest, matrix, options, table, trial
from vdsobench.compatibility.matrix import Cell
from vdsobench.compatibility.trial import Trial
from vdsobench.errors import UsageError
from vdsobench.files import write_atomically
from vdsobench.archive import cache, packages
from vdsobench.guest import boot, initramfs
from vdsobench.kernels import measure, runner
from vdsobench.archive.options import wanted_kernels
from vdsobench.archive.packages import KernelPackage
from vdsobench.archive.resolve import Kernels
from vdsobench.progress import Pace

ALL_GREEN, A_CELL_IS_NOT = 0, 1


def main() -> int:
    given = options.parser().options(options.Options)
    qemu = boot.check(given.qemu)
    kernels = given.source.kernels()
    names = wanted_kernels(given.kernel) if given.kernel else releases(kernels.offered())
    cells = chosen(
        matrix.cells(names, matrix.EVERY_VALUE if given.short else matrix.EVERY_PAIR), given.only
    )
    images = {name: measure.image(kernels, name) for name in names}
    given.out.mkdir(parents=True, exist_ok=True)
    with cache.work() as work:
        plan = trial.Plan(
            images, _initrd(given.binary, work), work, given.out, given.timeout, given.qemu
        )
        trials = _tried(cells, plan, given.jobs or len(os.sched_getaffinity(0)))
    table.show(trials, terminal.console(200))
    if given.markdown:
        write_atomically(given.markdown, document.text(trials, images, qemu, sys.argv[1:]))
    return ALL_GREEN if all(each.green for each in trials) else A_CELL_IS_NOT


def _tried(cells: Sequence[Cell], plan: trial.Plan, jobs: int) -> list[Trial]:
    ended: list[Trial] = []
    pace = Pace(len(cells))

    def progress(each: Trial) -> None:
        ended.append(each)
        terminal.say(table.line(each, len(ended), len(cells)) + pace.left(len(ended)))

    return runner.side_by_side(
        cells, lambda cell, stop: trial.run(cell, plan, stop), jobs, progress
    )


def releases(offered: Sequence[KernelPackage]) -> list[str]:
    """The series of the newest kernel of each suite that is a release of its own."""
    by_suite: dict[str, list[KernelPackage]] = {}
    for package in offered:
        if not package.suite.endswith("-backports"):
            by_suite.setdefault(package.suite, []).append(package)
    if not by_suite:
        raise UsageError("the archive offers no kernel: name one with --kernel (./bzImage)")
    newest = {packages.all_series(each)[-1] for each in by_suite.values()}
    return [series for series in packages.all_series(list(offered)) if series in newest]


def chosen(cells: Sequence[Cell], only: Sequence[str]) -> list[Cell]:
    """The cells whose name holds one of these words; all where there are none. Raises UsageError
    where that leaves none."""
    found = [cell for cell in cells if not only or any(text in cell.name for text in only)]
    if not found:
        raise UsageError(f"--only {' --only '.join(only)}: no cell's name holds that")
    return found


def _initrd(binary: Path, work: Path) -> Path:
    path = work / "initramfs.gz"
    path.write_bytes(initramfs.build(binary, guest.script()))
    return path
