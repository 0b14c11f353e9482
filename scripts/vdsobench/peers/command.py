"""peers.py: the command line."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

from vdsobench import command_line, terminal
from vdsobench.files import output_to
from vdsobench.command_line import positive
from vdsobench.errors import UsageError
from vdsobench.layout import INSTALL_DEPENDENCIES
from vdsobench.peers import table
from vdsobench.peers.measure import measure
from vdsobench.peers.tools import Tool, all_tools, find_vdsobench
from vdsobench.progress import Progress

EXAMPLES = """
examples:
  With whatever of the tools is here:
      peers.py
  Install first what is missing (Debian, Ubuntu; as root or with sudo), then for a README:
      peers.py --install --turns 10 --format markdown

Each turn runs every tool once on a quiet CPU and once beside a process that never rests on the same
CPU. Spread is max / min - 1 over the turns; the truth is what vdsobench reads on the quiet CPU.
The other tools' figures hold the price of their own loop too.

exit status: 0 measured, 2 wrong usage, or a tool that cannot be run
"""


@dataclass(frozen=True, slots=True)
class Options:
    turns: int
    cpu: int
    format: str  # table, markdown or json
    output: Path | None  # None: standard output
    install: bool
    vdsobench: str | None  # the program; None: the one that is built here


def parser() -> command_line.Parser:
    made = command_line.parser(
        "peers.py",
        "Hold vdsobench beside stress-ng, perf bench and a plain Google Benchmark loop.",
        EXAMPLES,
    )
    made.add_argument("--turns", type=positive, default=5, metavar="N", help="default: 5")
    made.add_argument("--cpu", type=int, default=min(os.sched_getaffinity(0)), metavar="N")
    command_line.add_format(made, ("table", "markdown", "json"))
    command_line.add_output(made)
    made.add_argument("--install", action="store_true", help="install missing tools first")
    made.add_argument("--vdsobench", metavar="PROGRAM", help="default: the one that is built here")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().options(Options, arguments)
    check_cpu(options.cpu)
    tools = all_tools(find_vdsobench(options.vdsobench), options.cpu)
    if options.install and not all(tool.is_here for tool in tools):
        install()
    here = [tool for tool in tools if is_here(tool)]
    with Progress("run", 2 * options.turns * len(here)) as progress:
        found = table.lines(measure(here, options.cpu, options.turns, progress))
    with output_to(options.output):
        if options.format == "table":
            table.show(found)
        else:
            written = table.markdown if options.format == "markdown" else table.to_json
            terminal.write(written(found))
    return 0


def check_cpu(cpu: int) -> None:
    """Raises UsageError with those that this process may run on."""
    usable = os.sched_getaffinity(0)
    if cpu not in usable:
        listed = ", ".join(map(str, sorted(usable)))
        raise UsageError(f"CPU {cpu} is not for this process; choose one of {listed}")


def is_here(tool: Tool) -> bool:
    """Tells where a missing tool comes from."""
    if not tool.is_here:
        terminal.say(f"{tool.name} is not here and left out: {tool.remedy}")
    return tool.is_here


def install() -> None:
    if not INSTALL_DEPENDENCIES.is_file():
        raise UsageError(
            f"--install needs {INSTALL_DEPENDENCIES}, which is not here; install by hand"
        )
    if subprocess.run([INSTALL_DEPENDENCIES, "peers"]).returncode != 0:
        raise UsageError("what is missing could not be installed; leave out --install")
