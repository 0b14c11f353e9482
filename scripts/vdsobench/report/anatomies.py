"""The page's section of anatomies: where the instructions of each call go, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Sequence

from vdsobench.anatomy import bars, diff, documents, flame
from vdsobench.anatomy.documents import Named
from vdsobench.anatomy.model import Call, Document
from vdsobench.compare import wording
from vdsobench.plot import save, style
from vdsobench.report.plots import Plot, embedded
from vdsobench.report.tables import Cell, Table

MAX_DOCUMENTS = 12
MAX_NAMED = 6  # functions of a change; the rest of it is one sum


@dataclass(frozen=True, slots=True)
class Section:
    overviews: list[Plot]  # one for each mode
    steps: list[Table]
    whole: str  # which anatomy the flame graphs are of
    flames: list[Plot]
    left_out: int


def section(given: Sequence[Named]) -> Section | None:
    """None where nothing was told. Of more than a page can show the first ones are taken."""
    shown = list(given[:MAX_DOCUMENTS])
    if not any(document.told() for _, document in shown):
        return None
    modes = dict.fromkeys(documents.mode(document) for _, document in shown)
    overviews = [_overview(number, mode, shown) for number, mode in enumerate(modes, 1)]
    steps = [_step(*pair) for pair in _pairs(shown)]
    label, whole = _fullest(shown)
    flames = [_flame(number, label, call) for number, call in enumerate(whole.values(), 1)]
    return Section(overviews, steps, label, flames, len(given) - len(shown))


def _fullest(shown: Sequence[Named]) -> tuple[str, dict[str, Call]]:
    """The last one, which is the newest kernel, of those with the most calls."""
    told_of = [(label, document.told()) for label, document in shown]
    most = max(len(calls) for _, calls in told_of)
    return [it for it in told_of if len(it[1]) == most][-1]


def _overview(number: int, mode: str, shown: Sequence[Named]) -> Plot:
    title = f"Instructions a call by phase, {f'with {mode}' if mode else 'without parameters'}"
    of_mode = [(documents.kernel(it), it) for _, it in shown if documents.mode(it) == mode]
    calls = list(dict.fromkeys(call.name for _, it in of_mode for call in it.calls))
    drawn = save.svg(bars.draw(of_mode, calls[: style.MAX_PANELS], title), paper="none")
    description = "One bar for each kernel, in parts as long as the phases of the call."
    table = _totals(title, of_mode, calls)
    return embedded(f"anatomy-{number}", title, description, drawn, table)


def _totals(title: str, shown: Sequence[Named], calls: Sequence[str]) -> Table:
    table = Table(title, ["call", *(label for label, _ in shown)])
    for name in calls:
        table.rows.append([Cell(name), *(_total(document, name) for _, document in shown)])
    return table


def _total(document: Document, name: str) -> Cell:
    for call in document.calls:
        if call.name == name:
            if not isinstance(call, Call):
                return Cell("–", call.reason)
            phases = documents.phases_in_words(call.phases)
            return Cell(str(call.instructions), phases, number=True)
    return Cell("–", "not recorded")


def _pairs(shown: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Each with the one before it in its mode, else with its kernel's first: one thing differs."""
    for place, after in enumerate(shown):
        before = shown[:place]
        same_mode = [it for it in before if documents.mode(it[1]) == documents.mode(after[1])]
        same_kernel = [it for it in before if documents.kernel(it[1]) == documents.kernel(after[1])]
        if same_mode or same_kernel:
            yield (same_mode[-1] if same_mode else same_kernel[0]), after


def _step(before: Named, after: Named) -> Table:
    """The calls that changed."""
    one, other = before[1].told(), after[1].told()
    common = {name: diff.compare(one[name], other[name]) for name in one if name in other}
    changed = {name: found for name, found in common.items() if any(r.change for r in found.rows)}
    caption = (
        f"{before[0]} → {after[0]}: {len(changed)} of {wording.plural(len(common), 'call')} changed"
    )
    head = ["call", "before", "after", "change", "what came and went"]
    return Table(caption, head, [_changed(name, found) for name, found in changed.items()])


def _changed(name: str, found: diff.Difference) -> list[Cell]:
    figures = (str(found.before), str(found.after), f"{found.change:+d}" if found.change else "0")
    cells = [Cell(figure, number=True) for figure in figures]
    return [Cell(name), *cells, Cell("; ".join(_named(found)))]


def _named(found: diff.Difference) -> Iterator[str]:
    """The largest changes by name, and the others as one: together they are the whole change."""
    changed = [row for row in found.rows if row.change]
    changed.sort(key=lambda row: (-abs(row.change), row.phase, row.name))
    for row in changed[:MAX_NAMED]:
        yield f"{row.name} ({row.phase}) {row.change:+d}"
    rest = changed[MAX_NAMED:]
    if rest:
        yield f"{wording.plural(len(rest), 'smaller one')} {sum(row.change for row in rest):+d}"


def _flame(number: int, label: str, call: Call) -> Plot:
    title = f"{call.name} on {label}: {call.instructions} instructions"
    description = "A box for each function called, as wide as its instructions, below its caller."
    drawn = flame.draw(call, label).encode()
    return embedded(f"flame-{number}", title, description, drawn, _functions(title, call))


def _functions(title: str, call: Call) -> Table:
    table = Table(title, ["function", "own", "with callees", "where", "phases"])
    for row in call.functions:
        phases = documents.phases_in_words(row.phases)
        figures = [Cell(str(number), number=True) for number in (row.own, row.inclusive)]
        table.rows.append([Cell(row.function), *figures, Cell(row.where), Cell(phases)])
    return table
