"""What scripts/kernels.py does: list, fetch, run."""

from __future__ import annotations

from typing import Sequence

from rich.text import Text

from vdsobench import terminal
from vdsobench.files import output_to
from vdsobench.archive import fetch, packages
from vdsobench.archive.packages import KernelPackage
from vdsobench.fitted_table import Column, add_row, print_fitted
from vdsobench.kernels import exact_table, like, measure, options
from vdsobench.archive.options import wanted_kernels
from vdsobench.archive.resolve import Kernels, Unresolved
from vdsobench.kernels.options import FetchOptions, ListOptions, TableOptions

A_CELL_FAILED = NOTHING_THERE = 1
WIDTH_OF_A_FILE = 160


def main() -> int:
    given = options.parse()
    if isinstance(given, TableOptions):
        with output_to(given.output):
            return exact_table.show(given)
    kernels = given.source.kernels()
    if isinstance(given, ListOptions):
        return list_kernels(kernels, given.source.flavour or "", given.all)
    if isinstance(given, FetchOptions):
        return fetch_kernels(kernels, wanted_kernels(given.kernel))
    if given.like:
        return like.run(kernels, given, terminal.say)
    return measure.run(kernels, wanted_kernels(given.kernel or ()), given, terminal.say)


def list_kernels(kernels: Kernels, flavour: str, everything: bool) -> int:
    """Prints the newest kernel of each series, or all; a status for the case that there is none."""
    offered = kernels.offered()
    if not everything:
        offered = packages.newest_of_each_series(offered, flavour)
    if not offered:
        terminal.say(f"no kernel{f' {flavour}' if flavour else ''} is offered")
        return NOTHING_THERE
    print_fitted(terminal.console(WIDTH_OF_A_FILE), listing(offered), names=2)
    return 0


def listing(offered: Sequence[KernelPackage]) -> list[Column]:
    """A row for each package."""
    made = [Column("series", right=False), Column("version", right=False)]
    made += [Column("package", right=False), Column("suite", right=False, rank=1)]
    made += [Column("MiB", rank=2), Column("here", right=False)]
    for package in offered:
        here = "cached" if fetch.cached(package, "") else ""
        size = f"{package.size / 2**20:.0f}"
        cells = (package.series, package.version, package.name, package.suite, size, here)
        add_row(made, map(Text, cells))
    return made


def fetch_kernels(kernels: Kernels, wanted: Sequence[str]) -> int:
    """Brings each into the cache and prints its name, package and path, split by tabs. One that
    cannot be had is told, and harms no other."""
    status = 0
    for name in wanted:
        try:
            image = kernels.image(name)
            terminal.write_fields(name, image.package, image.path)
        except Unresolved as problem:
            terminal.say(f"{name}: {problem}")
            status = A_CELL_FAILED
    return status
