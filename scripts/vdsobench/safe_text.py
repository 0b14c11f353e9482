"""Text made safe for what shows it.

A result, the name of its file and what a guest sends may hold anything: a terminal's escape codes, a
spreadsheet's formulas, a forge's mentions. Whatever prints or writes text goes through here.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from typing import Iterable

# Marks of Markdown and of HTML: escaped, they are letters.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|!~&])")
# GitHub looks for mentions, issues and addresses after Markdown's escapes are gone: a space of no
# width makes them none.
_LINKED = re.compile(r"(@|\\#|://|\bwww(?=\.)|\bGH-(?=\d))", re.I)
# What a spreadsheet takes for a formula: owasp.org/www-community/attacks/CSV_Injection.
_FORMULA = re.compile(r"[=+\-@＝＋－＠]")


def one_line(text: object, limit: int = 300) -> str:
    """Whatever is no letter becomes a space: escape codes, newlines, marks that turn the direction
    of writing, halves of surrogate pairs."""
    shown = str(text)[: limit + 1]
    if not shown.isprintable():
        shown = "".join(c if c.isprintable() else " " for c in shown)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def lines(text: str) -> str:
    """The same for text of several lines and columns."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)


def markdown(text: str) -> str:
    escaped = _MARKS.sub(r"\\\1", one_line(text, 1000))
    return _LINKED.sub(r"\1&#8203;", escaped)


def markdown_row(cells: Iterable[str]) -> str:
    """A line of a table, of cells that are Markdown already."""
    return f"| {' | '.join(cells)} |"


def json_text(value: object) -> str:
    """JSON can say every letter by its number, so nothing is lost."""
    text = json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False)
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)
    return text + "\n"


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(map(_csv_cell, row) for row in rows)
    return text.getvalue()


def _csv_cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    shown = one_line(value, 1000)
    return f"'{shown}" if _FORMULA.match(shown.lstrip()) else shown


def xml(text: str) -> str:
    """For HTML and SVG: XML has no way to say a control character."""
    return html.escape(one_line(text, 1000))


def openmetrics(value: str) -> str:
    """The value of a label."""
    escaped = value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return one_line(escaped, 1000)
