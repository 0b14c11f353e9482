"""The command line of scripts/environments.py."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vdsobench import command_line
from vdsobench.command_line import positive
from vdsobench.layout import VDSOBENCH

EXAMPLES = """
examples:
  All of them, and the table into the repository:
      environments.py --markdown results/environments/README.md
  One, by a part of its name:
      environments.py --only gVisor

exit status: 0 in each that could be tried, both commands ended; 1 in one they did not, 2 wrong usage
"""


@dataclass(frozen=True, slots=True)
class Options:
    only: list[str]
    markdown: Path | None
    timeout: int  # seconds
    binary: Path


def parser() -> command_line.Parser:
    top = command_line.parser(
        "environments.py",
        "Starts vdsobench in the sandboxes, tracers and emulators that this machine has, and says "
        "what it found in each. What is not installed is named with its package.",
        EXAMPLES,
    )
    add = top.add_argument
    add(
        "--only",
        action="append",
        default=[],
        metavar="TEXT",
        help="environments whose name holds it (repeatable)",
    )
    add("--markdown", type=Path, metavar="FILE", help="write the table there as well")
    add(
        "--timeout",
        type=positive,
        default=300,
        metavar="S",
        help="for each command (default: %(default)s)",
    )
    add("--binary", type=Path, default=VDSOBENCH, help="the vdsobench to start")
    return top
