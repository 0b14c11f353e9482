"""Reads no more than there is room for: a file that something else writes, or a device, may have no
end."""

from __future__ import annotations

import os
from pathlib import Path

LEFT_OUT = b"\n[...]\n"


def at_most(path: Path, limit: int) -> bytes:
    """One byte more than the limit where there is more."""
    with path.open("rb") as file:
        return file.read(limit + 1)


def both_ends(path: Path, limit: int) -> bytes:
    """The beginning and the end, each of so many bytes."""
    with path.open("rb") as file:
        first = file.read(limit)
        size = os.fstat(file.fileno()).st_size
        if size > 2 * limit:
            file.seek(size - limit)
            first += LEFT_OUT
        return first + file.read(limit)
