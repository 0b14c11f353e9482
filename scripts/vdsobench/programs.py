"""Other programs are run here, so that a missing one is named with what to install."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Iterable, Sequence

from vdsobench.errors import Failed, UsageError

# Debian's name of the package where it is not the program's own name.
PACKAGES = {
    "apt-cache": "apt",
    "apt-get": "apt",
    "bwrap": "bubblewrap",
    "dpkg-deb": "dpkg",
    "ldd": "libc-bin",
    "linux.uml": "user-mode-linux",
    "qemu-system-x86_64": "qemu-system-x86",
    "qemu-x86_64": "qemu-user",
    "unshare": "util-linux",
}


class ProgramFailed(Failed):
    """Another program ended with an error: the message is what it said."""


def missing(program: str) -> UsageError:
    """The error for a program that is not installed: what to install."""
    package = PACKAGES.get(program, program)
    return UsageError(f"{program} is not installed: on Debian and Ubuntu, apt install {package}")


def bound(command: Sequence[str]) -> list[str]:
    """The command in words that end it when this process ends, even if that is killed: also if it
    was so before setpriv(1) could ask for that."""
    unless_orphaned = 'test "$PPID" = "$0" && exec "$@"'
    return [
        "setpriv",
        "--pdeathsig",
        "KILL",
        "sh",
        "-c",
        unless_orphaned,
        str(os.getpid()),
        *command,
    ]


def output(*command: str | Path, cwd: Path | None = None, pass_fds: Iterable[int] = ()) -> str:
    """What the command prints, run to its end without input. Raises ProgramFailed, with what it
    said, for a status other than 0, and UsageError where it is not installed."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=cwd,
            pass_fds=tuple(pass_fds),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
        )
    except FileNotFoundError:
        raise missing(str(command[0])) from None
    if done.returncode != 0:
        raise ProgramFailed(done.stderr.strip() or f"exit status {done.returncode}")
    return done.stdout
