"""The figures of the tools, as a table on a terminal, as Markdown, and as JSON."""

from __future__ import annotations

import dataclasses
import statistics
from dataclasses import dataclass
from typing import Sequence

from rich.text import Text

from vdsobench import terminal
from vdsobench.fitted_table import Column, add_row, print_fitted
from vdsobench.peers.measure import Samples
from vdsobench.safe_text import json_text, markdown_row

REFERENCE = "vdsobench"
WIDTH_OF_A_FILE = 120
HEADINGS = ("call", "tool", "CPU", "median", "spread", "of the truth")
WORDS = 3  # of them; the others are figures


@dataclass(frozen=True)
class Line:
    call: str
    tool: str
    shared: bool  # the CPU, with a busy process
    median: float  # nanoseconds
    spread: float  # max / min - 1
    ratio: float | None  # to what vdsobench reads on a quiet CPU; none where it reads nothing


def lines(samples: Samples) -> list[Line]:
    """By call, then as the tools come: the quiet figure before that of the shared CPU."""
    calls = dict.fromkeys(call for _, call, _ in samples)
    found = [line(samples, key) for call in calls for key in samples if key[1] == call]
    tools = list(dict.fromkeys(tool for tool, _, _ in samples))
    order = list(calls)
    return sorted(found, key=lambda x: (order.index(x.call), tools.index(x.tool), x.shared))


def line(samples: Samples, key: tuple[str, str, bool]) -> Line:
    """The figures of one tool, call and state of the CPU, beside the reference's."""
    tool, call, shared = key
    values = samples[key]
    truth = samples.get((REFERENCE, call, False))
    median = statistics.median(values)
    ratio = median / statistics.median(truth) if truth else None
    return Line(call, tool, shared, median, max(values) / min(values) - 1, ratio)


def cells(found: Line) -> tuple[str, ...]:
    """In the order of HEADINGS."""
    return (
        found.call,
        found.tool,
        "shared" if found.shared else "quiet",
        f"{found.median:.2f} ns",
        f"{found.spread:.1%}".replace("%", " %"),
        f"{found.ratio:.2f}×" if found.ratio else "–",
    )


def print_aligned(
    headings: Sequence[str], words: int, rows: Sequence[Sequence[Text]], width_of_a_file: int
) -> None:
    """A table for a terminal: so many columns of words, which tell rows apart, then figures, which
    stand to the right. No cell is cut or broken into lines."""
    columns = [Column(head, right=number >= words) for number, head in enumerate(headings)]
    for row in rows:
        add_row(columns, row)
    print_fitted(terminal.console(width_of_a_file), columns, words)


def show(found: Sequence[Line]) -> None:
    styles = ["bold" if each.tool == REFERENCE else "" for each in found]
    rows = [[Text(cell, style) for cell in cells(each)] for each, style in zip(found, styles)]
    print_aligned(HEADINGS, WORDS, rows, WIDTH_OF_A_FILE)


def markdown(found: Sequence[Line]) -> str:
    rule = ("---",) * WORDS + ("--:",) * (len(HEADINGS) - WORDS)
    rows = [HEADINGS, rule, *map(cells, found)]
    return "".join(f"{markdown_row(row)}\n" for row in rows)


def to_json(found: Sequence[Line]) -> str:
    return json_text([dataclasses.asdict(each) for each in found])
