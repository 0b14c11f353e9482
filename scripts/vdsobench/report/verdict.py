"""The first thing the page says: what was found, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Sequence

from vdsobench.results import sayings, schema
from vdsobench.results.calls import always_enters, parse_name, path_words
from vdsobench.compare import wording
from vdsobench.compare.pair import Pair
from vdsobench.report.tables import BAD, GOOD, NEUTRAL
from vdsobench.results.loader import Result
from vdsobench.results.sayings import Saying
from vdsobench.results.sides import Side

# More than this of a kind is counted, not listed.
LISTED = 12


@dataclass(frozen=True, slots=True)
class Finding:
    tone: str
    text: str


def findings(sides: Sequence[Side], pairs: Sequence[Pair]) -> list[Finding]:
    """Of every pair, then of the first side by itself."""
    found = [finding for pair in pairs for finding in _of_pair(pair)]
    return found + [finding for side in sides[:1] for finding in _of_side(side)]


def _of_pair(pair: Pair) -> Iterator[Finding]:
    if pair.refusals:
        why = "; ".join(pair.refusals)
        yield Finding(NEUTRAL, f"{pair.new.label}: times are not compared ({why})")
    bad = bool(pair.worse_outcomes or (pair.regressions and not pair.exact))
    rest = wording.remainder(pair)
    text = f"{pair.new.label} against {pair.base.label}: {wording.headline(pair)}"
    yield Finding(BAD if bad else NEUTRAL, f"{text}; {rest}" if rest else text)
    for change in pair.outcomes[:LISTED]:
        yield Finding(BAD if change in pair.worse_outcomes else NEUTRAL, str(change))


# An outcome, how it is told of one call and of several.
_SAID = (
    (schema.DISAGREES, BAD, "gives a wrong answer", "give wrong answers"),
    (schema.BLOCKED, BAD, "is blocked", "are blocked"),
    (schema.USERSPACE, GOOD, "stays in user space", "stay in user space"),
    (schema.EMULATED, NEUTRAL, "is emulated by the kernel", "are emulated by the kernel"),
    (schema.UNAVAILABLE, NEUTRAL, "is not available", "are not available"),
    (schema.UNCONFIRMED, NEUTRAL, "was not counted", "were not counted"),
)


def _of_side(side: Side) -> Iterator[Finding]:
    names = [name for name in side.names if side.outcome(name) == schema.FALLBACK]
    expected = [name for name in names if always_enters(parse_name(name).function)]
    failing = [name for name in names if name not in expected]
    yield from _told(side, failing, BAD, "falls back to a system call", "fall back to system calls")
    for outcome, tone, one, several in _SAID:
        names = [name for name in side.names if side.outcome(name) == outcome]
        yield from _told(side, names, tone, one, several)
    always = "as such clocks always do"
    yield from _told(
        side, expected, NEUTRAL, f"enters the kernel, {always}", f"enter the kernel, {always}"
    )
    yield from _explained(side)
    yield from _of_the_core(side)
    before, after = side.context(schema.CLOCKSOURCE), side.context(schema.CLOCKSOURCE_AFTER)
    if before and after and before != after:
        yield Finding(BAD, f"{side.label}: the clocksource changed: {before} → {after}")


def _explained(side: Side) -> Iterator[Finding]:
    """The verdict as the run gave it: why calls of the C library enter the kernel, and what to do."""
    told: dict[Saying, list[str]] = {}
    for name in side.names:
        saying = side.saying(name)
        if saying and saying.grade and saying.reason:
            told.setdefault(saying, []).append(parse_name(name).function)
    for saying, functions in told.items():
        tone = BAD if saying.grade == sayings.BAD else NEUTRAL
        steps = "; ".join(saying.remedy.split("\n"))
        remedy = f"; what to do: {steps}" if steps else ""
        names = wording.some(functions, LISTED, ", ")
        yield Finding(tone, f"{side.label}: why {names}: {saying.reason}{remedy}")


# Interrupts alone cost a few per cent of visits.
_SHARE_WORTH_TELLING = 0.2


def _of_the_core(side: Side) -> Iterator[Finding]:
    """Whether figures are of the core alone."""
    shares = [share for name in side.names if (share := side.quiet(name)) is not None]
    if shares and (busy := 1 - sum(shares) / len(shares)) > _SHARE_WORTH_TELLING:
        text = f"something else used the core for {min(busy, 0.99):.0%} of the time"
        yield Finding(
            NEUTRAL, f"{side.label}: {text}; figures are from the rest where there is one"
        )
    shared = [name for name in side.names if side.is_shared(name)]
    one, several = "was never measured alone on the core", "were never measured alone on the core"
    yield from _told(side, shared, NEUTRAL, one, several)


def _told(side: Side, names: Sequence[str], tone: str, one: str, several: str) -> Iterator[Finding]:
    if names:
        said = one if len(names) == 1 else several
        yield Finding(tone, f"{side.label}: {_several(names)} {said}")


def _several(names: Sequence[str]) -> str:
    if len(names) <= LISTED // 3:
        return ", ".join(names)
    counts: dict[str, int] = {}
    for name in names:
        path = path_words(parse_name(name).path)
        counts[path] = counts.get(path, 0) + 1
    by_path = ", ".join(f"{count} by {path}" for path, count in counts.items())
    return f"{wording.plural(len(names), 'call')} ({by_path})"


_OF_TIMES = ("the CPU was given to other processes ", "more than ")


def advice(sides: Sequence[Side]) -> list[str]:
    """What the benchmark itself warned of, each once, with the results it concerns."""
    concerned: dict[str, list[str]] = {}
    for side in sides:
        for result in side.results:
            for warning in filter(None, _warnings_of(result)):
                labels = concerned.setdefault(warning, [])
                labels += [side.label] if side.label not in labels else []
    return [f"{warning} ({_labels(labels)})" for warning, labels in concerned.items()]


def _warnings_of(result: Result) -> list[str]:
    """Without those of earlier versions that concern time alone, of a result that counts."""
    told = result.context.get(schema.WARNINGS, "").split("\n")
    return [text for text in told if not (result.is_exact and text.startswith(_OF_TIMES))]


def _labels(labels: Sequence[str]) -> str:
    return ", ".join(labels) if len(labels) <= LISTED // 3 else f"{len(labels)} results"
