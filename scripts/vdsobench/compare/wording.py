"""Findings in words and figures in digits, the same in every output."""

from __future__ import annotations

from typing import Sequence

from vdsobench.results.calls import path_words
from vdsobench.compare.pair import Change, FASTER, INCONCLUSIVE, Pair, SAME, SLOWER
from vdsobench.results.figures import Figure
from vdsobench.results.sides import Side
from vdsobench.results.ways import MARK, comparable, mark, prices

NOTHING_SHOWN = "~"
MARK_WORDS = (
    f"{MARK} the commonest of several ways; equal sets of ways are equal, whatever their shares"
)


def digits(value: float, exact: bool = False) -> str:
    """Four digits that mean something, none of them an exponent."""
    if exact:
        return f"{value:,.0f}" if value == round(value) else f"{value:,.2f}"
    decimals = 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 2 if abs(value) >= 10 else 3
    return f"{value:,.{decimals}f}"


def figure_words(figure: Figure, exact: bool) -> str:
    """The median, and how far its interval reaches to the farther side."""
    text = digits(figure.median, exact)
    if exact or figure.interval is None or figure.median <= 0:
        return text
    low, high = figure.interval
    reach = max(high - figure.median, figure.median - low) / figure.median
    return f"{text} ±{_share(reach)}"


def marked(figure: Figure, exact: bool) -> str:
    """The same, with the mark of a figure that is one of several ways."""
    return figure_words(figure, exact) + mark(figure.ways)


def any_marked(pairs: Sequence[Pair]) -> bool:
    changes = (change for pair in pairs if pair.exact for change in pair.changes)
    return any(mark(figure.ways) for it in changes for figure in (it.base, it.new))


def _share(share: float) -> str:
    return f"{share:.1%}" if share < 0.0995 else f"{share:.0%}"


def change_words(change: Change, exact: bool) -> str:
    """~ where nothing is shown."""
    if exact:
        return exact_words(change)
    if change.ratio is None:
        return NOTHING_SHOWN
    return percent(change.ratio) if change.is_shown else NOTHING_SHOWN


def exact_words(change: Change) -> str:
    """What the usual way takes more; where it is as it was, which ways there were and are."""
    more = change.new.median - change.base.median
    share = f" ({percent(change.ratio)})" if change.ratio else ""
    same = f"ways {ways_words(change)}" if has_other_ways(change) else "="
    return f"{more:+,.6g}{share}" if more else same


def has_other_ways(change: Change) -> bool:
    """Whether the sets of ways differ, where both are known and one has several."""
    old, now = change.base.ways, change.new.ways
    first, second = comparable(old, now)
    return bool(old and now) and max(len(old), len(now)) > 1 and first != second


def ways_words(change: Change) -> str:
    """Such as "416, 421 → 416"."""
    sides = (sorted(prices(figure.ways)) for figure in (change.base, change.new))
    return " → ".join(some([digits(price, True) for price in it], 4, ", ") for it in sides)


def verdict_words(change: Change, exact: bool) -> str:
    """What is certain of a change, in a word: a count is not slower than another."""
    counts = {SLOWER: "more", FASTER: "fewer"}
    return counts.get(change.verdict, change.verdict) if exact else change.verdict


def percent(ratio: float) -> str:
    """A ratio as its change in per cent, from 3 or 1/3 on as a multiple."""
    if ratio >= 3 or ratio <= 1 / 3:
        return f"{ratio:.2f}×"
    text = f"{ratio - 1:+.1%}"
    return "0.0%" if text in ("+0.0%", "-0.0%") else text


def interval_words(change: Change) -> str:
    if change.interval is None:
        return ""
    low, high = change.interval
    return f"{percent(low)} to {percent(high)}"


def p_words(p: float | None) -> str:
    return "" if p is None else "<0.001" if p < 0.001 else f"{p:.3f}"


def unit(pair: Pair) -> str:
    """What the new side's figures are in; base's are in its own unit. Cycles decide where they are
    known, and they are told as what they take at base's clock."""
    return f"ns at {pair.at_hz / 1e9:.2f} GHz" if pair.at_hz else pair.new.unit


def side_words(side: Side) -> str:
    """One line that says what a side is."""
    results = f"{len(side.results)} results" if len(side.results) > 1 else ""
    facts = (side.context("kernel_release"), side.context("cpu_model"), results)
    said = ", ".join(fact for fact in facts if fact)
    return f"{side.label} ({said})" if said else side.label


def headline(pair: Pair) -> str:
    """What is certain, in one line: outcomes first."""
    worse = len(pair.worse_outcomes)
    parts = [f"{plural(worse, 'outcome')} got worse"] if worse else []
    others = len(pair.outcomes) - worse
    parts += [f"{plural(others, 'other outcome')} changed"] if others else []
    words = ("with more instructions", "with fewer") if pair.exact else (SLOWER, FASTER)
    for verdict, word in zip((SLOWER, FASTER), words):
        count = len(pair.of_verdict(verdict))
        parts += [f"{plural(count, 'call')} {word}"] if count else []
    return ", ".join(parts) if parts else "nothing shown to differ"


def remainder(pair: Pair) -> str:
    """What the calls that show nothing mean: agreement, or too little evidence."""
    same, unclear = len(pair.of_verdict(SAME)), len(pair.of_verdict(INCONCLUSIVE))
    within = " within the minimum effect" if pair.min_effect else ""
    parts = [f"{plural(same, 'call')} the same{within}"] if same else []
    parts += [f"{plural(unclear, 'call')} inconclusive"] if unclear else []
    return ", ".join(parts)


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def some(texts: Sequence[str], limit: int = 3, between: str = "; ") -> str:
    """The first few, and how many more there are."""
    more = [f"and {len(texts) - limit} more"] if len(texts) > limit else []
    return between.join([*texts[:limit], *more])


def mean_words(pair: Pair) -> list[str]:
    return [
        f"{path_words(path) if path else 'all'}: {percent(ratio)} over {plural(count, 'call')}"
        for path, (ratio, count) in pair.means().items()
        if count > 1  # a mean of one says nothing that its own row does not
    ]


def missing_words(pair: Pair) -> list[str]:
    """Calls that have no ratio: listed, never dropped, a line a reason."""
    reasons = {name: f"only in {pair.base.label}" for name in pair.only_base}
    reasons |= {name: f"only in {pair.new.label}" for name in pair.only_new}
    reasons |= {name: _error_words(pair, name) for name in pair.errored}
    names: dict[str, list[str]] = {}
    for name, reason in reasons.items():
        names.setdefault(reason, []).append(name)
    return [f"{', '.join(some)}: {reason}" for reason, some in names.items()]


def _error_words(pair: Pair, name: str) -> str:
    failed = [side for side in (pair.base, pair.new) if not side.measured(name)]
    reasons = dict.fromkeys(side.reason(name) or side.outcome(name) for side in failed)
    where = "both" if len(failed) == 2 else failed[0].label
    return f"not measured in {where}: {'; '.join(filter(None, reasons)) or 'no reason given'}"
