"""peers.py as a command: what is missing is named, and what it cannot take is refused."""

from __future__ import annotations

import commands
import pytest

from vdsobench.peers import command, tools
from vdsobench.peers.tools import Tool


def test_a_missing_tool_is_named_with_what_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    missing = Tool("other", "no-such-program", (), tools.read_perf, "install the package x")
    assert not command.is_here(missing)
    assert capsys.readouterr().err == "other is not here and left out: install the package x\n"


@pytest.mark.parametrize(
    "arguments",
    [["--turns", "0"], ["--turns", "x"], ["--cpu", "100000"], ["--vdsobench", "no-such"], ["x"]],
)
def test_bad_input_ends_with_status_2(arguments: list[str]) -> None:
    done = commands.run("peers.py", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "peers.py: " in done.stderr.splitlines()[-1]
