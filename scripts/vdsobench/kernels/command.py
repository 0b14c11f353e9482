"""What scripts/kernels.py does: list, fetch, run."""

from __future__ import annotations

from typing import Sequence

from rich import box
from rich.table import Table

from vdsobench import terminal
from vdsobench.archive import fetch, packages
from vdsobench.kernels import exact_table, measure, options
from vdsobench.archive.options import wanted_kernels
from vdsobench.archive.resolve import Kernels, Unresolved
from vdsobench.kernels.options import FetchOptions, ListOptions, TableOptions

A_CELL_FAILED = NOTHING_THERE = 1


def main() -> int:
    given = options.parse()
    if isinstance(given, TableOptions):
        return exact_table.show(given.files, given.call, given.markdown)
    kernels = given.source.kernels()
    if isinstance(given, ListOptions):
        return list_kernels(kernels, given.source.flavour or "", given.all)
    wanted = wanted_kernels(given.kernel)
    if isinstance(given, FetchOptions):
        return fetch_kernels(kernels, wanted)
    return measure.run(kernels, wanted, given, terminal.say)


def list_kernels(kernels: Kernels, flavour: str, everything: bool) -> int:
    """Prints the newest kernel of each series, or all; a status for the case that there is none."""
    offered = kernels.offered()
    if not everything:
        offered = packages.newest_of_each_series(offered, flavour)
    if not offered:
        terminal.say(f"no kernel{f' {flavour}' if flavour else ''} is offered")
        return NOTHING_THERE
    table = Table("series", "version", "suite", "package", "MiB", "", box=box.SIMPLE_HEAD)
    for package in offered:
        here = "in the cache" if fetch.cached(package, "") else ""
        size = f"{package.size / 2**20:.0f}"
        table.add_row(package.series, package.version, package.suite, package.name, size, here)
    # A pipe has no width: nothing is cut off there.
    terminal.console(160).print(table)
    return 0


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
