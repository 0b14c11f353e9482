"""What scripts/kernels.py does: list, fetch, run."""

from __future__ import annotations

import argparse
from typing import Sequence

from rich import box
from rich.table import Table

from vdsobench import terminal
from vdsobench.errors import UsageError
from vdsobench.kernels import exact_table, fetch, measure, options, packages
from vdsobench.kernels.resolve import Kernels, Unresolved

A_CELL_FAILED = NOTHING_THERE = 1


def main() -> int:
    given = options.parser().parse_args()
    if given.command == "table":
        return exact_table.show(given)
    kernels = of_archive(given)
    if given.command == "list":
        return list_kernels(kernels, given.flavour or "", given.all)
    wanted = wanted_kernels(given.kernel)
    if given.command == "fetch":
        return fetch_kernels(kernels, wanted)
    return measure.run(kernels, wanted, given, terminal.say)


def of_archive(given: argparse.Namespace) -> Kernels:
    """As options.add_archive has it."""
    return Kernels(
        terminal.say,
        url=given.archive or "",
        keyring=given.keyring,
        suites=tuple(given.suite),
        flavour=given.flavour or "",
        refresh=given.refresh,
    )


def wanted_kernels(lists: Sequence[str]) -> list[str]:
    wanted = [name.strip() for given in lists for name in given.split(",") if name.strip()]
    if not wanted:
        raise UsageError("--kernel names no kernel")
    for name in wanted:
        if "/" not in name:
            packages.asked(name)
    return list(dict.fromkeys(wanted))


def list_kernels(kernels: Kernels, flavour: str, everything: bool) -> int:
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
    status = 0
    for name in wanted:
        try:
            image = kernels.image(name)
            terminal.write_fields(name, image.package, image.path)
        except Unresolved as problem:
            terminal.say(f"{name}: {problem}")
            status = A_CELL_FAILED
    return status
