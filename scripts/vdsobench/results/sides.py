"""A side of a comparison: one result, or several that belong together."""

from __future__ import annotations

import functools
import re
from typing import Iterable, Sequence

from vdsobench.results import schema
from vdsobench.results.calls import Call, Name, parse_name
from vdsobench.results.code_parts import CodeParts, together as one_of
from vdsobench.results.loader import Result
from vdsobench.results.rows import quantiles
from vdsobench.results.sayings import Saying
from vdsobench.results.ways import Ways, together
from vdsobench.safe_text import one_line


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
        if any(schema.NUM_CPUS in result.harness for result in self.results):
            keys[schema.NUM_CPUS] = None
        return {key: self._joined(key) for key in keys}

    def _joined(self, key: str) -> str:
        return " / ".join(dict.fromkeys(result.told(key) or "" for result in self.results))

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

    def parts(self, name: str) -> Name:
        """Google Benchmark's own names are not of our form, even where they look so."""
        return Name(name) if self.is_plain else parse_name(name)

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

    def saying(self, name: str) -> Saying | None:
        """What a run said of it: the first that says why."""
        told = [call.saying for call in self.calls(name) if call.saying]
        return next((each for each in told if each.reason), told[0] if told else None)

    def why(self, name: str) -> str:
        """Why it has no figures, or does what it does; empty where nothing is said."""
        saying = self.saying(name)
        return self.reason(name) or (saying.reason if saying else "")

    def is_shared(self, name: str) -> bool:
        """Whether no result had a figure of the core alone: then those there are, are of a core that
        others used too."""
        measured = self.measured(name)
        return bool(measured) and all(call.shared for _, call in measured)

    def lowest_share(self, name: str) -> float | None:
        """Of its quiet visits, those that cost what is its figure: the mean over the results."""
        return _mean(call.lowest_share for call in self.calls(name))

    def typical(self, name: str) -> float | None:
        """What the call costs there as things are, in ns: the mean over the results that tell it."""
        return _mean(call.typical for call in self.calls(name))

    def cold(self, name: str) -> float | None:
        """Likewise what a single call costs after other work."""
        return _mean(call.cold for call in self.calls(name))

    def quiet(self, name: str) -> float | None:
        """Share of its visits while no one else used the core: the mean over all processes."""
        return _mean(share for call in self.calls(name) for share in call.quiet)

    def ways(self, name: str) -> Ways:
        """Every way that the call took in any of the results, where all of them know."""
        return together([call.ways for _, call in self.measured(name)])

    def code(self, name: str) -> CodeParts | None:
        """Whose code its instructions are, where all of the results tell the same."""
        return one_of([call.code for _, call in self.measured(name)])

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


def _mean(values: Iterable[float | None]) -> float | None:
    told = [value for value in values if value is not None]
    return sum(told) / len(told) if told else None


def _worst(calls: list[Call]) -> str:
    if len(calls) == 1:
        return calls[0].outcome
    return max({c.outcome for c in calls}, key=lambda outcome: schema.BADNESS.get(outcome, -1))


def natural(text: str) -> list[tuple[int, str]]:
    """Sorts 6.9 before 6.12."""
    return [(int(digits or -1), word) for digits, word in re.findall(r"(\d{1,18})|(\D+)", text)]
