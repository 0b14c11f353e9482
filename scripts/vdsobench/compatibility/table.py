"""Trials as a table: on a terminal, and in Markdown."""

from __future__ import annotations

from typing import Sequence

from rich.text import Text

from vdsobench.compatibility.guest import PARTS
from vdsobench.compatibility.trial import Trial
from vdsobench.fitted_table import Column, add_row, print_fitted
from vdsobench.safe_console import SafeConsole
from vdsobench.safe_text import markdown, markdown_row, one_line

HEAD = ("kernel", "CPU model", "clock", "CPUs", "MiB", "vsyscall", "clocksource", *PARTS)
NAMES = 4  # columns that name a cell
NUMBERS, RANKS = ("MiB", *PARTS), {"MiB": 1}
MOST_FAULTS = 12  # of one cell are shown


def line(trial: Trial, number: int, of: int) -> str:
    """One line of progress."""
    state = "green" if trial.green else f"NOT GREEN: {trial.faults[0]}"
    return f"[{number}/{of}] {trial.cell.name}: {state} ({trial.seconds:.0f} s)"


def fields(trial: Trial) -> list[str]:
    """The cells of a row, in the order of HEAD; empty where nothing came home."""
    cell, report = trial.cell, trial.report
    clocksource = " → ".join(sorted(report.clocksources)) if report else ""
    statuses = [str(report.parts[name].status) if report else "" for name in PARTS]
    return [
        *(cell.kernel, cell.model, cell.clock, cell.cpus, str(trial.memory or "")),
        *(cell.page, clocksource, *statuses),
    ]


def show(trials: Sequence[Trial], console: SafeConsole) -> None:
    """A row for each trial, then what is wrong with those that are not green."""
    print_fitted(console, columns(trials), NAMES)
    for trial in trials:
        if not trial.green:
            _explain(trial, console)
    console.print(summary(trials))


def columns(trials: Sequence[Trial]) -> list[Column]:
    """Of those of HEAD the time goes first, and then the memory, where there is no room."""
    made = [Column(head, right=head in NUMBERS, rank=RANKS.get(head, 0)) for head in HEAD]
    made += [Column("s", rank=2), Column("cell", right=False)]
    for trial in trials:
        state = Text("green", "green") if trial.green else Text("NOT GREEN", "red")
        add_row(made, [*map(Text, fields(trial)), Text(f"{trial.seconds:.0f}"), state])
    return made


def _explain(trial: Trial, console: SafeConsole) -> None:
    console.print(f"{trial.cell.name}: not green")
    for fault in trial.faults[:MOST_FAULTS]:
        console.print(f"    {one_line(fault)}")
    more = len(trial.faults) - MOST_FAULTS
    if more > 0:
        console.print(f"    and {more} more")
    if trial.last_lines:
        console.print("  the console's last lines:")
    for text in trial.last_lines:
        console.print(f"    {one_line(text, 160)}")


def summary(trials: Sequence[Trial]) -> str:
    green = sum(trial.green for trial in trials)
    return f"{green} of {len(trials)} cells are green"


def as_markdown(trials: Sequence[Trial]) -> str:
    """A row for each trial, with the first fault of one that is not green."""
    rows = [[*HEAD, "cell"], ["---"] * (len(HEAD) + 1)]
    for trial in trials:
        state = "green" if trial.green else f"**not green**: {markdown(trial.faults[0])}"
        rows.append([*map(markdown, fields(trial)), state])
    return "".join(f"{markdown_row(row)}\n" for row in rows)
