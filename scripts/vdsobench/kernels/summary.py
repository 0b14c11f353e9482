"""Tables of finished cells: how each ended, and in exact mode what each call cost."""

from __future__ import annotations

from collections import Counter
from typing import Any, Sequence

from rich.table import Table
from rich.text import Text

from vdsobench import schema
from vdsobench.kernels.cell import Done
from vdsobench.safe_console import SafeConsole


def outcomes(document: dict[str, Any]) -> str:
    """Such as "9 userspace, 4 syscall, 3 unavailable": of calls, not of their repetitions."""
    labels = {
        row[schema.NAME]: row.get(schema.LABEL) or "unlabelled" for row in document[schema.ROWS]
    }
    counts = Counter(labels.values())
    return ", ".join(f"{number} {label}" for label, number in counts.most_common())


def verdict(done: Done) -> str:
    if done.document is None:
        return done.reason
    broken = {row[schema.NAME] for row in done.document[schema.ROWS] if is_broken(row)}
    told = f"; {len(broken)} could not be measured" if broken else ""
    return outcomes(done.document) + told


def is_broken(row: dict[str, Any]) -> bool:
    """Absence is data; a row in error that was there to be measured is not."""
    return bool(row.get(schema.ERROR_OCCURRED)) and row.get(schema.LABEL) not in schema.ABSENT


def line(done: Done, number: int, of: int) -> str:
    """One line of progress."""
    state = "FAILED" if done.failed else _good(done)
    time = f" ({done.accel}, {done.seconds:.1f} s)" if done.seconds else ""
    return f"[{number}/{of}] {done.cell.name}: {state}{time}: {verdict(done)}"


def _good(done: Done) -> str:
    return "kept" if done.resumed else "ok"


def table(results: Sequence[Done]) -> Table:
    made = Table("kernel", "append", "state", "accel", "s", "outcomes of the calls, or the reason")
    for done in results:
        state = Text("failed", "red") if done.failed else Text(_good(done), "green")
        seconds = f"{done.seconds:.1f}" if done.seconds else ""
        words = (done.cell.kernel, done.cell.append or "–")
        told = (done.accel, seconds, verdict(done))
        made.add_row(*words, state, *told)
    return made


def show(results: Sequence[Done], console: SafeConsole) -> None:
    console.print(table(results))
    for done in results:
        if done.last_lines:
            console.print(f"last lines of {done.cell.name}:")
            for text in done.last_lines:
                console.print(f"    {text}")
