"""kernels.py table: what each call costs in instructions, from kernel to kernel."""

from __future__ import annotations

from typing import Iterator, Sequence

from rich.text import Text

from vdsobench import terminal
from vdsobench.results import schema
from vdsobench.results.calls import Call
from vdsobench.results.code_parts import HEAD
from vdsobench.errors import UsageError
from vdsobench.fitted_table import Column, fitted
from vdsobench.kernels.options import TableOptions
from vdsobench.results.loader import Result, load
from vdsobench.results.ways import MARK, mark, others, others_in_words
from vdsobench.safe_text import markdown as escape, markdown_row

Shown = tuple[str, dict[str, str]]  # what a result is called, and a figure in words for each call
WIDTH_OF_A_FILE = 240
MARK_WORDS = f"{MARK} the commonest way of several; the others:"


def show(given: TableOptions) -> int:
    """Of exact results, and of their calls, those that are chosen. Raises UsageError for a choice that
    leaves none."""
    chosen = given.selection
    found = [result for result in (load(str(path)) for path in given.files) if chosen.keeps(result)]
    if not found:
        raise UsageError(f"no result matches --where {' --where '.join(chosen.where)}")
    chosen.choose_calls(found)
    cell = parts if given.parts else figure
    made = [{name: cell(it) for name, it in exact_calls(result).items()} for result in found]
    columns = list(zip(short([result.name for result in found]), made))
    calls = list(dict.fromkeys(call for _, known in columns for call in known))
    calls.sort(key=chosen.place)
    results = list(zip((label for label, _ in columns), found))
    several = [*ways_told(results, calls)]
    head = f"{HEAD} a call" if given.parts else "instructions a call"
    if given.format == "markdown":
        told = "".join(f"- {escape(line)}\n" for line in several)
        below = f"\n{escape(MARK_WORDS)}\n\n{told}" if told else ""
        terminal.write(markdown(head, columns, calls) + "\n" + below)
    else:
        console = terminal.console(WIDTH_OF_A_FILE, soft_wrap=True)
        lines, _ = fitted(table(head, columns, calls), console.width)
        told_below = [MARK_WORDS, *(f"  {line}" for line in several)] if several else []
        console.print(Text("\n").join([*lines, *map(Text, told_below)]))
    return 0


def short(names: Sequence[str]) -> list[str]:
    """Names without the words that all of them share."""
    words = [name.split(",") for name in names]
    shared = set.intersection(*(set(each) for each in words)) if len(names) > 1 else set()
    return [",".join(w for w in each if w not in shared) or ",".join(each) for each in words]


def exact_calls(result: Result) -> dict[str, Call]:
    """Raises UsageError for a result of times."""
    if not result.is_exact:
        raise UsageError(
            f"{result.path}: holds times, not instructions; see kernels.py run --exact"
        )
    return result.calls


def figure(call: Call) -> str:
    """The whole number, of several ways the usual one's with a mark; – where the call is not there;
    ? where it has no one number."""
    if call.values:
        return f"{call.values[0]:.0f}{mark(call.ways)}" if len(set(call.values)) == 1 else "?"
    return "–" if call.outcome in schema.ABSENT else "?"


def parts(call: Call) -> str:
    """Such as 3+11+58+0, with the same mark; the figure where its parts are not known."""
    return f"{call.code.words}{mark(call.ways)}" if call.code else figure(call)


def ways_told(results: Sequence[tuple[str, Result]], calls: Sequence[str]) -> Iterator[str]:
    """For each call that has the mark the other ways, by result."""
    for name in calls:
        several = {label: result.calls.get(name, Call(name)).ways for label, result in results}
        words = [f"{label} {others_in_words(it)}" for label, it in several.items() if others(it)]
        if words:
            yield f"{name}: {'; '.join(words)}"


def table(head: str, results: Sequence[Shown], calls: Sequence[str]) -> list[Column]:
    made = [Column(head, list(map(Text, calls)), right=False)]
    for name, known in results:
        made.append(Column(name, [Text(known.get(call, "")) for call in calls]))
    return made


def markdown(head: str, columns: Sequence[Shown], calls: Sequence[str]) -> str:
    heads = [head, *(escape(name) for name, _ in columns)]
    lines = [markdown_row(heads), "|---" + "|---:" * len(columns) + "|"]
    for call in calls:
        found = (escape(known.get(call, "")) for _, known in columns)
        lines.append(markdown_row((f"`{call}`", *found)))
    return "\n".join(lines)
