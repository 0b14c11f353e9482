"""plot.py: the command line."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Sequence

from vdsobench import command_line
from vdsobench.results import selection
from vdsobench.errors import UsageError
from vdsobench.files import write_atomically
from vdsobench.results.selection import Selection

if TYPE_CHECKING:
    from vdsobench.results.sides import Side

KINDS = {
    "matrix": "every function by every path, on a log axis, with outcomes",
    "kernels": "calls across results, with intervals (in exact mode: instructions)",
    "quantiles": "the spread of one function's batches and single calls, and the tail",
    "threads": "the cost of a call made by several threads at once",
}
DEFAULT_CALLS = ("gettimeofday/vdso", "gettimeofday/libc", "gettimeofday/syscall")
EXAMPLES = """
examples:
  plot.py matrix result.json -o matrix.svg
  plot.py kernels results/kernels/ --where kernel_parameters='*xonly*=tsc' \\
      --call getppid/syscall -o getppid.png -o getppid.svg
  plot.py quantiles result.json --call clock_gettime:monotonic -o tail.svg
  plot.py threads result.json -o threads.png

exit status: 0 drawn, 2 wrong usage, unreadable results, or nothing to draw
"""


@dataclass(frozen=True, slots=True)
class Options:
    kind: str  # of KINDS
    results: list[str]
    selection: Selection
    output: list[Path]
    call: list[str]


def parser() -> command_line.Parser:
    kinds = "\n".join(f"  {kind:<10} {words}" for kind, words in KINDS.items())
    made = command_line.parser(
        "plot.py",
        "Draw results, the same bytes for the same input.",
        f"kinds of plot:\n{kinds}\n{EXAMPLES}",
    )
    made.add_argument("kind", choices=KINDS, metavar="KIND", help="see below")
    selection.add(made, calls=False)
    made.add_argument(
        "-o",
        "--output",
        action="append",
        required=True,
        type=_picture,
        help="file to write, by its name PNG or SVG; repeatable",
    )
    made.add_argument(
        "--call",
        action="append",
        default=[],
        metavar="PATTERN",
        help="what to draw: for kernels calls such as getcpu/vdso or 'getcpu/*' (repeatable), for"
        " quantiles a function such as getcpu",
    )
    return made


def _picture(text: str) -> Path:
    path = Path(text)
    if path.suffix not in (".png", ".svg"):
        raise argparse.ArgumentTypeError(f"{text!r} should end in .png or .svg")
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().options(Options, arguments)
    from vdsobench.plot import save
    from vdsobench.results.groups import make_sides

    sides = make_sides(options.results, options.selection, spread=True)
    for path in options.output:
        # Drawn anew for each file: saving a figure settles its layout.
        figure = draw(options.kind, sides, options.call)
        picture = save.svg(figure) if path.suffix == ".svg" else save.png(figure)
        write_atomically(path, picture)
    return 0


def draw(kind: str, sides: Sequence[Side], calls: Sequence[str] = ()) -> Any:
    """A matplotlib figure. kind: of KINDS. calls: as --call gave them. Raises UsageError where
    there is nothing to draw."""
    from vdsobench.plot import kernels, matrix, quantiles, threads

    if kind == "kernels":
        return kernels.draw(sides, _matching(calls, sides) or DEFAULT_CALLS)
    if len(sides) > 1:
        raise UsageError(f"a {kind} plot shows one result, but these are {len(sides)}")
    if kind == "matrix":
        return matrix.draw(sides[0])
    if kind == "threads":
        return threads.draw(sides[0])
    return quantiles.draw(sides[0], calls[0] if calls else "gettimeofday")


def _matching(patterns: Sequence[str], sides: Sequence[Side]) -> list[str]:
    """What is no pattern stands for itself: the plot says where nothing has it."""
    names = [name for side in sides for name in side.names]
    return selection.matching(patterns, names, lambda pattern, _: [pattern])
