"""The cache: what is kept between runs and what is half done; the one place where folders go away.

    kernels/PACKAGE_VERSION/  an image with its origin; its package too, until it is unpacked
    apt/SUITE-HASH/           an apt state for each suite of each archive
    work/NAME/                of one process: deleted at its end or, if it was killed, by a later one

Every folder that is made here carries a mark. In one that does not, nothing is changed or deleted.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import secrets
import shutil
from pathlib import Path
from typing import Iterator

from vdsobench.errors import UsageError

TAG = "CACHEDIR.TAG"
# As the Cache Directory Tagging Specification has it (bford.info/cachedir): backups leave it out.
MARK = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by vdsobench, which may delete it.\n"
REMEDY = "set VDSOBENCH_CACHE to another folder"


def folder() -> Path:
    """VDSOBENCH_CACHE, or vdsobench in the user's cache folder (XDG base directory rules)."""
    found = Path(os.environ.get("VDSOBENCH_CACHE") or _users_own() / "vdsobench").absolute()
    if re.search(r"[\x00-\x1f\x7f]", str(found)):  # apt tells names of files a line each
        raise UsageError(f"the cache's path has control characters: {str(found)!r}; {REMEDY}")
    return found


def _users_own() -> Path:
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError as error:  # no HOME, and no such user
        raise UsageError(f"there is no place for a cache: {error} {REMEDY}") from None


def place(*names: str) -> Path:
    """Below the cache. Names come from users and archives: each is one, and no way out."""
    for name in names:
        if name in ("", ".", "..") or "/" in name or "\0" in name:
            raise UsageError(f"{name!r} cannot be the name of a folder in the cache")
    return folder().joinpath(*names)


def made(*names: str) -> Path:
    """The folder below the cache, made where it is not there yet. Raises UsageError where nothing
    can be kept, or where something else is in the way."""
    path = place(*names)
    try:
        path.mkdir(parents=True, exist_ok=True)
        with locked(folder()):
            _mark(path)
    except OSError as error:
        raise UsageError(f"nothing can be kept in {path}: {error.strerror}; {REMEDY}") from error
    return path


def _mark(path: Path) -> None:
    """Only what is empty is made the cache's own; a process may have been killed just here."""
    if is_marked(path):
        return
    if MARK.startswith(_marks(path)) and set(os.listdir(path)) <= {TAG}:
        (path / TAG).write_text(MARK)
        return
    raise UsageError(f"{path} is in the way: vdsobench did not make it; move it, or {REMEDY}")


def is_marked(path: Path) -> bool:
    return _marks(path) == MARK


def _marks(path: Path) -> str:
    tag = path / TAG
    if tag.is_symlink() or not tag.is_file():
        return "" if not os.path.lexists(tag) else "something else"
    with tag.open(errors="replace") as file:
        return file.read(len(MARK) + 1)


@contextlib.contextmanager
def locked(path: Path, how: int = fcntl.LOCK_EX) -> Iterator[int]:
    """Waits until no other process works in the folder. The lock lasts as long as its descriptor is
    open anywhere: a program that is given it keeps the folder, even when this process is killed."""
    with (path / "lock").open("a") as file:
        fcntl.flock(file, how)
        yield file.fileno()


@contextlib.contextmanager
def work() -> Iterator[Path]:
    """A folder of this process alone, for as long as it takes."""
    parent = made("work")
    with contextlib.ExitStack() as held:
        with locked(folder()):
            _delete_left_over(parent)
            lock = parent / f"{secrets.token_hex(8)}.lock"
            fcntl.flock(held.enter_context(lock.open("x")), fcntl.LOCK_EX)
            lock.with_suffix("").mkdir()
        held.callback(_delete, lock)
        yield lock.with_suffix("")


def _delete_left_over(parent: Path) -> None:
    """What a killed process worked in: nobody holds its lock."""
    for lock in parent.glob("*.lock"):
        with contextlib.suppress(OSError), lock.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _delete(lock)


def _delete(lock: Path) -> None:
    """The folder in work/ of this lock, then the lock: what cannot be deleted is left over."""
    if is_marked(lock.parent):
        shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
        if not lock.with_suffix("").exists():
            lock.unlink(missing_ok=True)


def keep_only(path: Path, *names: str) -> None:
    """Deletes all other files of a folder, such as downloads and what a killed process left."""
    if not is_marked(path):
        return
    for file in path.iterdir():
        if file.name not in (TAG, "lock", *names):
            file.unlink()
