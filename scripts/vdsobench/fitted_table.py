"""Tables for people, of which no figure is ever cut: what has no room goes as a whole.

rich shrinks columns to fit, and a number without its last digits is another number. Here columns
have the width of their widest cell. Where they do not fit, those go that matter least; where even
the rest does not, the others follow below, the rows' names repeated. Only prose is broken into lines.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

if TYPE_CHECKING:
    from vdsobench.safe_console import SafeConsole

GAP = "  "
# A head is broken into lines of so many letters at least, behind a comma, a dash or the like, else
# between any two: labels may be long, and differ only at their end. The second: where there is
# little room.
NARROWEST_HEAD, NARROW_HEAD = 20, 12
PROSE = 36  # letters of a line, which it gets before other columns go


@dataclass(slots=True)
class Column:
    head: str  # of one or several lines
    cells: list[Text] = field(default_factory=list)
    right: bool = True
    rank: int = 0  # what has no room goes by rank, the highest first; 0 stays
    prose: bool = False  # words that may go on in the next line
    narrowest: int = NARROWEST_HEAD

    @property
    def lines(self) -> list[str]:
        width = max([self.narrowest, *(cell.cell_len for cell in self.cells)])
        return [part for line in self.head.split("\n") for part in _broken(line, width)]

    @property
    def width(self) -> int:
        return max(map(cell_len, [*self.lines, *(cell.plain for cell in self.cells)]))


def add_row(columns: Sequence[Column], cells: Iterable[Text]) -> None:
    for column, cell in zip(columns, cells):
        column.cells.append(cell)


def _broken(line: str, width: int) -> list[str]:
    made = [""]
    for piece in re.findall(r"[^\s,/=-]*[\s,/=-]?", line):
        for part in [piece[at : at + width] for at in range(0, len(piece), width)]:
            if cell_len(made[-1] + part.rstrip()) > width:
                made.append("")
            made[-1] += part
    return [part.strip() for part in made]


def print_fitted(console: SafeConsole, columns: Sequence[Column], names: int = 1) -> None:
    """In the console's width, and what had no room for it named below. names: see fitted()."""
    lines, left_out = fitted(columns, console.width, names)
    if left_out:
        lines.append(Text(f"no room in {console.width} columns for {', '.join(left_out)}"))
    console.print(Text("\n").join(lines), soft_wrap=True)


def fitted(columns: Sequence[Column], width: int, names: int = 1) -> tuple[list[Text], list[str]]:
    """Lines, with an empty one between blocks; and the heads of what was left out. The first columns,
    as many as names says, tell rows apart."""
    kept, left_out = list(columns), []
    if _width(kept) > width:
        kept = [replace(column, narrowest=NARROW_HEAD) for column in kept]
    for column in sorted(kept, key=lambda column: -column.rank):
        if column.rank and _least(kept) > width:
            kept.remove(column)
            left_out.append(column.head.replace("\n", " "))
    lines: list[Text] = []
    kept = _in_lines(kept, width)
    for block in _blocks(kept[:names], kept[names:], width):
        lines += ([Text("")] if lines else []) + _lines(block)
    return lines, left_out


def _width(columns: Sequence[Column]) -> int:
    return sum(column.width for column in columns) + len(GAP) * (len(columns) - 1)


def _least(columns: Sequence[Column]) -> int:
    to_spare = (max(0, column.width - PROSE) for column in columns if column.prose)
    return _width(columns) - sum(to_spare)


def _in_lines(columns: list[Column], width: int) -> list[Column]:
    """Where they are too wide, the prose takes the room that figures leave: a row is several then."""
    over = _width(columns) - width
    if over <= 0 or not any(column.prose for column in columns):
        return columns
    made = [replace(column, cells=[]) for column in columns]
    for row in zip(*(column.cells for column in columns)):
        parts = [
            _wrapped(cell, max(PROSE, column.width - over)) if column.prose else [cell]
            for column, cell in zip(columns, row)
        ]
        for line in range(max(map(len, parts))):
            add_row(made, [part[line] if line < len(part) else Text("") for part in parts])
    return made


def _wrapped(cell: Text, width: int) -> list[Text]:
    lines = textwrap.wrap(cell.plain, width, break_on_hyphens=False)
    return [Text(line, cell.style) for line in lines] or [cell]


def _blocks(first: list[Column], others: Sequence[Column], width: int) -> list[list[Column]]:
    blocks = [[*first]]
    for column in others:
        if len(blocks[-1]) > len(first) and _width([*blocks[-1], column]) > width:
            blocks.append([*first])
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
