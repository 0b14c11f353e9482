"""The tables of the page, as data: what the template shows, and what each plot shows in figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Sequence

from vdsobench.results import schema
from vdsobench.results.calls import always_enters, parse_name, path_order, path_words
from vdsobench.compare import wording
from vdsobench.compare.outcomes import BETTER, WORSE
from vdsobench.compare.pair import Change, FASTER, Pair, SAME, SLOWER
from vdsobench.results.figures import Figures
from vdsobench.results.settings import NOT_RECORDED, brief
from vdsobench.results.sides import Side

GOOD, BAD, NEUTRAL = "good", "bad", ""
# Of a table whose columns a file names: rows times columns must not grow with both.
MAX_COLUMNS = 12
_TONES = {SLOWER: BAD, FASTER: GOOD, WORSE: BAD, BETTER: GOOD}


@dataclass(slots=True)
class Cell:
    text: str
    note: str = ""  # a second, quieter line
    tone: str = NEUTRAL
    number: bool = False


@dataclass(slots=True)
class Table:
    caption: str
    head: list[str]
    rows: list[list[Cell]] = field(default_factory=list)  # the first cell heads its row

    def is_number(self, column: int) -> bool:
        """Whether a column's head stands to the right, above its figures."""
        return any(row[column].number for row in self.rows)


def tone(verdict: str) -> str:
    return _TONES.get(verdict, NEUTRAL)


def matrix(side: Side) -> Table:
    """Functions by paths; what is no function/path call has a table of its own."""
    names = {(p.function, p.path): n for n in side.names if (p := side.parts(n)).is_basic}
    paths = sorted({path for _, path in names}, key=path_order)
    if len(paths) > MAX_COLUMNS:  # no matrix: each call is a row of its own
        names = {(name, ""): name for name in names.values()}
        paths = [""]
    figures = Figures(side)
    table = Table(
        f"{side.label}: {_unit(side)} a call, and what the call does",
        ["function", *map(path_words, paths)],
    )
    for function in dict.fromkeys(function for function, _ in names):
        found = [names.get((function, path)) for path in paths]
        cells = [_matrix_cell(figures, name) if name else Cell("") for name in found]
        table.rows.append([Cell(function), *cells])
    return table


def _unit(side: Side) -> str:
    return side.unit if side.is_exact else "nanoseconds"


def _matrix_cell(figures: Figures, name: str) -> Cell:
    outcome = figures.side.outcome(name)
    expected = outcome == schema.FALLBACK and always_enters(parse_name(name).function)
    tone = BAD if outcome in schema.BAD and not expected else NEUTRAL
    if name not in figures.group_of:
        return Cell("–", figures.side.reason(name) or outcome, tone)
    text = wording.figure_words(figures.figure(name), figures.side.is_exact)
    note = f"{outcome}, core shared" if figures.side.is_shared(name) else outcome
    return Cell(text, note, tone, number=True)


def costs_here(side: Side) -> Table:
    """What calls cost on the core alone, beside what they cost there as things were. Without rows
    where results do not tell it."""
    head = ["call", "core alone", "as things were", "first call", "quiet"]
    table = Table(f"{side.label}: nanoseconds a call, warm, typical and cold", head)
    figures = Figures(side)
    for name in figures.names:
        quiet, typical = side.quiet(name), side.typical(name)
        if quiet is None or typical is None:
            continue
        alone = "–" if side.is_shared(name) else wording.digits(figures.median(name))
        cold = side.cold(name)
        texts = [alone, wording.digits(typical), "" if cold is None else wording.digits(cold)]
        cells = [Cell(text, number=True) for text in [*texts, f"{quiet:.0%}"]]
        table.rows.append([Cell(name), *cells])
    return table


def comparison(pair: Pair, only_changed: bool) -> Table:
    """A row for each call of a pair; only_changed leaves out those that show nothing."""
    base, new = f"{pair.base.label}, {pair.base.unit}", f"{pair.new.label}, {wording.unit(pair)}"
    head = ["call", base, new, "change"]
    table = Table(f"{pair.new.label} against {pair.base.label}", head)
    if not pair.exact:
        table.head += ["95 % interval of the ratio", "p (Holm)"]
    for change in pair.changes:
        if only_changed and not change.is_shown:
            continue
        shown = wording.change_words(change, pair.exact)
        row = [
            Cell(change.name),
            Cell(wording.figure_words(change.base, pair.exact), number=True),
            Cell(wording.figure_words(change.new, pair.exact), number=True),
            Cell(shown, _verdict_note(change, pair.exact), _tone_of(change, pair), number=True),
        ]
        if not pair.exact:
            row.append(Cell(wording.interval_words(change), number=True))
            row.append(Cell(wording.p_words(change.p), number=True))
        table.rows.append(row)
    return table


