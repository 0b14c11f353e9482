"""Rich's console shows text as text, and keeps what it made itself."""

from __future__ import annotations

import pytest
from mutants import TEXTS, is_harmless
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from vdsobench.safe_console import SafeConsole


@pytest.mark.parametrize("text", TEXTS)
def test_a_table_shows_text_and_nothing_else(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    table = Table(text[:200], title=text[:200])
    table.add_row(text[:200])
    console = SafeConsole(200)
    for shown in (text[:200], table, Tree(text[:200])):
        console.print(shown)
    console.rule(text[:200])
    said = capsys.readouterr().out
    assert is_harmless(said)
    if text.startswith("[red]"):
        assert said.count("[red]x[/red][link=") >= 5 and "💣" not in said


def test_colours_stay() -> None:
    console = SafeConsole(80, colour=True)
    with console.capture() as shown:
        console.print(Text("a\x1b[2J", "bold"))
    assert shown.get() == "\x1b[1ma [2J\x1b[0m\n"


def test_text_is_no_markup_no_emoji_and_not_highlighted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    console = SafeConsole(80)
    with console.capture() as shown:
        console.print("[bold]x[/bold] :smile: 12 'y'")
    assert shown.get() == "[bold]x[/bold] :smile: 12 'y'\n"


@pytest.mark.parametrize(("soft_wrap", "lines"), [(False, 3), (True, 1)])
def test_a_long_line_is_broken_unless_the_terminal_is_to_do_it(
    soft_wrap: bool, lines: int, capsys: pytest.CaptureFixture[str]
) -> None:
    SafeConsole(10, soft_wrap).print("x" * 25)
    assert len(capsys.readouterr().out.splitlines()) == lines
