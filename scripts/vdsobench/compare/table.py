"""The comparison on a terminal. Text from results is never taken for markup."""

from __future__ import annotations

from typing import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from vdsobench import terminal
from vdsobench.compare import wording
from vdsobench.compare.outcomes import BETTER, WORSE
from vdsobench.compare.pair import Change, FASTER, Pair, SLOWER
from vdsobench.safe_console import SafeConsole

# More sides than this do not fit beside each other: then only what changed is listed.
BESIDE = 4
LISTED = 200
WIDTH_OF_A_FILE = 160
STYLES = {SLOWER: "bold red", FASTER: "bold green", WORSE: "bold red", BETTER: "bold green"}


def show(pairs: Sequence[Pair], all_calls: bool) -> None:
    """New sides beside each other, up to BESIDE of them. More stand below each other, with their
    changes alone unless all_calls."""
    console = terminal.console(WIDTH_OF_A_FILE, soft_wrap=True)
    findings = [line for pair in pairs for line in _findings(pair)]
    # In one go: each print has its price, and a thousand sides have ten thousand lines.
    console.print(Text("\n").join([Text(f"base: {wording.side_words(pairs[0].base)}"), *findings]))
    if len(pairs) <= BESIDE:
        console.print(_beside(pairs))
    else:
        _print_below(console, pairs, all_calls)
    for pair in pairs if len(pairs) <= BESIDE else ():
        _print_rest(console, pair, f" ({pair.new.label})" if len(pairs) > 1 else "")


def _findings(pair: Pair) -> Iterator[Text]:
    yield Text(f"new:  {wording.side_words(pair.new)}: ").append(wording.headline(pair), "bold")
    for change in pair.outcomes:
        mark = f"  outcome {change.direction}: "
        yield Text(mark, STYLES.get(change.direction, "")).append(str(change), "default")
    if pair.contexts:
        yield Text("  differs: " + "; ".join(map(str, pair.contexts)))
    for note in pair.notes:
        yield Text(f"  note: {note}")


def _beside(pairs: Sequence[Pair]) -> Table:
    """A row a call, a column a side."""
    exact = pairs[0].exact
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(f"call ({pairs[0].base.unit} a call)", no_wrap=True)
    table.add_column(Text(pairs[0].base.label), justify="right")
    for pair in pairs:
        table.add_column(Text(pair.new.label), justify="right")
        table.add_column("change", justify="right", no_wrap=True)
    if len(pairs) == 1 and not exact:
        table.add_column("95 % interval", justify="right", no_wrap=True)
        table.add_column("p", justify="right", no_wrap=True)
    changes = [{change.name: change for change in pair.changes} for pair in pairs]
    for name in dict.fromkeys(name for found in changes for name in found):
        table.add_row(*_row(name, [found.get(name) for found in changes], exact))
    return table


def _row(name: str, changes: list[Change | None], exact: bool) -> list[Text]:
    first = next(change for change in changes if change)
    cells = [Text(name), Text(wording.figure_words(first.base, exact))]
    for change in changes:
        if change is None:
            cells += [Text("–"), Text("")]
        else:
            cells += [Text(wording.figure_words(change.new, exact)), _change_cell(change, exact)]
    if len(changes) == 1 and not exact:
        cells += [Text(wording.interval_words(first)), Text(wording.p_words(first.p))]
    return cells


def _print_below(console: SafeConsole, pairs: Sequence[Pair], all_calls: bool) -> None:
    """A row for each call of each side that changed, as many as people read."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("new", "call", pairs[0].base.label, "new", "change", "p"):
        table.add_column(Text(heading), justify="right" if table.columns[2:] else "left")
    rows = [(pair, c) for pair in pairs for c in pair.changes if all_calls or _differs(pair, c)]
    shown = rows if all_calls else rows[:LISTED]
    for pair, change in shown:
        table.add_row(*_flat_row(pair, change))
    console.print(table)
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
        Text(wording.figure_words(change.base, pair.exact)),
        Text(wording.figure_words(change.new, pair.exact)),
        _change_cell(change, pair.exact),
        Text(wording.p_words(change.p)),
    ]


def _change_cell(change: Change, exact: bool) -> Text:
    return Text(wording.change_words(change, exact), STYLES.get(change.verdict, ""))


def _print_rest(console: SafeConsole, pair: Pair, where: str) -> None:
    rest = wording.remainder(pair)
    if rest:
        console.print(Text(f"{wording.NOTHING_SHOWN} nothing shown{where}: {rest}"))
    for line in wording.mean_words(pair):
        console.print(Text(f"geometric mean{where}, {line}"))
    for line in wording.missing_words(pair):
        console.print(Text(f"not compared{where}: {line}"))
