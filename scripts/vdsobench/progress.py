"""A line that counts what slow work has done, on a terminal and nowhere else."""

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
        if time.monotonic() - self.start >= PATIENCE:
            self.shown = True
            terminal.say_over(f"{self.what} {done}/{self.total} ")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.shown:
            terminal.say_over("")
