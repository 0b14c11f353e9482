"""A line that counts what slow work has done and says how long it may still take, on a terminal and
nowhere else."""

from __future__ import annotations

import time
from types import TracebackType

from vdsobench import terminal

# Work that ends sooner needs no line.
PATIENCE = 0.5


class Progress:
    def __init__(self, what: str, total: int) -> None:
        self.what, self.total = what, total
        self.start = time.monotonic()
        self.shown = False

    def __enter__(self) -> Progress:
        return self

    def __call__(self, done: int) -> None:
        taken = time.monotonic() - self.start
        if taken >= PATIENCE:
            self.shown = True
            left = left_words(taken, done, self.total)
            terminal.say_over(f"{self.what} {done}/{self.total}{left} ")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.shown:
            terminal.say_over("")


class Pace:
    """For lines of their own, which stay: how long the rest may take, from now on."""

    def __init__(self, total: int) -> None:
        self.total, self.start = total, time.monotonic()

    def left(self, done: int) -> str:
        taken = time.monotonic() - self.start
        return left_words(taken, done, self.total) if taken >= PATIENCE else ""


def left_words(taken: float, done: int, total: int) -> str:
    """At the pace so far, of which nothing is known before the first is done. taken: seconds."""
    if not 0 < done < total:
        return ""
    left = taken / done * (total - done)
    return f", {left:.0f} s left" if left < 90 else f", {left / 60:.0f} min left"
