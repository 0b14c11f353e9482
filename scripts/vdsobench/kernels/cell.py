"""One kernel in one mode: what is asked for, and what came of it."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Sequence

from vdsobench.results import loader, schema
from vdsobench.errors import UsageError
from vdsobench.archive.images import KernelImage
from vdsobench.results.loader import Result

PLAIN = re.compile(r"\w[\w.=+-]*", re.ASCII)
ODD = re.compile(r"[^\w.=+-]", re.ASCII)
LONGEST = 200  # characters; a name has 255 bytes at most, and ".json" and more come to it


@dataclass(frozen=True)
class Cell:
    name: str  # names the files of its result
    kernel: str  # as asked for
    append: str
    image: KernelImage | None  # None: it could not be had, for this reason
    reason: str = ""


@dataclass(frozen=True)
class Done:
    """A cell that has been tried. Either a result or a reason for there being none."""

    cell: Cell
    result: Result | None = None
    reason: str = ""
    accel: str = ""
    seconds: float = 0.0
    resumed: bool = False
    last_lines: Sequence[str] = field(default_factory=tuple)

    @property
    def failed(self) -> bool:
        return self.result is None


def cells(kernels: Sequence[tuple[str, KernelImage | str]], appends: Sequence[str]) -> list[Cell]:
    """The product of all. A kernel that could not be had comes as the reason in words."""
    made: list[Cell] = []
    for kernel, got in kernels:
        for append in appends:
            image = got if isinstance(got, KernelImage) else None
            reason = got if isinstance(got, str) else ""
            made.append(Cell(file_name(kernel, append), kernel, append, image, reason))
    return made


def file_name(kernel: str, append: str) -> str:
    """Says what was asked for, and no two say the same."""
    path = os.path.abspath(kernel) if "/" in kernel else kernel  # "../a/bzImage" is no one file
    words = [_word(kernel, path), *(_word(word, word) for word in append.split())]
    name = ",".join(words)
    return name if len(name) <= LONGEST else f"{name[:LONGEST]}~{fingerprint(name)[:8]}"


def _word(text: str, meant: str) -> str:
    """As it is, where it can be read back from the name; else with a hash of what is meant."""
    if PLAIN.fullmatch(text):
        return text
    return f"{re.sub(ODD, '_', text.lstrip('./-'))}~{fingerprint(meant)[:8]}"


def fingerprint(*parts: object) -> str:
    """Changes when anything changes that could change the result."""
    return hashlib.sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()


def finished(file: Path, wanted: str) -> Result | None:
    """The result of an earlier run of this very cell, for --resume."""
    try:
        found = loader.load(str(file))
    except UsageError:
        return None
    return found if found.context.get(schema.CELL) == wanted else None
