"""What is printed goes where it should, and no reader that has left is an error."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from commands import SCRIPTS
from mutants import TEXTS, is_harmless

from vdsobench import terminal


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_said_is_one_line(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say(text)
    terminal.write_fields(text, "second")
    said = capsys.readouterr()
    assert said.err.count("\n") == said.out.count("\n") == said.out.count("\t") == 1
    assert is_harmless(said.err) and is_harmless(said.out) and len(said.err) <= 1001


def test_a_document_keeps_its_lines_and_columns(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.write("a\tb\n\x1b[2Jc\n")
    assert capsys.readouterr() == ("a\tb\n [2Jc\n", "")


def test_off_a_terminal_nothing_is_said_over(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say_over("reading 1/2")
    assert capsys.readouterr() == ("", "")


def test_off_a_terminal_a_table_is_as_wide_as_said(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.console(30).print("x" * 70)
    assert capsys.readouterr().out.splitlines() == ["x" * 30, "x" * 30, "x" * 10]


def python(code: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    """In a process of its own, whose streams may be lost."""
    more.setdefault("stdout", subprocess.PIPE)
    more.setdefault("stderr", subprocess.PIPE)
    environment = {"PYTHONPATH": str(SCRIPTS), "COLUMNS": "40", **more.pop("env", {})}  # type: ignore[dict-item]
    words = [sys.executable, "-c", f"from vdsobench import terminal\n{code}"]
    return subprocess.run(words, env=environment, timeout=60, **more)  # type: ignore[call-overload,no-any-return]


def on_a_terminal(code: str) -> str:
    """What a terminal is sent by standard output and standard error."""
    ours, theirs = pty.openpty()
    try:
        assert python(code, stdout=theirs, stderr=theirs).returncode == 0
        return os.read(ours, 10_000).decode().replace("\r\n", "\n")
    finally:
        os.close(ours)
        os.close(theirs)


def test_on_a_terminal_a_line_takes_the_place_of_the_one_before() -> None:
    said = on_a_terminal("terminal.say_over('a\\nb'); terminal.say_over('')")
    assert said == "\r\x1b[Ka b\r\x1b[K"


def test_a_line_that_stands_makes_room_for_a_message() -> None:
    said = on_a_terminal("terminal.say_over('1/2'); terminal.say('a'); terminal.say('b')")
    assert said == "\r\x1b[K1/2\r\x1b[Ka\nb\n"


def test_on_a_terminal_a_table_is_as_wide_as_that() -> None:
    said = on_a_terminal("terminal.console(30).print('x' * 70)")
    assert said.splitlines() == ["x" * 40, "x" * 30]


def test_a_letter_that_the_locale_lacks_is_a_question_mark() -> None:
    code = "terminal.prepare(); terminal.write('a → b\\n'); terminal.say('→')"
    done = python(code, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stdout, done.stderr) == (0, b"a ? b\n", b"?\n")


def close_all() -> None:
    os.closerange(0, 3)


def test_what_was_closed_leads_nowhere(tmp_path: Path) -> None:
    """A file that is opened then must not be what the next message goes to."""
    code = (
        "import os\nterminal.prepare()\n"
        f"file = open({str(tmp_path / 'result')!r}, 'w')\n"
        "terminal.say('lost'); terminal.write('lost'); terminal.flush()\n"
        "file.write(str(file.fileno() > 2))"
    )
    done = python(code, stdin=None, stdout=None, stderr=None, preexec_fn=close_all)
    assert done.returncode == 0 and (tmp_path / "result").read_text() == "True"


@pytest.mark.parametrize("code", ["terminal.write('x' * 100_000)", "terminal.write('x')"])
def test_a_reader_that_has_left_is_no_error(code: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    whole = f"with terminal.while_read():\n    {code}\nterminal.say('status')"
    done = python(whole, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"status\n")


def test_nobody_reads_messages_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = python("terminal.say('a'); terminal.say('b'); terminal.write('c')", stderr=writing)
    os.close(writing)
    assert (done.returncode, done.stdout) == (0, b"c")
