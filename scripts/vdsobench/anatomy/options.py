"""The command line of scripts/anatomy.py."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vdsobench import command_line
from vdsobench.archive.options import add_suite
from vdsobench.layout import RESULTS, VDSOBENCH
from vdsobench.results import tables

RECORDINGS = RESULTS / "anatomy"
HEADLINE = [
    f"{function}/{path}"
    for function in tables.HEADLINE
    for path in tables.default_paths(besides="syscall")
]

EXAMPLES = """
examples:
  Where the instructions of one call go, function by function and as a tree:
      anatomy.py --kernel 6.12 --call getppid/insn --append vsyscall=xonly --tree
  Two kernels in two modes each, the headline calls:
      anatomy.py --kernel 6.1,6.12 --all --append 'vsyscall=xonly{, mitigations=off}'
  What was recorded before, and a flame graph of one call:
      anatomy.py --show results/anatomy/6.12,vsyscall=xonly.json --call getppid/insn \\
          --flame getppid.svg
  What changed from one kernel to another:
      anatomy.py --diff results/anatomy/6.1,vsyscall=xonly.json \\
          results/anatomy/6.12,vsyscall=xonly.json
  How many cycles that may be, held against what was measured:
      anatomy.py --show results/anatomy/estimates/6.18,vsyscall=xonly.json --costly \\
          --measured results/vm/6.18.json

exit status: 0 told, 1 a kernel could not be recorded or a call not be told, 2 wrong usage
"""


@dataclass(frozen=True, slots=True)
class Exports:
    """Files to write for other programs; None: not wanted."""

    folded: Path | None
    flame: Path | None
    speedscope: Path | None
    bars: Path | None
    scatter: Path | None


@dataclass(frozen=True, slots=True)
class Options:
    """One of kernel, show and diff is given, and says what to do."""

    kernel: list[str] | None
    show: list[Path] | None
    diff: list[Path] | None  # of two
    call: list[str]
    all: bool
    append: list[str]
    out: Path
    tree: bool
    code: bool
    costly: bool
    measured: Path | None  # a result to hold estimates against
    exports: Exports
    binary: Path
    suite: list[str]


def parser() -> command_line.Parser:
    top = command_line.parser(
        "anatomy.py",
        "Tells where each instruction of a call goes, function by function: records "
        "kernels in QEMU, shows what was recorded, or holds two against each other.",
        EXAMPLES,
    )
    what = top.add_mutually_exclusive_group(required=True)
    what.add_argument("--kernel", action="append", metavar="LIST", help="record: as of kernels.py")
    what.add_argument("--show", nargs="+", type=Path, metavar="FILE", help="what was recorded")
    what.add_argument("--diff", nargs=2, type=Path, metavar=("A", "B"), help="what changed")
    add = top.add_argument
    add(
        "--call",
        action="append",
        default=[],
        metavar="PATTERN",
        help="such as getppid/insn, */insn",
    )
    add("--all", action="store_true", help="the twelve headline calls and getppid/insn")
    add("--append", action="append", default=[], metavar="WORDS", help="as of kernels.py")
    command_line.add_folder(top, RECORDINGS, "what is recorded")
    add("--tree", action="store_true", help="show who called whom")
    add("--code", action="store_true", help="keep and show each executed instruction")
    add("--costly", action="store_true", help="count what costs most, and estimate cycles")
    add("--measured", type=Path, metavar="FILE", help="hold the estimates against this result")
    add("--folded", type=Path, metavar="FILE", help="write folded stacks of the one --call")
    add("--flame", type=Path, metavar="FILE", help="write a flame graph of it as SVG")
    add("--speedscope", type=Path, metavar="FILE", help="write all calls for speedscope.app")
    add("--bars", type=Path, metavar="FILE", help="draw phases across the files as SVG")
    add("--scatter", type=Path, metavar="FILE", help="draw estimates against --measured as SVG")
    add("--binary", type=Path, default=VDSOBENCH, help="the vdsobench to run inside")
    add_suite(top)
    return top