def _verdict_note(change: Change, exact: bool) -> str:
    return "" if change.verdict == SAME else wording.verdict_words(change, exact)


def _tone_of(change: Change, pair: Pair) -> str:
    """Of counts none: whether more instructions are worse is not told by their number."""
    return NEUTRAL if pair.exact else tone(change.verdict)


def kernels(sides: Sequence[Side], calls: Sequence[str]) -> Table:
    """A row for each side, a column for each call."""
    table = Table("Medians and 95 % intervals across results", ["result", *calls])
    for side in sides:
        figures = Figures(side)
        cells = [_matrix_cell(figures, call) for call in calls]
        table.rows.append([Cell(side.label), *cells])
    return table


def quantiles(side: Side, function: str) -> Table:
    """A row for each path of a function, and for its single calls, a column for each quantile."""
    keys = list(schema.QUANTILES)
    table = Table(
        f"Quantiles of {function}, {_unit(side)} a call",
        ["call", *(_quantile_words(share, side) for share in schema.QUANTILES.values())],
    )
    for name in side.names:
        parts = side.parts(name)
        found = side.quantiles(name)
        if parts.function == function and not parts.threads and found:
            cells = [wording.digits(found[key]) if key in found else "" for key in keys]
            table.rows.append([Cell(name), *(Cell(text, number=True) for text in cells)])
    return table


def _quantile_words(share: float, side: Side) -> str:
    return ("most" if side.is_exact else "longest") if share == 1 else f"{share * 100:g} %"


def threads(side: Side) -> Table:
    """A row for each call that several threads made, a column for each number of them."""
    parts = {name: side.parts(name) for name in side.names}
    found = {name: p for name, p in parts.items() if p.threads and not p.latency}
    counts = sorted({p.threads for p in found.values()})[:MAX_COLUMNS]
    table = Table(
        f"{_unit(side).capitalize()} a call, by how many threads make it at once",
        ["call", *(wording.plural(count, "thread") for count in counts)],
    )
    figures = Figures(side)
    names = {(p.function, p.path, p.threads): name for name, p in found.items()}
    for function, path in dict.fromkeys((p.function, p.path) for p in found.values()):
        cells = [names.get((function, path, count)) for count in counts]
        row = [_matrix_cell(figures, name) if name else Cell("") for name in cells]
        table.rows.append([Cell(f"{function}/{path}"), *row])
    return table


SHOWN_CONTEXT = schema.EXPLAINING | {
    schema.CLOCKSOURCE_AFTER: "clocksource at the end",
    schema.CLOCKSOURCES: "clocksources there are",
    schema.VDSO_BUILD_ID: "vDSO build id",
    schema.COUNTER_HZ: "ticks a second",
    schema.CORE_HZ: "core cycles a second",
    schema.PINNED_CPU: "measured on CPU",
    schema.CONFIRM_REASON: "why not counted better",
    schema.PROCESSES: "processes",
}


def context(sides: Sequence[Side]) -> Table:
    """What is not the same everywhere comes first, and says so."""
    known = {key for side in sides for key in side.contexts}
    keys = [key for key in SHOWN_CONTEXT if key in known]
    table = Table("What was measured, and where", ["what", *(side.label for side in sides)])
    rows = [_context_row(sides, key) for key in keys]
    table.rows = sorted(rows, key=lambda row: row[0].note == "")
    return table


def _context_row(sides: Sequence[Side], key: str) -> list[Cell]:
    values = [side.context(key) if key in side.contexts else NOT_RECORDED for side in sides]
    differs = len(set(values)) > 1
    head = Cell(SHOWN_CONTEXT[key], "differs" if differs else "")
    tone = "differs" if differs else ""
    return [head, *(Cell(brief(value) or "none", tone=tone) for value in values)]


def context_of_many(sides: Sequence[Side]) -> Table:
    """More sides than columns fit: each key, how many values it has, and some of them."""
    table = Table("What was measured, and where", ["what", "values", "such as"])
    for key, what in SHOWN_CONTEXT.items():
        values = list(dict.fromkeys(side.context(key) for side in sides if key in side.contexts))
        if values:
            some = "; ".join(brief(value) or "none" for value in values[:5])
            note = "differs" if len(values) > 1 else ""
            table.rows.append([Cell(what, note), Cell(str(len(values)), number=True), Cell(some)])
    return table
