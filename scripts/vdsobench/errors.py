"""How every command ends: one clear line for what people can mend, status 2."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from functools import partial
from types import FrameType
from typing import Callable, NoReturn

from vdsobench import terminal
from vdsobench.safe_text import one_line

BAD_USAGE = 2
INTERRUPTED = 130  # what a shell reports for SIGINT: 128 + 2
# What timeout(1), a cancelled job and a closed terminal send.
ENDS = (signal.SIGTERM, signal.SIGHUP)
OLDEST_PYTHON = (3, 11)
REMEDY = "run scripts/install-dependencies test, and use /usr/bin/python3"


class Failed(Exception):
    """Something could not be done: the message says what, and why. Every module's own are of this
    kind, so that one which nobody has caught still ends in a line."""


class UsageError(Failed):
    """Bad input or bad usage: the message says what failed, why, and what to do."""


class Ended(BaseException):
    """Asked to end by a signal: on the way out, what was started is ended too."""

    def __init__(self, number: int) -> None:
        super().__init__(f"ended by {signal.Signals(number).name}")
        self.status = 128 + number


class _Interrupt:
    came = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.came = True
        raise KeyboardInterrupt


def finish(status: int, message: str = "") -> NoReturn:
    if message:
        terminal.say(message)
    raise SystemExit(status)


def _heed_ends() -> None:
    def end(number: int, _: object) -> None:
        for each in ENDS:
            signal.signal(each, signal.SIG_IGN)  # a second one must not cut the way out short
        raise Ended(number)

    for number in ENDS:
        if signal.getsignal(number) != signal.SIG_IGN:  # as nohup(1) wants it
            signal.signal(number, end)
            # A process that shares the work, and has no words of its own, just ends.
            os.register_at_fork(after_in_child=partial(signal.signal, number, signal.SIG_DFL))
    # A terminal's Ctrl-C reaches such a process as well.
    os.register_at_fork(after_in_child=partial(signal.signal, signal.SIGINT, signal.SIG_DFL))


def run_module(name: str) -> NoReturn:
    """Runs a module's main. Imported only here: a library that it lacks is told in a line."""
    run(lambda: int(importlib.import_module(name).main()))


def run(main: Callable[[], int]) -> NoReturn:
    """Runs a command's main and turns what people can mend into one line."""
    program = os.path.basename(sys.argv[0])
    terminal.prepare()
    interrupt = _Interrupt()
    if signal.getsignal(signal.SIGINT) == signal.SIG_DFL:  # as early.py left it
        signal.signal(signal.SIGINT, interrupt)
    if sys.version_info < OLDEST_PYTHON:
        least = ".".join(map(str, OLDEST_PYTHON))
        finish(
            BAD_USAGE, f"{program}: takes Python {least} or later, and {sys.executable} is older"
        )
    _heed_ends()
    try:
        status = main()
        terminal.flush()
    except Failed as error:
        finish(BAD_USAGE, f"{program}: {one_line(error, 500)}")
    except ModuleNotFoundError as error:
        finish(
            BAD_USAGE, f"{program}: {error.name} is not installed for {sys.executable}; {REMEDY}"
        )
    except KeyboardInterrupt:
        finish(INTERRUPTED, f"{program}: interrupted")
    except Ended as end:
        finish(end.status, f"{program}: {end}")
    except BrokenPipeError:
        terminal.discard_output()
        finish(0)
    except OSError as error:
        finish(BAD_USAGE, f"{program}: {one_line(error)}")
    except Exception:
        if interrupt.came:  # a library whose loading it cut short told it in words of its own
            finish(INTERRUPTED, f"{program}: interrupted")
        raise
    finish(status)
