"""report.py: the command line."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

from vdsobench import command_line
from vdsobench.compare.options import add_selection
from vdsobench.errors import UsageError
from vdsobench.files import write_atomically
from vdsobench.results.selection import Selection

EXAMPLES = """
examples:
  One result:
      report.py -o report.html result.json
  Before and after:
      report.py -o report.html before.json after.json
  Every kernel of a folder in one mode, against the oldest:
      report.py -o report.html results/kernels/ --where kernel_parameters='*xonly*=tsc'
  With where each instruction of the calls goes, as scripts/anatomy.py recorded it:
      report.py -o report.html results/exact/ --where kernel_parameters='*xonly*=tsc' \\
          --anatomy results/anatomy/

The page is one file: it opens offline, asks for nothing and runs no script. It can be printed, and
read on a phone, in the dark and by a screen reader.

exit status: 0 written, 2 wrong usage or unreadable results
"""


@dataclass(frozen=True, slots=True)
class Options:
    output: Path | None  # None: the first of results, where 0.1 had it
    results: list[str]
    selection: Selection
    min_effect: float | None  # a share; None: the default of what is compared
    anatomy: list[str]


def parser() -> command_line.Parser:
    made = command_line.parser(
        "report.py",
        "Write one self-contained page about results, compared with the first.",
        EXAMPLES,
    )
    add_selection(made)
    made.add_argument("-o", "--output", type=_page, metavar="OUT.html", help="the page to write")
    made.add_argument(
        "--anatomy",
        action="append",
        default=[],
        metavar="FILE",
        help="what scripts/anatomy.py recorded, or a folder of it; may be repeated",
    )
    return made


def _page(text: str) -> Path:
    path = Path(text)
    if path.suffix not in (".html", ".htm"):
        # Else a result given first would be overwritten.
        raise argparse.ArgumentTypeError(f"{text!r} should end in .html")
    return path


def _page_and_results(options: Options) -> tuple[Path, list[str]]:
    if options.output:
        return options.output, options.results
    first, *results = options.results
    try:
        page = _page(first)
    except argparse.ArgumentTypeError as error:
        raise UsageError(f"where to? Give -o PAGE.html ({error})") from None
    if not results:
        raise UsageError(f"{first} is the page to write: give results too")
    return page, results


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().options(Options, arguments)
    page, results = _page_and_results(options)
    if not page.parent.is_dir():
        raise UsageError(f"{page.parent}: no such folder to write the page to")
    from vdsobench.anatomy import documents
    from vdsobench.compare.prepare import compare_sides
    from vdsobench.report.page import render
    from vdsobench.results.groups import make_sides

    sides = make_sides(results, options.selection, spread=True)
    anatomies = documents.find(options.anatomy)
    pairs = compare_sides(sides, options.min_effect, options.selection.force, whole=False)
    write_atomically(page, render(sides, pairs, anatomies))
    return 0
