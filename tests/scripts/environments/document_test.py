"""The document has a row for each environment, whether it was there or not."""

from __future__ import annotations

import shlex

from commands import SCRIPTS
from environments.samples import GOOD, SLOW, check, ended, measured

from vdsobench.environments import document
from vdsobench.environments.launchers import Launcher
from vdsobench.environments.trial import Trial

TRIALS = [
    Trial(Launcher("here", ()), check=check(GOOD), run=measured()),
    Trial(Launcher("a|b", ("x", "a b")), check=check(SLOW, status=1), run=ended("", "no <i>", 3)),
    Trial(Launcher("gone", ("gone",)), missing="gone is not installed"),
    Trial(Launcher("stuck", ("s",)), check=ended("", "", None), run=ended("", "", None)),
]


def rows() -> list[str]:
    text = document.text(TRIALS, "Linux 6.1", ["--only", "a b"])
    return [line for line in text.splitlines() if line.startswith("| ")][2:]


def test_the_command_that_made_it_can_be_run_again() -> None:
    lines = document.text(TRIALS, "Linux 6.1", ["--only", "a b"]).splitlines()
    assert shlex.split(lines[2]) == ["scripts/environments.py", "--only", "a b"]
    assert "Machine: Linux 6.1." in lines


def test_a_row_says_how_check_and_run_ended() -> None:
    first, second, *_ = rows()
    assert first == (
        "| here |  | 0 | 1 of 1 in user space | counted by ebpf "
        "| 0: getppid/libc syscall 100 ns |"
    )
    assert "| 1 | 0 of 1 in user space; slow" in second
    assert second.endswith(r"| 3: no \<i\> |") and second.startswith(r"| a\|b | `x 'a b'` |")


def test_what_is_not_there_says_what_it_needs() -> None:
    assert rows()[2] == "| gone | `gone` |  | not tried | gone is not installed |  |"


def test_no_row_says_where_the_scripts_lie() -> None:
    uml = Trial(Launcher("uml", ("sh", f"{SCRIPTS}/vdsobench/environments/uml.sh")), missing="x")
    text = document.text([uml], "Linux 6.1", [])
    assert "`sh scripts/vdsobench/environments/uml.sh`" in text


def test_what_did_not_end_says_so() -> None:
    assert "| no end | none | it said nothing | no end: it said nothing |" in rows()[3]
