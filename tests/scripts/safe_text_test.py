"""Hostile text in every output, and no way to an output but through what makes text safe."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from pathlib import Path
from typing import Iterator
from xml.etree import ElementTree

import pytest
from commands import SCRIPTS
from mutants import TEXTS, is_harmless

from vdsobench import command_line, safe_text


@pytest.mark.parametrize("text", TEXTS)
def test_a_line_stays_one(text: str) -> None:
    shown = safe_text.one_line(text, 80)
    assert shown.isprintable() and len(shown) <= 80


def test_what_is_printable_is_left_as_it_is() -> None:
    text = "gettimeofday/vdso 18.9 ±0.3 % → ~, “é”, 日本"
    assert safe_text.one_line(text) == safe_text.lines(text) == text


@pytest.mark.parametrize("text", TEXTS)
def test_json_loses_nothing(text: str) -> None:
    made = safe_text.json_text({"key": text})
    assert is_harmless(made) and json.loads(made) == {"key": text}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r\n=1", "＝1"])
def test_a_cell_is_no_formula(text: str) -> None:
    ((cell, number),) = csv.reader(io.StringIO(safe_text.csv_text([[text, -1.5]])))
    assert cell.startswith("'") and number == "-1.5"


@pytest.mark.parametrize("text", TEXTS)
def test_a_cell_is_one_line(text: str) -> None:
    made = safe_text.csv_text([[text]])
    assert made.count("\n") == 1 and is_harmless(made)


@pytest.mark.parametrize(
    "text",
    ["@someone", "fixes #12", "o/r#12", "GH-12", "https://a.example", "www.a.example", "a@b.c"],
)
def test_markdown_mentions_nobody(text: str) -> None:
    """As GitHub finds them, in what is left when escapes and character references are resolved."""
    shown = re.sub(r"\\(.)", r"\1", safe_text.markdown(text)).replace("&#8203;", "\u200b")
    assert shown.replace("\u200b", "") == text
    linked = r"@\w|#\d|GH-\d|://\w|www\."
    assert re.search(linked, text) and not re.search(linked, shown)


@pytest.mark.parametrize("mark", "\\`*_{}[]<>#|!~&")
def test_markdown_has_no_marks(mark: str) -> None:
    assert f"a\\{mark}" in safe_text.markdown(f"a{mark}b\nc")
    assert "\n" not in safe_text.markdown(f"a{mark}b\nc")


def test_a_row_of_markdown_is_one_line_with_its_cells() -> None:
    row = safe_text.markdown_row(["a", "", safe_text.markdown("b|c\nd")])
    assert row == r"| a |  | b\|c d |"


@pytest.mark.parametrize("text", TEXTS)
def test_xml_stays_well_formed(text: str) -> None:
    made = ElementTree.fromstring(f'<a b="{safe_text.xml(text)}">{safe_text.xml(text)}</a>')
    assert made.text == made.attrib["b"] and len(made) == 0


@pytest.mark.parametrize("text", TEXTS)
def test_a_label_ends_where_it_should(text: str) -> None:
    assert re.fullmatch(r'(?:[^"\\\n]|\\["\\n])*', safe_text.openmetrics(text))


def test_arguments_in_messages_of_usage_are_safe(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command_line.parser("x.py", "", "").parse_args(["-\x1b[2J"])
    assert is_harmless(capsys.readouterr().err)


# What only these may name: everything else prints through terminal.py.
DOORS = {"print": "terminal.py", "sys.stdout": "terminal.py", "sys.stderr": "terminal.py"}
DOORS |= {"rich.console": "safe_console.py", "csv": "safe_text.py", "html": "safe_text.py"}
NOWHERE = ("rich.markup", "rich.print", "logging", "warnings.warn", "os.write", "sys.__stdout__")


def named(node: ast.AST) -> Iterator[str]:
    """What a piece of code reaches, as one would import it."""
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield ast.unparse(node)
    elif isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield str(node.module)
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ways_out(file: Path) -> set[str]:
    found = {name for node in ast.walk(ast.parse(file.read_text())) for name in named(node)}
    return {name for name in found if name in NOWHERE or DOORS.get(name, file.name) != file.name}


def test_nothing_is_printed_but_through_the_door() -> None:
    files = [*SCRIPTS.rglob("*.py")]
    assert len(files) > 90
    assert {file.name: ways for file in files if (ways := ways_out(file))} == {}


@pytest.mark.parametrize(
    "code",
    [
        "print(1)",
        "from rich.console import Console",
        "import rich.console",
        "sys.stderr.write('')",
        "show = print",
        "from sys import stdout",
        "import csv",
    ],
)
def test_the_test_above_would_find_it(tmp_path: Path, code: str) -> None:
    (tmp_path / "x.py").write_text(code)
    assert ways_out(tmp_path / "x.py")
