"""The comparison on a terminal. Text from results is never taken for markup."""

from __future__ import annotations

from typing import Iterator, Sequence

from rich.text import Text

from vdsobench import terminal
from vdsobench.compare import wording
from vdsobench.compare.outcomes import BETTER, WORSE
from vdsobench.compare.pair import Change, FASTER, Pair, SLOWER
from vdsobench.fitted_table import Column, add_row, print_fitted
from vdsobench.safe_console import SafeConsole

# More sides than this do not fit beside each other.
BESIDE = 4
LISTED = 200
WIDTH_OF_A_FILE = 160
STYLES = {SLOWER: "bold red", FASTER: "bold green", WORSE: "bold red", BETTER: "bold green"}


def show(pairs: Sequence[Pair], all_calls: bool) -> None:
    """What changed, or with all_calls every call. New sides beside each other, up to BESIDE of them;
    more stand below each other."""
    console = terminal.console(WIDTH_OF_A_FILE, soft_wrap=True)
    findings = [line for pair in pairs for line in _findings(pair)]
    # In one go: each print has its price, and a thousand sides have ten thousand lines.
    console.print(Text("\n").join([Text(f"base: {wording.side_words(pairs[0].base)}"), *findings]))
    if len(pairs) <= BESIDE:
        _print_fitted(console, _beside(pairs, all_calls))
    else:
        _print_below(console, pairs, all_calls)
    if wording.any_marked(pairs):
        console.print(Text(wording.MARK_WORDS))
    for pair in pairs if len(pairs) <= BESIDE else ():
        _print_rest(console, pair, f" ({pair.new.label})" if len(pairs) > 1 else "", all_calls)


def _print_fitted(console: SafeConsole, columns: list[Column], names: int = 1) -> None:
    if columns[0].cells:
        console.print()
        print_fitted(console, columns, names)
        console.print()


def _findings(pair: Pair) -> Iterator[Text]:
    yield Text(f"new:  {wording.side_words(pair.new)}: ").append(wording.headline(pair), "bold")
    for change in pair.outcomes:
        mark = f"  outcome {change.direction}: "
        yield Text(mark, STYLES.get(change.direction, "")).append(str(change), "default")
    if pair.contexts:
        yield Text("  differs: " + "; ".join(map(str, pair.contexts)))
    for note in pair.notes:
        yield Text(f"  note: {note}")


def _beside(pairs: Sequence[Pair], all_calls: bool) -> list[Column]:
    """A row a call, a column a side."""
    base, exact = pairs[0].base, pairs[0].exact
    made = [Column("call", right=False), Column(f"{base.label}\n{base.unit}")]
    for pair in pairs:
        made += [Column(f"{pair.new.label}\n{wording.unit(pair)}"), Column("change")]
    if len(pairs) == 1 and not exact:
        made += [Column("95 % interval", rank=1), Column("p", rank=2)]
    changes = [{change.name: change for change in pair.changes} for pair in pairs]
    for name in _names(pairs, all_calls):
        add_row(made, _row(name, [found.get(name) for found in changes], exact))
    return made


def _names(pairs: Sequence[Pair], all_calls: bool) -> list[str]:
    """Of the calls that have rows, in their order on the first side that has them."""
    names = dict.fromkeys(change.name for pair in pairs for change in pair.changes)
    changed = {c.name for pair in pairs for c in pair.changes if _differs(pair, c)}
    return [name for name in names if all_calls or name in changed]


def _row(name: str, changes: list[Change | None], exact: bool) -> list[Text]:
    first = next(change for change in changes if change)
    cells = [Text(name), Text(wording.marked(first.base, exact))]
    for change in changes:
        if change is None:
            cells += [Text("–"), Text("")]
        else:
            cells += [Text(wording.marked(change.new, exact)), _change_cell(change, exact)]
    if len(changes) == 1 and not exact:
        cells += [Text(wording.interval_words(first)), Text(wording.p_words(first.p))]
    return cells


def _print_below(console: SafeConsole, pairs: Sequence[Pair], all_calls: bool) -> None:
    """A row for each call of each side that changed, as many as people read."""
    units = " or ".join(dict.fromkeys(map(wording.unit, pairs)))
    base = f"{pairs[0].base.label}\n{pairs[0].base.unit}"
    made = [Column("new", right=False), Column("call", right=False), Column(base)]
    made += [Column(f"new\n{units}"), Column("change"), Column("p", rank=1)]
    rows = [(pair, c) for pair in pairs for c in pair.changes if all_calls or _differs(pair, c)]
    shown = rows if all_calls else rows[:LISTED]
    for pair, change in shown:
        add_row(made, _flat_row(pair, change))
    _print_fitted(console, made, names=2)
    if len(shown) < len(rows):
        more = len(rows) - len(shown)
        console.print(Text(f"and {more} more changes: --all or --format csv lists them"))
    missing = [line for pair in pairs for line in _missing(pair, all_calls)]
    if missing:
        console.print(Text("\n".join(missing)))


def _missing(pair: Pair, all_calls: bool) -> list[str]:
    """Why is only said where all calls are asked for: on many sides it is much the same."""
    names = [*pair.only_base, *pair.only_new, *pair.errored]
    lines = wording.missing_words(pair) if all_calls else [wording.some(names)] if names else []
    return [f"not compared ({pair.new.label}): {line}" for line in lines]


def _differs(pair: Pair, change: Change) -> bool:
    return change.is_shown or (pair.exact and change.ratio != 1.0)


def _flat_row(pair: Pair, change: Change) -> list[Text]:
    return [
        Text(pair.new.label),
        Text(change.name),
        Text(wording.marked(change.base, pair.exact)),
        Text(wording.marked(change.new, pair.exact)),
        _change_cell(change, pair.exact),
        Text(wording.p_words(change.p)),
    ]


def _change_cell(change: Change, exact: bool) -> Text:
    """Of counts in no colour: whether more instructions are worse is not told by their number."""
    style = "bold" if exact and change.is_shown else STYLES.get(change.verdict, "")
    return Text(wording.change_words(change, exact), style)


def _print_rest(console: SafeConsole, pair: Pair, where: str, all_calls: bool) -> None:
    rest = wording.remainder(pair)
    if rest:
        more = "" if all_calls else "; --all lists them"
        console.print(Text(f"{wording.NOTHING_SHOWN} nothing shown{where}: {rest}{more}"))
    for line in wording.mean_words(pair):
        console.print(Text(f"geometric mean{where}, {line}"))
    for line in wording.missing_words(pair):
        console.print(Text(f"not compared{where}: {line}"))
