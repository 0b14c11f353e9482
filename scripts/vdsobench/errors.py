"""How every command ends: one clear line for what people can mend, status 2."""

from __future__ import annotations

import io
import os
import sys
from typing import Callable, NoReturn

BAD_USAGE = 2
INTERRUPTED = 130  # what a shell reports for SIGINT: 128 + 2
REMEDY = "run scripts/install-dependencies test, and use /usr/bin/python3"


class UsageError(Exception):
    """Bad input or bad usage: the message says what failed, why, and what to do."""


def one_line(text: object, limit: int = 300) -> str:
    """Text from a file may carry newlines and terminal escapes: keep it one harmless line."""
    shown = "".join(c if c.isprintable() else " " for c in str(text)[: limit + 1])
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def finish(status: int, message: str = "") -> NoReturn:
    if message:
        print(message, file=sys.stderr)
    raise SystemExit(status)


def run(main: Callable[[], int]) -> NoReturn:
    """Runs a command's main and turns what people can mend into one line."""
    program = os.path.basename(sys.argv[0])
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an arrow that the locale lacks becomes a "?"
            stream.reconfigure(errors="replace")
    try:
        status = main()
        sys.stdout.flush()
    except UsageError as error:
        finish(BAD_USAGE, f"{program}: {one_line(error)}")
    except ModuleNotFoundError as error:
        finish(
            BAD_USAGE, f"{program}: {error.name} is not installed for {sys.executable}; {REMEDY}"
        )
    except KeyboardInterrupt:
        finish(INTERRUPTED, f"{program}: interrupted")
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        finish(0)
    except OSError as error:
        finish(BAD_USAGE, f"{program}: {one_line(error)}")
    finish(status)
