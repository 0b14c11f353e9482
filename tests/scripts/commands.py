"""Runs the commands as people do, and in this process where only the output matters."""

from __future__ import annotations

import io
import signal
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Callable, NamedTuple, Sequence

from vdsobench import errors

SCRIPTS = Path(__file__).parents[2] / "scripts"
LONG = bool(os.environ.get("VDSOBENCH_LONG"))  # as scripts/test --long sets it


def run(script: str, *arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPTS / script), *map(str, arguments)]
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        command, capture_output=True, text=True, timeout=60, **more
    )


def stand_in(path: Path, does: str = "") -> Path:
    """A program of this name that does no more than these lines of shell. Its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(0o755)
    return path


class Done(NamedTuple):
    status: int
    stdout: str
    stderr: str


def call(main: Callable[[Sequence[str]], int], *arguments: object) -> Done:
    """As the command does it, without starting Python anew each time."""
    out, err = io.StringIO(), io.StringIO()
    heeded = {number: signal.getsignal(number) for number in (*errors.ENDS, signal.SIGINT)}
    with redirect_stdout(out), redirect_stderr(err):
        try:
            errors.run(lambda: main([*map(str, arguments)]))
        except SystemExit as ended:
            return Done(int(str(ended.code)), out.getvalue(), err.getvalue())
        finally:  # a command's own way to end is not that of the tests
            for number, handler in heeded.items():
                signal.signal(number, handler)
