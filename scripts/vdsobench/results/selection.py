"""Which results, and which of their calls: what every command that reads results understands."""

from __future__ import annotations

import argparse
import fnmatch
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable, Iterable, Sequence

from vdsobench import terminal
from vdsobench.results import settings
from vdsobench.errors import UsageError

if TYPE_CHECKING:
    from vdsobench.results.loader import Result

# Until 0.1 --filter was what --where is now; no name of a call begins in this way.
_CONTEXT = re.compile(r"[\w.]+=", re.ASCII)


@dataclass(frozen=True, slots=True)
class Selection:
    where: Sequence[str] = ()  # KEY=PATTERN
    group_by: Sequence[str] = ()
    filters: Sequence[str] = ()  # regular expressions of names of calls
    calls: Sequence[str] = ()  # the same as shell patterns
    force: bool = False  # take together even what should not be
    whole: bool = False  # no file or folder that was given may fall out

    def keeps(self, result: Result) -> bool:
        return all(_matches(result, wanted) for wanted in self.where)

    def choose_calls(self, results: Iterable[Result]) -> None:
        """Whatever is asked for has to be somewhere: a typing error is no empty answer."""
        known = dict.fromkeys(name for result in results for name in result.calls)
        asked: tuple[tuple[str, Sequence[str], Callable[[str, str], bool]], ...] = (
            ("--filter", self.filters, _searches),
            ("--call", self.calls, fnmatch.fnmatchcase),
        )
        for option, patterns, matches in asked:
            found = {pattern: {n for n in known if matches(n, pattern)} for pattern in patterns}
            for pattern, names in found.items():
                if not names:
                    raise UsageError(f"no call matches {option} {pattern}")
            if patterns:
                wanted = set[str]().union(*found.values())
                for result in results:
                    result.calls = {n: c for n, c in result.calls.items() if n in wanted}


def of(options: argparse.Namespace, whole: bool = False) -> Selection:
    """Of what add() added; plot.py means something else by --call."""
    old = [text for text in options.filter if _CONTEXT.match(text)]
    filters = [text for text in options.filter if text not in old]
    calls = getattr(options, "calls", ())
    return Selection([*options.where, *old], options.group_by, filters, calls, options.force, whole)


def add(made: argparse.ArgumentParser, calls: bool = True) -> None:
    terminal.add_results(made)
    made.add_argument(
        "--where",
        action="append",
        default=[],
        type=_condition,
        metavar="KEY=PATTERN",
        help="only results whose context matches, such as clocksource_before=tsc; repeatable",
    )
    made.add_argument(
        "--group-by",
        action="append",
        default=[],
        metavar="KEY",
        help="take together what has the same value of this context key, such as libc; repeatable",
    )
    made.add_argument(
        "--filter",
        action="append",
        default=[],
        type=_filter,
        metavar="REGEX",
        help="only calls whose name matches; repeatable",
    )
    if calls:
        made.add_argument(
            "--call",
            "--calls",
            dest="calls",
            action="append",
            default=[],
            metavar="PATTERN",
            help="only these calls, such as 'gettimeofday/*'; repeatable",
        )
    made.add_argument(
        "--force", action="store_true", help="take together and compare even what should not be"
    )


def _condition(text: str) -> str:
    if not _CONTEXT.match(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} should be KEY=PATTERN, such as kernel_release=6.*"
        )
    return text


def _filter(text: str) -> str:
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        if not _CONTEXT.match(text):
            raise argparse.ArgumentTypeError(
                f"{text!r} is no regular expression: {error}"
            ) from None
    return text


def _searches(name: str, pattern: str) -> bool:
    return re.search(pattern, name) is not None


def _matches(result: Result, wanted: str) -> bool:
    key, _, pattern = wanted.partition("=")
    return fnmatch.fnmatchcase(settings.value(result, key), pattern)
