"""Commands are started as an environment starts them, and end in time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from vdsobench.environments import trial
from vdsobench.environments.launchers import Launcher
from vdsobench.environments.trial import started, tried

PATIENCE = 60.0


@pytest.fixture
def binary(tmp_path: Path) -> Path:
    path = tmp_path / "program"
    path.write_text('#!/bin/sh\necho "$@"\necho complaint >&2\nexit 3\n')
    path.chmod(0o755)
    return path


def test_both_commands_are_started_in_the_environment(binary: Path) -> None:
    done = tried(Launcher("env", ("env",)), binary, PATIENCE)
    assert done.check and done.run and not done.missing
    assert (done.check.status, done.check.output) == (3, " ".join(trial.CHECK) + "\n")
    assert (done.run.status, done.run.output) == (3, " ".join(trial.RUN) + "\n")
    assert done.run.last_error() == "complaint"


def test_an_environment_that_is_not_installed_is_not_tried(binary: Path) -> None:
    done = tried(Launcher("none", ("no-such-program",)), binary, PATIENCE)
    assert done.check is None and "apt install no-such-program" in done.missing


def test_one_that_starts_nothing_says_why(binary: Path) -> None:
    refuses = Launcher("refuses", ("sh", "-c", "echo no right to >&2; exit 1"))
    assert tried(refuses, binary, PATIENCE).missing == "it starts no program here: no right to"
    silent = Launcher("silent", ("sh", "-c", "exit 4"))
    assert tried(silent, binary, PATIENCE).missing.endswith("/bin/true ended with status 4")


def test_what_does_not_end_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    note = tmp_path / "process"
    script = f"sleep 1000 & echo $! > {note}; echo begun; wait"
    done = started(["sh", "-c", script], 1.0)
    assert (done.status, done.output) == (None, "begun\n")
    sleeper = int(note.read_text())
    while Path(f"/proc/{sleeper}/stat").exists():  # until its new parent has reaped it
        if Path(f"/proc/{sleeper}/stat").read_text().rpartition(") ")[2].startswith("Z"):
            break
        time.sleep(0.01)


def test_what_is_left_behind_holds_nothing_up() -> None:
    begun = time.monotonic()
    done = started(["sh", "-c", "sleep 1000 & echo here"], PATIENCE)
    assert (done.status, done.output) == (0, "here\n")
    assert time.monotonic() - begun < PATIENCE


def test_nothing_is_read_from_the_callers_input() -> None:
    assert started(["cat"], PATIENCE).status == 0
