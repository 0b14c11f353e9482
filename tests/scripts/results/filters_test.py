"""Searches that have an end, whatever the regular expression."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
import synthetic
from commands import run

from vdsobench.errors import UsageError
from vdsobench.results import filters

NAMES = ["time/vdso", "getcpu/vdso", "x" * 300]
# Each takes longer than the universe has existed to find nothing in the last name.
ENDLESS = ["(x+x+)+y", "(x*)*y", "(x|xx)*y", "^(([a-z])+.)+[A-Z]([a-z])+$"]


def test_the_names_in_which_it_is_found() -> None:
    assert filters.found_in(NAMES, "^time|cpu") == {"time/vdso", "getcpu/vdso"}
    assert filters.found_in(NAMES, "(?<=t)ime(?=/)") == {"time/vdso"}  # as far as Python goes
    assert filters.found_in([], ".") == set()


@pytest.mark.parametrize("pattern", ENDLESS)
def test_a_search_without_end_is_ended(pattern: str) -> None:
    with pytest.raises(UsageError, match="takes too long"):
        filters.found_in(NAMES, pattern, seconds=0.1)


def test_nothing_is_left_of_the_timer() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(UsageError):
        filters.found_in(NAMES, ENDLESS[0], seconds=0.05)
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("(", "missing \\)"),
        ("x{99999999999}", "too large"),
        ("(" * 499 + ")" * 499, "nested too deep"),
        ("x" * 1001, "1001 characters are too many"),
    ],
)
def test_what_is_no_filter_is_said_in_words(wrong: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        filters.check(wrong)


def test_a_command_ends_with_one_line(tmp_path: Path) -> None:
    made = synthetic.result(1, processes=1, modes=False)
    made["benchmarks"].append(made["benchmarks"][0] | {"name": "x" * 200 + "/vdso"})
    one = synthetic.write(tmp_path / "a.json", made)
    done = run("export.py", "--format", "csv", one, "--filter", ENDLESS[0])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and "takes too long" in done.stderr
