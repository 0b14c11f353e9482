"""What commands that take kernels of an archive understand in the same way."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

from vdsobench import terminal
from vdsobench.archive import archive, packages
from vdsobench.archive.resolve import Kernels
from vdsobench.errors import UsageError


@dataclass(frozen=True, slots=True)
class ArchiveOptions:
    """Of add_archive()."""

    archive: str | None  # a URL; None: apt's own
    keyring: Path | None
    suite: list[str]
    flavour: str | None
    refresh: bool

    def kernels(self) -> Kernels:
        """What finds and fetches kernels as these options say."""
        return Kernels(
            terminal.say,
            url=self.archive or "",
            keyring=self.keyring,
            suites=tuple(self.suite),
            flavour=self.flavour or "",
            refresh=self.refresh,
        )


def add_kernels(command: argparse._ActionsContainer, required: bool = True) -> None:
    """Adds --kernel, which wanted_kernels() reads. Not required: one of several."""
    command.add_argument(
        "--kernel",
        action="append",
        required=required,
        metavar="LIST",
        help="series (6.1), version or package of the archive, or a path (./bzImage, a built tree, "
        "./vmlinux, ./linux.deb); commas between several",
    )


def add_archive(command: argparse.ArgumentParser) -> None:
    """Adds the options that ArchiveOptions holds."""
    group = command.add_argument_group("archive")
    add = group.add_argument
    add("--archive", metavar="URL", type=archive.archive_url, help="instead of apt's own")
    add("--keyring", metavar="FILE", type=archive.keyring_file, help="instead of the system's")
    add_suite(group)
    add("--flavour", type=packages.asked, help="such as amd64 (default: the smallest)")
    add("--refresh", action="store_true", help="read the archive's lists anew")


def add_suite(group: argparse._ActionsContainer) -> None:
    """Adds --suite alone, for commands that take no other archive."""
    group.add_argument(
        "--suite",
        action="append",
        type=archive.suite_name,
        default=[],
        help="of the archive, only this one (repeatable)",
    )


def wanted_kernels(lists: Sequence[str]) -> list[str]:
    """What add_kernels()' lists name, each once, in their order. Raises UsageError for a name that
    can be no kernel's."""
    wanted = [name.strip() for given in lists for name in given.split(",") if name.strip()]
    if not wanted:
        raise UsageError("--kernel names no kernel")
    for name in wanted:
        if "/" not in name:
            packages.asked(name)
    return list(dict.fromkeys(wanted))
