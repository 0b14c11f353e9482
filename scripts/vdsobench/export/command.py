"""export.py: the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

from vdsobench import command_line, terminal
from vdsobench.files import output_to
from vdsobench.results import selection
from vdsobench.results.selection import Selection

EXAMPLES = """
examples:
  github-action-benchmark, with tool: customSmallerIsBetter:
      export.py --format github result.json -o github.json
  Bencher, with bencher run --adapter json --file bencher.json:
      export.py --format bencher result.json -o bencher.json
  The textfile collector of Prometheus' node_exporter:
      export.py --format openmetrics result.json -o /var/lib/node_exporter/vdsobench.prom
  A spreadsheet:
      export.py --format csv results/*.json -o figures.csv

exit status: 0 exported, 2 wrong usage or unreadable results
"""
FORMATS = ("github", "bencher", "openmetrics", "csv")


@dataclass(frozen=True, slots=True)
class Options:
    results: list[str]
    selection: Selection
    format: str  # of FORMATS
    output: Path | None  # None: standard output


def parser() -> command_line.Parser:
    made = command_line.parser(
        "export.py",
        "Export one figure for each call, for tools that keep track of benchmarks.",
        EXAMPLES,
    )
    selection.add(made)
    command_line.add_format(made, FORMATS, required=True)
    command_line.add_output(made)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().options(Options, arguments)
    from vdsobench.export.entries import entries_of
    from vdsobench.export.formats import WRITERS
    from vdsobench.results.groups import make_sides

    text = WRITERS[options.format](entries_of(make_sides(options.results, options.selection)))
    with output_to(options.output):
        terminal.write(text)
    return 0
