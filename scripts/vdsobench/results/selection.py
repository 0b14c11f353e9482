"""Which results, and which of their calls: what every command that reads results understands."""

from __future__ import annotations

import argparse
import fnmatch
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Callable, Iterable, Sequence

from vdsobench.command_line import add_old_name, add_results
from vdsobench.results import filters, settings
from vdsobench.errors import UsageError
from vdsobench.suggestion import suggestion

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

    def place(self, call: str) -> int:
        """Among those of --call: what is asked for first comes first."""
        asked = (at for at, wanted in enumerate(self.calls) if fnmatch.fnmatch(call, wanted))
        return next(asked, 0)

    def choose_calls(self, results: Iterable[Result]) -> None:
        """Whatever is asked for has to be somewhere: a typing error is no empty answer."""
        known = dict.fromkeys(name for result in results for name in result.calls)
        asked: tuple[tuple[str, Sequence[str], Callable[[Iterable[str], str], set[str]]], ...] = (
            ("--filter", self.filters, filters.found_in),
            ("--call", self.calls, lambda names, pattern: set(fnmatch.filter(names, pattern))),
        )
        for option, patterns, found_in in asked:
            found = {pattern: found_in(known, pattern) for pattern in patterns}
            for pattern, names in found.items():
                if not names:
                    hint = suggestion(pattern, list(known))
                    raise UsageError(f"no call matches {option} {pattern}: {hint}")
            if patterns:
                wanted = set[str]().union(*found.values())
                for result in results:
                    result.calls = {n: c for n, c in result.calls.items() if n in wanted}


class _Filter(argparse.Action):
    """Appends to the filters, or what was written for --filter of 0.1 to the conditions."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        name = "where" if _CONTEXT.match(values) else self.dest
        setattr(namespace, name, [*getattr(namespace, name), values])


def add(made: argparse.ArgumentParser, calls: bool = True) -> None:
    """Adds results, and the options of a Selection; without --call where that means another thing."""
    add_results(made)
    add_choice(made, calls)
    made.add_argument(
        "--group-by",
        action="append",
        default=[],
        metavar="KEY",
        help="take together what has the same value of this context key, such as libc; repeatable",
    )
    made.add_argument(
        "--force", action="store_true", help="take together and compare even what should not be"
    )


def add_choice(made: argparse.ArgumentParser, calls: bool = True) -> None:
    """Adds what chooses among results and their calls."""
    made.set_defaults(calls=[], whole=False, group_by=[], force=False)
    made.add_argument(
        "--where",
        action="append",
        default=[],
        type=_condition,
        metavar="KEY=PATTERN",
        help="only results whose context matches, such as clocksource_before=tsc; repeatable",
    )
    made.add_argument(
        "--filter",
        dest="filters",
        action=_Filter,
        default=[],
        type=_filter,
        metavar="REGEX",
        help="only calls whose name matches; repeatable",
    )
    if calls:
        made.add_argument(
            "--call",
            dest="calls",
            action="append",
            default=[],
            metavar="PATTERN",
            help="only these calls, such as 'gettimeofday/*'; repeatable",
        )
        add_old_name(made, "--calls", "calls", action="append")


def _no_such_call(pattern: str, names: Sequence[str]) -> list[str]:
    raise UsageError(f"no call is named {pattern!r}: {suggestion(pattern, names)}")


def matching(
    patterns: Sequence[str],
    known: Iterable[str],
    otherwise: Callable[[str, Sequence[str]], list[str]] = _no_such_call,
) -> list[str]:
    """The names that the shell patterns of --call mean, each once, as the patterns come. otherwise:
    what a pattern means that matches none of the names; unless told, it raises UsageError."""
    names = list(dict.fromkeys(known))
    found: dict[str, None] = {}
    for pattern in patterns:
        found |= dict.fromkeys(fnmatch.filter(names, pattern) or otherwise(pattern, names))
    return list(found)


def _condition(text: str) -> str:
    if not _CONTEXT.match(text):
        raise argparse.ArgumentTypeError(
            f"{text!r} should be KEY=PATTERN, such as kernel_release=6.*"
        )
    return text


def _filter(text: str) -> str:
    try:
        filters.check(text)
    except ValueError as error:
        if not _CONTEXT.match(text):
            raise argparse.ArgumentTypeError(
                f"{text!r} is no regular expression: {error}"
            ) from None
    return text


def _matches(result: Result, wanted: str) -> bool:
    key, _, pattern = wanted.partition("=")
    return fnmatch.fnmatchcase(settings.value(result, key), pattern)
