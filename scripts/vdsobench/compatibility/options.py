"""The command line of scripts/compatibility.py."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vdsobench import command_line
from vdsobench.archive.options import ArchiveOptions, add_archive
from vdsobench.command_line import positive
from vdsobench.layout import RESULTS, VDSOBENCH

EXAMPLES = """
examples:
  Every pair of values of any two columns, on the kernels of the archive's releases:
      compatibility.py
  Every value once, on two kernels:
      compatibility.py --short --suite oldstable --suite stable
  One cell again, as the table or the name of its file says it:
      compatibility.py --only 6.12_Conroe_hpet_4_512_xonly

exit status: 0 all cells are green, 1 one is not, 2 wrong usage
"""


@dataclass(frozen=True, slots=True)
class Options:
    short: bool
    kernel: list[str]
    only: list[str]
    out: Path
    markdown: Path | None
    jobs: int | None  # None: one a CPU
    timeout: int  # seconds
    binary: Path
    qemu: str
    source: ArchiveOptions


def parser() -> command_line.Parser:
    top = command_line.parser(
        "compatibility.py",
        "Boots kernels in emulated machines of many kinds, lets vdsobench check, measure and test "
        "itself in each, and holds the outcome of every call against what the machine's "
        "parameters mean.",
        EXAMPLES,
    )
    add = top.add_argument
    add("--short", action="store_true", help="each value occurs, not each pair of two")
    add(
        "--kernel",
        action="append",
        default=[],
        metavar="LIST",
        help="as of kernels.py (default: the newest of each of the archive's releases)",
    )
    add(
        "--only",
        action="append",
        default=[],
        metavar="TEXT",
        help="cells whose name holds it (repeatable)",
    )
    what = "consoles, and what cells that are not green have printed"
    command_line.add_folder(top, RESULTS / "compatibility", what)
    add("--markdown", type=Path, metavar="FILE", help="write the table there as well")
    add("--jobs", type=positive, metavar="N", help="machines at a time (default: one a CPU)")
    add(
        "--timeout",
        type=positive,
        default=600,
        metavar="S",
        help="for each machine (default: %(default)s)",
    )
    add("--binary", type=Path, default=VDSOBENCH, help="the vdsobench to run inside")
    add("--qemu", default="qemu-system-x86_64", metavar="PROGRAM", help="default: %(default)s")
    add_archive(top)
    return top
