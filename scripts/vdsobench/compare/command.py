"""compare.py: the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Sequence

from vdsobench import command_line, terminal
from vdsobench.compare.options import Options, add_selection
from vdsobench.files import output_to

if TYPE_CHECKING:
    from vdsobench.compare.gate import Gate
    from vdsobench.compare.pair import Pair

EXAMPLES = """
examples:
  Did the new kernel change anything?
      compare.py before.json after.json
  The same kernel measured five times, against five times another (a folder is one side):
      compare.py results/6.1/ results/6.12/
  All kernels of a folder in one mode against the oldest, only through the C library:
      compare.py results/kernels/ --where kernel_parameters='*xonly*=tsc' --call '*/libc'
  In CI: fail on a slowdown that is certain and over 5 %, or on an outcome that got worse:
      compare.py --gate --min-effect 5% main.json branch.json
  For a pull request:
      compare.py --format markdown main.json branch.json >> "$GITHUB_STEP_SUMMARY"

A change is shown only where it is certain: Mann-Whitney's p, corrected by Holm for the number of
calls, is under 0.05, and the whole 95 % interval of the ratio lies beyond --min-effect. All else
is ~. Where a side is of several runs, Student's p over the runs has to be as small as that over
their processes. Exact results have no noise: every change of theirs is shown. Changes of outcome
are always shown, and first.

With --gate, what the first result shows and a later one lacks is a failure, and a side of which no
time could be judged (too few processes, another class of machine, no call in common) does not pass.

exit status: 0 compared, 1 the gate failed, 2 wrong usage, unreadable results, or a gate that had
nothing to judge by
"""


def parser() -> command_line.Parser:
    made = command_line.parser(
        "compare.py",
        "Compare results with the first of them: outcomes first, then times.",
        EXAMPLES,
    )
    add_selection(made)
    command_line.add_format(made, ("table", "markdown", "json", "csv"))
    command_line.add_output(made)
    made.add_argument("--gate", action="store_true", help="exit 1 on what certainly got worse")
    made.add_argument(
        "--allow-missing",
        action="store_true",
        help="let the gate pass though calls or outcomes of the first result are missing later",
    )
    made.add_argument("--all", action="store_true", help="list calls that did not change, too")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().options(Options, arguments)
    from vdsobench.compare.gate import judge
    from vdsobench.compare.prepare import prepare

    pairs = prepare(options, whole=options.all or options.gate or options.format != "table")
    gate = judge(pairs, options.allow_missing, options.selection.force)
    with output_to(options.output):
        _show(pairs, gate, options)
    if not options.gate:
        return 0
    for line in gate.words:
        terminal.say(line)
    return gate.status


def _show(pairs: Sequence[Pair], gate: Gate, options: Options) -> None:
    """Each output is imported only where it is asked for."""
    if options.format == "table":
        from vdsobench.compare import table

        table.show(pairs, options.all)
    elif options.format == "markdown":
        from vdsobench.compare import markdown

        terminal.write(markdown.render(pairs))
    else:
        from vdsobench.compare import machine

        as_json = options.format == "json"
        terminal.write(machine.to_json(pairs, gate) if as_json else machine.to_csv(pairs))
