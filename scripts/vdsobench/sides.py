"""A side of a comparison: one result, or several that belong together."""

from __future__ import annotations

import fnmatch
import functools
import re
from collections import Counter
from pathlib import Path
from typing import Sequence

from vdsobench import schema
from vdsobench.calls import Call
from vdsobench.errors import UsageError
from vdsobench.progress import Progress
from vdsobench.results import Result, find, load_all
from vdsobench.rows import quantiles
from vdsobench.safe_text import one_line

# Results of one folder that differ in any of these are not repetitions of one another.
SETTING = (
    schema.KERNEL_RELEASE,
    schema.KERNEL_VERSION,
    schema.KERNEL_PARAMETERS,
    schema.CLOCKSOURCE,
    schema.VSYSCALL_MODE,
    schema.LIBC,
    schema.CPU_MODEL,
    schema.HYPERVISOR,
    schema.MACHINE,
    schema.ACCEL,
    schema.MODE,
)
NOT_RECORDED = "not recorded"


class Side:
    def __init__(self, label: str, results: Sequence[Result]) -> None:
        self.label = one_line(label, 80)
        self.results = list(results)

    def context(self, key: str) -> str:
        return self.contexts[key] if key in self.contexts else ""

    @functools.cached_property
    def core_hz(self) -> float | None:
        """The mean over the results; none where one does not tell it."""
        clocks = [result.core_hz for result in self.results]
        told = [clock for clock in clocks if clock]
        return sum(told) / len(told) if len(told) == len(clocks) else None

    @functools.cached_property
    def contexts(self) -> dict[str, str]:
        """What the results say of each key; where they disagree, all of it."""
        keys = dict.fromkeys(key for result in self.results for key in result.context)
        return {key: self._joined(key) for key in keys}

    def _joined(self, key: str) -> str:
        return " / ".join(dict.fromkeys(result.context.get(key, "") for result in self.results))

    @property
    def is_plain(self) -> bool:
        return any(result.is_plain for result in self.results)

    @property
    def is_exact(self) -> bool:
        return any(result.is_exact for result in self.results)

    @property
    def unit(self) -> str:
        return "instructions" if self.is_exact else "ns"

    @property
    def names(self) -> list[str]:
        return list(self._calls)

    def calls(self, name: str) -> list[Call]:
        return [call for _, call in self._calls.get(name, ())]

    def measured(self, name: str) -> list[tuple[Result, Call]]:
        return [pair for pair in self._calls.get(name, ()) if pair[1].values]

    @functools.cached_property
    def _calls(self) -> dict[str, list[tuple[Result, Call]]]:
        found: dict[str, list[tuple[Result, Call]]] = {}
        for result in self.results:
            for name, call in result.calls.items():
                found.setdefault(name, []).append((result, call))
        return found

    def outcome(self, name: str) -> str:
        return self.outcomes.get(name, "")

    @functools.cached_property
    def outcomes(self) -> dict[str, str]:
        """Of each call the worst of any result, as for processes."""
        return {name: _worst([call for _, call in found]) for name, found in self._calls.items()}

    def reason(self, name: str) -> str:
        return next((call.reason for call in self.calls(name) if call.reason), "")

    def quantiles(self, name: str) -> dict[str, float]:
        """Medians over the results, of what are medians over processes."""
        return quantiles([call.quantiles for call in self.calls(name)])

    @functools.cached_property
    def entries(self) -> dict[str, float]:
        """The most that any result counted, of each call that was counted."""
        most: dict[str, float] = {}
        for name, calls in self._calls.items():
            for _, call in calls:
                if call.entries is not None and call.entries >= most.get(name, call.entries):
                    most[name] = call.entries
        return most


def _worst(calls: list[Call]) -> str:
    if len(calls) == 1:
        return calls[0].outcome
    return max({c.outcome for c in calls}, key=lambda outcome: schema.BADNESS.get(outcome, -1))


def make_sides(
    arguments: Sequence[str],
    filters: Sequence[str] = (),
    group_by: Sequence[str] = (),
    spread: bool = False,
) -> list[Side]:
    found = find(arguments)
    paths = list(dict.fromkeys(path for _, files in found for path in files))
    with Progress("reading results", len(paths)) as progress:
        results = load_all(paths, progress, spread)
    for key in (*group_by, *(wanted.partition("=")[0] for wanted in filters)):
        _check_key(key, results)
    chosen = {r.path: r for r in results if all(_matches(r, wanted) for wanted in filters)}
    if not chosen:
        raise UsageError(f"no result matches --filter {' --filter '.join(filters)}")
    if group_by:
        return _by_keys("", list(chosen.values()), group_by)
    sides: list[Side] = []
    for argument, files in found:
        members = [chosen[path] for path in files if path in chosen]
        sides += _of_argument(argument, members) if members else []
    return _told_apart(sides)


def _of_argument(argument: str, results: list[Result]) -> list[Side]:
    if not Path(argument).is_dir():
        return [Side(result.name, [result]) for result in results]
    return _by_keys(Path(argument).resolve().name, results, SETTING)


def _by_keys(label: str, results: Sequence[Result], keys: Sequence[str]) -> list[Side]:
    groups: dict[tuple[str, ...], list[Result]] = {}
    for result in results:
        setting = tuple(result.told(key) or "" for key in keys)
        groups.setdefault(setting, []).append(result)
    if len(groups) == 1 and label:
        return [Side(label, results)]
    telling = _telling(list(groups))
    sides = [
        Side(", ".join(setting[i] or NOT_RECORDED for i in telling), members)
        for setting, members in groups.items()
    ]
    return sorted(sides, key=lambda side: natural(side.label))


def _telling(settings: Sequence[tuple[str, ...]]) -> list[int]:
    """The places that tell settings apart, without those that repeat what others told."""
    telling: list[int] = []
    apart = 1
    for place in range(len(settings[0])):
        now = len({tuple(setting[i] for i in (*telling, place)) for setting in settings})
        if now > apart:
            telling, apart = [*telling, place], now
    return telling or [0]


def natural(text: str) -> list[tuple[int, str]]:
    """Sorts 6.9 before 6.12."""
    return [(int(digits or -1), word) for digits, word in re.findall(r"(\d{1,18})|(\D+)", text)]


def _told_apart(sides: list[Side]) -> list[Side]:
    """Files of one name, in different folders, are called by their folders too."""
    for parts in (2, 3, 99):
        for side in _namesakes(sides):
            path = Path(side.results[0].path)
            side.label = one_line(Path(*path.parts[-parts:-1], path.stem), 80)
    for number, side in enumerate(_namesakes(sides), 1):
        side.label += f" ({number})"
    return sides


def _namesakes(sides: list[Side]) -> list[Side]:
    counts = Counter(side.label for side in sides)
    return [side for side in sides if counts[side.label] > 1]


def _check_key(key: str, results: Sequence[Result]) -> None:
    if all(result.told(key) is None for result in results):
        keys = {key for result in results for key in (*result.context, *result.harness)}
        known = ", ".join(sorted(keys))
        raise UsageError(f"no result has the context key {key!r}; there are: {known or 'none'}")


def _matches(result: Result, wanted: str) -> bool:
    key, equals, pattern = wanted.partition("=")
    if not equals:
        raise UsageError(f"--filter {wanted}: write it as KEY=PATTERN, as kernel_release=6.*")
    return fnmatch.fnmatchcase(result.told(key) or "", pattern)
