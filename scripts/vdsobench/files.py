"""Files appear whole or not at all: written beside their name, then renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from vdsobench.errors import UsageError


def write_atomically(path: Path, content: str | bytes) -> None:
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    try:
        _replace(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"cannot write {path}: {reason}; choose another place") from error


def _replace(path: Path, data: bytes) -> None:
    # A device or a pipe, such as /dev/stdout, is written to; renaming would take its name away.
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    target = path.resolve()  # a symbolic link stays one, what it points to is replaced
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.chmod(temporary, _mode_for(target))
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _mode_for(target: Path) -> int:
    """mkstemp makes private files: use what the old file had, or what a new one would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
