"""Tables of finished cells: how each ended, and in exact mode what each call cost."""

from __future__ import annotations

from collections import Counter
from typing import Sequence

from rich.text import Text

from vdsobench.results import schema
from vdsobench.results.calls import Call
from vdsobench.kernels.cell import Done
from vdsobench.results.loader import Result
from vdsobench.fitted_table import Column, add_row, print_fitted
from vdsobench.safe_console import SafeConsole
from vdsobench.safe_text import one_line


def outcomes(result: Result) -> str:
    """Such as "9 userspace, 4 syscall, 3 unavailable"."""
    counts = Counter(call.outcome for call in result.calls.values())
    return ", ".join(f"{number} {outcome}" for outcome, number in counts.most_common())


def verdict(done: Done) -> str:
    """What the calls did, or why there is no result."""
    if done.result is None:
        return done.reason
    broken = sum(map(is_broken, done.result.calls.values()))
    return outcomes(done.result) + (f"; {broken} could not be measured" if broken else "")


def is_broken(call: Call) -> bool:
    """Absence is data; what was there to be measured and was not, in any process, is not."""
    return call.outcome not in schema.ABSENT and bool(call.reason or not call.values)


def line(done: Done, number: int, of: int) -> str:
    """One line of progress."""
    state = "FAILED" if done.failed else _good(done)
    time = f" ({done.accel}, {done.seconds:.1f} s)" if done.seconds else ""
    return f"[{number}/{of}] {done.cell.name}: {state}{time}: {verdict(done)}"


def _good(done: Done) -> str:
    return "kept" if done.resumed else "ok"


def table(results: Sequence[Done]) -> list[Column]:
    """A row for each cell."""
    made = [Column(head, right=False) for head in ("kernel", "append", "state")]
    made += [Column("accel", right=False, rank=2), Column("s", rank=1)]
    made.append(Column("outcomes of the calls, or the reason", right=False, prose=True))
    for done in results:
        state = Text("failed", "red") if done.failed else Text(_good(done), "green")
        seconds = f"{done.seconds:.1f}" if done.seconds else ""
        words = (done.cell.kernel, done.cell.append or "–")
        told = (done.accel, seconds, one_line(verdict(done), 1000))
        add_row(made, [*map(Text, words), state, *map(Text, told)])
    return made


def show(results: Sequence[Done], console: SafeConsole) -> None:
    """The table, then the console's last lines of each cell that failed."""
    print_fitted(console, table(results), names=2)
    for done in results:
        if done.last_lines:
            console.print(f"last lines of {done.cell.name}:")
            for text in done.last_lines:
                console.print(f"    {text}")
