"""Files appear whole or not at all: written beside their name, then renamed."""

from __future__ import annotations

import contextlib
import glob
import io
import os
import secrets
import time
from pathlib import Path
from typing import Iterator

from vdsobench import terminal
from vdsobench.errors import UsageError

MARK = "vdsobench-"  # in the names of files that are being written
NO_LONGER_WRITTEN = 3600  # seconds


def set_aside(path: Path) -> Path:
    """Gives an earlier file, if there is one, the name returned, which no reader of results takes:
    it cannot pass for what is to be written, and is not lost should that fail. Whoever has written
    the new one deletes it. Raises OSError."""
    kept = path.with_name(f"{path.name}.earlier")
    with contextlib.suppress(FileNotFoundError):
        os.replace(path, kept)
    return kept


def write_atomically(path: Path, content: str | bytes) -> None:
    """Raises UsageError, with the reason, where there is no writing."""
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
    with contextlib.suppress(FileNotFoundError):
        path.stat()  # a loop of links is an error here; exists() takes it for nothing
    target = path.resolve()  # a symbolic link stays one, what it points to is replaced
    _delete_left_over(target)
    temporary = target.with_name(f".{target.name}.{MARK}{secrets.token_hex(4)}")
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


def _delete_left_over(target: Path) -> None:
    """What a process wrote that was killed before it could give it this name."""
    for half in target.parent.glob(f".{glob.escape(target.name)}.{MARK}{'[0-9a-f]' * 8}"):
        with contextlib.suppress(OSError):
            if time.time() - half.stat().st_mtime > NO_LONGER_WRITTEN:
                half.unlink()


@contextlib.contextmanager
def output_to(file: Path | None) -> Iterator[None]:
    """What is printed meanwhile goes into the file, or without one to a reader such as head."""
    if file is None:
        with terminal.while_read():
            yield
        return
    with contextlib.redirect_stdout(io.StringIO()) as text:
        yield
    write_atomically(file, text.getvalue())
