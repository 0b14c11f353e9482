"""results/environments/README.md: the table, and the command that made it."""

from __future__ import annotations

import shlex
from typing import Sequence

from vdsobench.environments import reading
from vdsobench.environments.trial import Ended, Trial
from vdsobench.layout import COMMANDS
from vdsobench.safe_text import markdown, markdown_row

ABOUT = """\
In each environment `vdsobench check --json` was started, then a short `vdsobench run` of two calls
(`scripts/vdsobench/environments/trial.py` has the words). Statuses: 0 as expected, 1 a finding, 3
nothing could be confirmed or measured. Times are of one short run: they show the order of size.
"""
HEAD = ("environment", "started by", "check", "verdict", "the message that matters", "run")


def text(trials: Sequence[Trial], machine: str, words: Sequence[str]) -> str:
    """The whole file. machine: in a line. words: the command's arguments, to be run again."""
    rows = [HEAD, ("---",) * len(HEAD), *map(_row, trials)]
    return "\n".join(
        (
            "# In sandboxes, tracers and emulators\n",
            f"    {shlex.join(['scripts/environments.py', *words])}\n",
            ABOUT,
            f"Machine: {markdown(machine)}.\n",
            "".join(f"{markdown_row(row)}\n" for row in rows),
        )
    )


def _row(trial: Trial) -> tuple[str, ...]:
    name, start = markdown(trial.launcher.name), _start(trial.launcher.words)
    if trial.check is None or trial.run is None:
        return (name, start, "", "not tried", markdown(trial.missing), "")
    return (
        *(name, start, status(trial.check), markdown(reading.verdict(trial.check))),
        markdown(reading.message(trial.check)),
        f"{status(trial.run)}: {markdown(reading.figures(trial.run))}",
    )


def _start(words: Sequence[str]) -> str:
    """As one types it where the scripts lie."""
    here = f"{COMMANDS.parent}/"
    return f"`{shlex.join(word.removeprefix(here) for word in words)}`" if words else ""


def status(ended: Ended) -> str:
    return "no end" if ended.status is None else str(ended.status)
