"""Whole runs of environments.py in those that every machine has."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import run
from environments.samples import GOOD, check, ended, measured

from vdsobench.environments import command
from vdsobench.environments.launchers import LAUNCHERS, Launcher
from vdsobench.environments.trial import Trial
from vdsobench.errors import UsageError

THERE = Trial(Launcher("there", ()), check=check(GOOD), run=measured())
GONE = Trial(Launcher("gone", ("gone",)), missing="gone is not installed")
STUCK = Trial(Launcher("stuck", ()), check=ended("", "", None), run=measured())


def test_the_machine_itself_is_tried(vdsobench: Path, tmp_path: Path) -> None:
    table = tmp_path / "README.md"
    words = ("--only", "nothing", "--binary", vdsobench, "--markdown", table)
    done = run("environments.py", *words)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("nothing: the machine itself: check ")
    assert "| nothing: the machine itself |" in table.read_text()


def test_all_are_chosen_or_those_that_are_named() -> None:
    assert command.chosen([]) == list(LAUNCHERS)
    assert {each.name for each in command.chosen(["strace", "gdb"])} == {"strace", "gdb"}
    with pytest.raises(UsageError, match="--only moon: no environment"):
        command.chosen(["moon"])


def test_a_program_that_cannot_be_run_is_told() -> None:
    done = run("environments.py", "--binary", "/no/such/program")
    assert done.returncode == 2 and "cannot run /no/such/program" in done.stderr


def test_a_line_says_what_was_found_or_is_missing() -> None:
    assert command.line(THERE) == "there: check 0, run 0: 1 of 1 in user space"
    assert command.line(GONE) == "gone: not tried: gone is not installed"
    assert command.line(STUCK) == "stuck: check no end, run 0: none"


def test_only_what_did_not_end_is_a_fault() -> None:
    assert command.ended(THERE) and command.ended(GONE) and not command.ended(STUCK)
