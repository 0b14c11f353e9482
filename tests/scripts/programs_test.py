"""Other programs: what they print, what they say when they fail, and what to install."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from machines import is_running, until

from vdsobench import programs
from vdsobench.errors import UsageError


def test_what_a_program_prints_is_given() -> None:
    assert programs.output("sh", "-c", "printf 'a\\n'") == "a\n"


def test_what_it_says_on_failing_is_the_message() -> None:
    with pytest.raises(programs.ProgramFailed, match="^no such thing$"):
        programs.output("sh", "-c", "echo no such thing >&2; exit 3")
    with pytest.raises(programs.ProgramFailed, match="^exit status 3$"):
        programs.output("sh", "-c", "exit 3")


@pytest.mark.parametrize(("program", "package"), [("ldd", "libc-bin"), ("bpftool", "bpftool")])
def test_a_missing_one_is_named_with_its_package(program: str, package: str) -> None:
    assert str(programs.missing(program)).endswith(f"apt install {package}")


def test_a_program_that_is_not_there_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="no-such-program is not installed"):
        programs.output("no-such-program")


def test_a_bound_program_ends_with_whoever_started_it(tmp_path: Path) -> None:
    """The starter dies by SIGKILL, which it cannot answer."""
    told = tmp_path / "pid"
    started = f"echo $$ > {told}.new; mv {told}.new {told}; exec sleep 600"
    code = f"""
import subprocess
from vdsobench import programs
subprocess.run(programs.bound(["sh", "-c", {started!r}]))
"""
    scripts = str(Path(programs.__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": scripts}
    ) as it:
        until(told.exists)
        pid = int(told.read_text())
        it.kill()
    until(lambda: not is_running(pid))
