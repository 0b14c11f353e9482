"""A program together with every shared library that it needs."""

from __future__ import annotations

import re
from pathlib import Path

from vdsobench.errors import UsageError
from vdsobench import programs


def libraries(program: Path) -> list[Path]:
    """As the host's loader finds them, the loader itself included; none for a static program."""
    try:
        printed = programs.output("ldd", program)
    except programs.ProgramFailed:
        return []  # "not a dynamic executable"
    lacking = re.findall(r"(\S+) => not found", printed)
    if lacking:
        raise UsageError(f"{program} needs {', '.join(lacking)}, which this system lacks")
    return [Path(found) for found in re.findall(r"(/\S+) \(0x", printed)]


def libc(program: Path) -> Path | None:
    """The C library that a program is linked to; None for a static one."""
    return next((path for path in libraries(program) if path.name.startswith("libc.")), None)
