"""The comparison as GitHub-flavoured Markdown, for pull requests and release notes."""

from __future__ import annotations

from typing import Iterator, Sequence

from vdsobench.compare import wording
from vdsobench.compare.pair import Change, Pair
from vdsobench.safe_text import markdown as escape, markdown_row


def render(pairs: Sequence[Pair]) -> str:
    return "\n".join(line for pair in pairs for line in _section(pair)).rstrip() + "\n"


def _section(pair: Pair) -> Iterator[str]:
    yield f"### {escape(pair.base.label)} → {escape(wording.side_words(pair.new))}"
    yield ""
    yield f"**{wording.headline(pair)}**"
    yield ""
    yield from _list(f"outcome {change.direction}: {change}" for change in pair.outcomes)
    yield from _list(f"differs: {difference}" for difference in pair.contexts)
    yield from _list(pair.notes)
    yield from _table(pair)
    rest = wording.remainder(pair)
    yield from _list([f"nothing shown: {rest}"] if rest else [])
    yield from _list(f"geometric mean, {line}" for line in wording.mean_words(pair))
    yield from _list(f"not compared: {line}" for line in wording.missing_words(pair))


def _list(lines: Sequence[str] | Iterator[str]) -> Iterator[str]:
    items = [f"- {escape(line)}" for line in lines]
    yield from [*items, ""] if items else []


def _table(pair: Pair) -> Iterator[str]:
    if not pair.changes:
        return
    base = f"{escape(pair.base.label)}, {pair.base.unit}"
    new = f"{escape(pair.new.label)}, {wording.unit(pair)}"
    heads = ("call", base, new, "change", "95 % interval", "p")
    yield markdown_row(heads)
    yield "|---|--:|--:|--:|--:|--:|"
    yield from (_row(change, pair.exact) for change in pair.changes)
    yield ""
    yield from [escape(wording.MARK_WORDS), ""] if wording.any_marked([pair]) else []


def _row(change: Change, exact: bool) -> str:
    shown = escape(wording.change_words(change, exact))
    cells = (
        escape(change.name),
        escape(wording.marked(change.base, exact)),
        escape(wording.marked(change.new, exact)),
        f"**{shown}**" if change.is_shown else shown,
        "" if exact else wording.interval_words(change),
        wording.p_words(change.p),
    )
    return markdown_row(cells)
