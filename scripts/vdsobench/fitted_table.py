"""Tables for people, of which no figure is ever cut: what has no room goes as a whole.

rich shrinks columns to fit, and a number without its last digits is another number. Here columns
have the width of their widest cell. Where they do not fit, those go that matter least; where even
the rest does not, the others follow below, the rows' names repeated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

GAP = "  "
# A head is broken into lines of so many letters at least, behind a comma, a dash or the like, else
# between any two: labels may be long, and differ only at their end.
NARROWEST_HEAD = 20


@dataclass(slots=True)
class Column:
    head: str  # of one or several lines
    cells: list[Text] = field(default_factory=list)
    right: bool = True
    rank: int = 0  # what has no room goes by rank, the highest first; 0 stays

    @property
    def lines(self) -> list[str]:
        width = max([NARROWEST_HEAD, *(cell.cell_len for cell in self.cells)])
        return [part for line in self.head.split("\n") for part in _broken(line, width)]

    @property
    def width(self) -> int:
        return max(map(cell_len, [*self.lines, *(cell.plain for cell in self.cells)]))


def add_row(columns: Sequence[Column], cells: Iterable[Text]) -> None:
    for column, cell in zip(columns, cells):
        column.cells.append(cell)


def _broken(line: str, width: int) -> list[str]:
    made = [""]
    for piece in re.findall(r"[^\s,/-]*[\s,/-]?", line):
        for part in [piece[at : at + width] for at in range(0, len(piece), width)]:
            if cell_len(made[-1] + part.rstrip()) > width:
                made.append("")
            made[-1] += part
    return [part.strip() for part in made]


def fitted(columns: Sequence[Column], width: int) -> tuple[list[Text], list[str]]:
    """Lines, with an empty one between blocks; and the heads of what was left out. The first column
    names the rows."""
    kept, left_out = list(columns), []
    for column in sorted(columns, key=lambda column: -column.rank):
        if column.rank and _width(kept) > width:
            kept.remove(column)
            left_out.append(column.head.replace("\n", " "))
    lines: list[Text] = []
    for block in _blocks(kept[0], kept[1:], width):
        lines += ([Text("")] if lines else []) + _lines(block)
    return lines, left_out


def _width(columns: Sequence[Column]) -> int:
    return sum(column.width for column in columns) + len(GAP) * (len(columns) - 1)


def _blocks(first: Column, others: Sequence[Column], width: int) -> list[list[Column]]:
    blocks = [[first]]
    for column in others:
        if len(blocks[-1]) > 1 and _width([*blocks[-1], column]) > width:
            blocks.append([first])
        blocks[-1].append(column)
    return blocks


def _lines(columns: Sequence[Column]) -> list[Text]:
    widths = [column.width for column in columns]
    rows = [list(map(Text, row)) for row in zip(*_heads(columns))]
    rule = Text("─" * (sum(widths) + len(GAP) * (len(widths) - 1)))
    heads = [_line(columns, widths, row) for row in rows]
    cells = [_line(columns, widths, row) for row in zip(*(column.cells for column in columns))]
    return [*heads, rule, *cells]


def _heads(columns: Sequence[Column]) -> list[list[str]]:
    """As many lines for each, the last ones beside each other."""
    most = max(len(column.lines) for column in columns)
    return [[""] * (most - len(column.lines)) + column.lines for column in columns]


def _line(columns: Sequence[Column], widths: Sequence[int], cells: Sequence[Text]) -> Text:
    line = Text()
    for column, width, cell in zip(columns, widths, cells):
        blanks = " " * (width - cell.cell_len)
        line += Text(GAP if line.plain else "")
        line += Text(blanks) + cell if column.right else cell + Text(blanks)
    line.rstrip()
    return line
