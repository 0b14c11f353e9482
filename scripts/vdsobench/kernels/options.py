"""The command line of scripts/kernels.py."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

from vdsobench import command_line
from vdsobench.archive.archive import archive_url
from vdsobench.archive.options import ArchiveOptions, add_archive, add_kernels
from vdsobench.command_line import positive
from vdsobench.layout import RESULTS, VDSOBENCH
from vdsobench.results import selection
from vdsobench.results.code_parts import HEAD
from vdsobench.results.selection import Selection


EXAMPLES = """
examples:
  What the machine's own package archive offers:
      kernels.py list
  Three kernels in six modes each, in instructions:
      kernels.py run --exact --kernel 5.10,6.1,6.12 \\
          --append 'vsyscall={none,xonly,emulate}' --append 'clocksource={tsc,hpet}'
  A kernel of one's own beside a packaged one, with and without mitigations, in nanoseconds:
      kernels.py run --kernel ./bzImage,6.1 --append '{,mitigations=off}'
  Results made again, each on the kernel that it names:
      kernels.py run --like results/exact --out /tmp/again
  The results side by side:
      kernels.py table results/local/kernels/*.json

exit status: 0 done, 1 a kernel could not be had or a cell failed, 2 wrong usage
"""


@dataclass(frozen=True, slots=True)
class ListOptions:
    all: bool
    source: ArchiveOptions


@dataclass(frozen=True, slots=True)
class FetchOptions:
    kernel: list[str]
    source: ArchiveOptions


@dataclass(frozen=True, slots=True)
class RunOptions:
    """One of kernel and like is given."""

    kernel: list[str] | None
    like: list[Path] | None  # results to be made again
    near: bool
    snapshot: str | None  # a URL
    append: list[str]
    exact: bool
    accel: str  # auto, kvm or tcg
    out: Path
    jobs: int | None  # None: see measure.jobs()
    timeout: int  # seconds, for each machine
    memory: int  # MiB
    cpus: int
    resume: bool
    keep: bool
    binary: Path
    qemu: str
    arguments: list[str]  # for vdsobench run inside
    source: ArchiveOptions


@dataclass(frozen=True, slots=True)
class TableOptions:
    files: list[Path]
    selection: Selection
    parts: bool
    format: str  # table or markdown
    output: Path | None  # None: standard output


Options = ListOptions | FetchOptions | RunOptions | TableOptions
_OPTIONS: dict[str, type[Options]] = {
    "list": ListOptions,
    "fetch": FetchOptions,
    "run": RunOptions,
    "table": TableOptions,
}


def parse(arguments: Sequence[str] | None = None) -> Options:
    """Of the subcommand that the arguments (default: the program's own) name."""
    given = parser().parse_args(arguments)
    kind = _OPTIONS[vars(given).pop("command")]
    made: Options = command_line.typed(kind, given)  # type: ignore[assignment]  # one of the four
    return made


def parser() -> command_line.Parser:
    top = command_line.parser(
        "kernels.py",
        "Boots kernels in QEMU, runs vdsobench inside, and brings the results home.",
        EXAMPLES,
    )
    commands = top.add_subparsers(dest="command", required=True)
    _add_list(commands.add_parser("list", help="kernels that the machine's own archive offers"))
    _add_fetch(commands.add_parser("fetch", help="bring kernels into the cache"))
    _add_run(commands.add_parser("run", help="boot every kernel in every mode and measure"))
    _add_table(commands.add_parser("table", help="instructions a call across exact results"))
    return top


def _add_list(command: argparse.ArgumentParser) -> None:
    command.add_argument("--all", action="store_true", help="all versions, not each series' newest")
    add_archive(command)


def _add_table(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="of run --exact")
    selection.add_choice(command)
    command.add_argument(
        "--parts", action="store_true", help=f"whose they are, where the result tells: {HEAD}"
    )
    command_line.add_format(command, ("table", "markdown"))
    command_line.add_output(command)
    old = {"action": "store_const", "const": "markdown"}
    command_line.add_old_name(command, "--markdown", "format", **old)


def _add_fetch(command: argparse.ArgumentParser) -> None:
    add_kernels(command)
    add_archive(command)


def _add_run(command: argparse.ArgumentParser) -> None:
    what = command.add_mutually_exclusive_group(required=True)
    add_kernels(what, required=False)
    what.add_argument(
        "--like",
        action="append",
        type=Path,
        metavar="RESULTS",
        help="make these again, a file or a folder: each on its own kernel, in its own mode",
    )
    add = command.add_argument
    add("--near", action="store_true", help="of --like, the nearest version where it is gone")
    add(
        "--snapshot",
        metavar="URL",
        type=archive_url,
        help="of --like: a service that keeps what archives drop, with the API of Debian's",
    )
    add(
        "--append",
        action="append",
        default=[],
        metavar="WORDS",
        help="kernel parameters; {a,b} stands for each in turn, several --append multiply",
    )
    add("--exact", action="store_true", help="count instructions instead of taking times")
    add(
        "--accel",
        choices=("auto", "kvm", "tcg"),
        default="auto",
        help="hardware or emulation (default: hardware where a kernel comes up on it)",
    )
    command_line.add_folder(command, RESULTS / "kernels", "results and consoles")
    add(
        "--jobs",
        type=positive,
        metavar="N",
        help="machines at a time (default: 1; with --exact as many as there are CPUs)",
    )
    add(
        "--timeout",
        type=positive,
        default=180,
        metavar="S",
        help="for each machine (default: %(default)s)",
    )
    add(
        "--memory",
        type=positive,
        default=512,
        metavar="MIB",
        help="of each machine (default: %(default)s)",
    )
    add("--cpus", type=positive, default=1, metavar="N", help="always 1 with --exact")
    add("--resume", action="store_true", help="do not run cells again that have their result")
    add("--keep", action="store_true", help="keep the initramfs and the raw transfers")
    add("--binary", type=Path, default=VDSOBENCH, help="the vdsobench to run inside")
    add("--qemu", default="qemu-system-x86_64", metavar="PROGRAM", help="default: %(default)s")
    add("arguments", nargs="*", metavar="-- ARGUMENT", help="for vdsobench run inside")
    add_archive(command)
