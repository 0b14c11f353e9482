"""Regular expressions that a user has written: searched for with an end.

Python's `re` tries every way to match, of which (a+)+ has as many as there are subsets of a name's
letters, and no library of the standard ones is without that. While it searches it answers signals
(SRE(match) of CPython's Modules/_sre/sre_lib.h), so that a timer can end it.
"""

from __future__ import annotations

import re
import signal
from types import FrameType
from typing import Iterable

from vdsobench.errors import UsageError

LONGEST = 1000  # characters, as vdsobench's own --filter
SECONDS = 3.0  # of this process's CPU time, for all names; a simple filter needs microseconds


class TooLong(Exception):
    """The search has been ended."""


def check(text: str) -> None:
    """ValueError, in words, for what is no regular expression."""
    if len(text) > LONGEST:
        raise ValueError(f"{len(text)} characters are too many: give at most {LONGEST}")
    try:
        re.compile(text)
    except RecursionError:
        raise ValueError("its groups are nested too deep") from None
    except (re.error, OverflowError) as error:
        raise ValueError(str(error)) from None


def found_in(names: Iterable[str], pattern: str, seconds: float = SECONDS) -> set[str]:
    """The names in which it is found. UsageError where the search takes too long. For the main thread,
    which alone may have a timer's signal."""
    wanted = re.compile(pattern)
    before = signal.signal(signal.SIGVTALRM, _end)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        return {name for name in names if wanted.search(name)}
    except TooLong:
        raise UsageError(
            f"--filter {pattern} takes too long: a repetition of repetitions, such as (a+)+ or "
            "(a|ab)*, has too many ways to match; write it with one"
        ) from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _end(number: int, frame: FrameType | None) -> None:
    raise TooLong
