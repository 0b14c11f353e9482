"""kernels.py table, which needs neither QEMU nor an archive."""

from __future__ import annotations

from pathlib import Path

import pytest
import synthetic
from commands import run

CALLS = ("--call", "getppid/insn", "--call", "time/int80", "--call", "getcpu/int80")


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    newer = synthetic.exact(extra={"getppid/insn": 40})
    newer["benchmarks"] += synthetic.error_rows("getrandom:8/vdso", "userspace", "not whole")
    return [
        synthetic.write(tmp_path / "6.9,tsc.json", synthetic.exact()),
        synthetic.write(tmp_path / "6.1|2,tsc.json", newer),
    ]


def test_figures_stand_side_by_side_under_what_tells_the_results_apart(files: list[str]) -> None:
    lines = run("kernels.py", "table", *files, *CALLS).stdout.splitlines()
    rows = [line.split() for line in lines if line.strip("─ ")]
    assert rows == [
        ["instructions", "a", "call", "6.9", "6.1|2"],
        ["getppid/insn", "252", "292"],
        ["time/int80", "–", "–"],
        ["getcpu/int80", "–", "–"],
    ]


def test_markdown_stays_a_table_whatever_the_names(files: list[str]) -> None:
    done = run("kernels.py", "table", "--markdown", *files, "--call", "getrandom:8/vdso")
    assert done.stdout.splitlines() == [
        r"| instructions a call | 6.9 | 6.1\|2 |",
        "|---|---:|---:|",
        "| `getrandom:8/vdso` |  | ? |",
    ]


def test_parts_stand_in_the_place_of_the_figure_where_they_are_known(tmp_path: Path) -> None:
    newer = synthetic.exact()
    for row in synthetic.measured_rows(newer):
        if row["name"] == "getppid/insn":
            synthetic.with_parts(row, 2, 0, 0, 250)
    files = [
        synthetic.write(tmp_path / "6.1.json", synthetic.exact()),
        synthetic.write(tmp_path / "6.9.json", newer),
    ]
    words = ("--parts", "--call", "getppid/insn", "--format", "markdown")
    head, _, row = run("kernels.py", "table", *files, *words).stdout.splitlines()
    assert head == "| loop+libc+vDSO+kernel a call | 6.1 | 6.9 |"
    assert row == "| `getppid/insn` | 252 | 2+0+0+250 |"


def test_of_several_ways_the_usual_one_is_marked_and_the_others_are_told(tmp_path: Path) -> None:
    """A way of hardly any call has no word, as in the program's own table."""
    several = {"getppid/insn": [(251, 0.82), (256, 0.17), (300, 0.01)], "time/insn": [(90, 1.0)]}
    files = [
        synthetic.write(tmp_path / f"{name}.json", made)
        for name, made in (("6.1", synthetic.exact()), ("6.9", synthetic.exact_with_ways(several)))
    ]
    words = (*files, "--call", "getppid/insn", "--call", "time/insn")
    *_, first, second, sign, told = run("kernels.py", "table", *words).stdout.splitlines()
    assert (first.split()[-1], second.split()[-1]) == ("251*", "90")
    assert sign == "* the commonest way of several; the others:"
    assert told == "  getppid/insn: 6.9 256 in 17 %"
    lines = run("kernels.py", "table", "--markdown", *words).stdout.splitlines()
    assert lines[2] == r"| `getppid/insn` | 252 | 251\* |"
    assert lines[-1] == "- getppid/insn: 6.9 256 in 17 %"


def test_what_is_no_exact_result_or_no_call_of_one_is_refused(
    tmp_path: Path, files: list[str]
) -> None:
    timed = synthetic.write(tmp_path / "timed.json", synthetic.result(1, modes=False))
    broken = tmp_path / "broken.json"
    broken.write_text('{"context": {}, "benchmarks": [')
    for arguments, why in (
        ([timed], "holds times, not instructions"),
        ([broken], "is cut short"),
        ([*files, "--call", "getppid/none"], "no call matches --call getppid/none"),
    ):
        done = run("kernels.py", "table", *arguments)
        assert (done.returncode, done.stdout) == (2, "") and why in done.stderr
        assert done.stderr.count("\n") == 1
