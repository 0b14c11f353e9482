"""Files appear whole or not at all: written beside their name, then renamed."""

from __future__ import annotations

import os
import secrets
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
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    # Not by mkstemp: its files are private, and to ask for the umask is to change it for a moment,
    # for all threads.
    try:
        with temporary.open("xb") as file:
            if target.exists():
                os.fchmod(file.fileno(), target.stat().st_mode & 0o777)
            file.write(data)
        os.replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
