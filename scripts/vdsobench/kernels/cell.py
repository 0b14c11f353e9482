"""One kernel in one mode: what is asked for, and what came of it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Sequence

from vdsobench import schema
from vdsobench.document import BadContent, read
from vdsobench.kernels.images import KernelImage


@dataclass(frozen=True)
class Cell:
    name: str  # names the files of its result
    kernel: str  # as asked for
    append: str
    image: KernelImage | None  # None: it could not be had, for this reason
    reason: str = ""


@dataclass(frozen=True)
class Done:
    """A cell that has been tried. Either a document or a reason for there being none."""

    cell: Cell
    document: dict[str, Any] | None = None
    reason: str = ""
    accel: str = ""
    seconds: float = 0.0
    resumed: bool = False
    last_lines: Sequence[str] = field(default_factory=tuple)

    @property
    def failed(self) -> bool:
        return self.document is None


def cells(kernels: Sequence[tuple[str, KernelImage | str]], appends: Sequence[str]) -> list[Cell]:
    """The product of all. A kernel that could not be had comes as the reason in words."""
    made: list[Cell] = []
    for kernel, got in kernels:
        for append in appends:
            name = _unused(_file_name(kernel, append), {cell.name for cell in made})
            image = got if isinstance(got, KernelImage) else None
            made.append(Cell(name, kernel, append, image, got if isinstance(got, str) else ""))
    return made


def _file_name(kernel: str, append: str) -> str:
    """Of a path all of it: two trees' arch/x86/boot/bzImage share no file, nor do two runs'."""
    words = [kernel.lstrip("./"), *append.split()]
    return re.sub(r"[^\w.=+,-]", "_", ",".join(words))[:200]


def _unused(name: str, taken: set[str]) -> str:
    """Other characters than those of names became one: a/b and a_b must not share a file."""
    candidates = [name] + [f"{name}-{number}" for number in range(2, len(taken) + 3)]
    return next(candidate for candidate in candidates if candidate not in taken)


def fingerprint(*parts: object) -> str:
    """Changes when anything changes that could change the result."""
    return hashlib.sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()


def finished(file: Path, wanted: str) -> dict[str, Any] | None:
    """The result of an earlier run of this very cell, for --resume."""
    try:
        document = read(file)
        same = document[schema.CONTEXT][schema.key(schema.CELL)] == wanted
    except (BadContent, KeyError, TypeError):
        return None
    return document if same else None
