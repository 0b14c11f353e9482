"""Trials as rows: what was asked for, what came home, and of what is not green the reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from compatibility.reports import CELL, good

from vdsobench import terminal
from vdsobench.compatibility import table
from vdsobench.compatibility.trial import Trial

GREEN = Trial(CELL, (), good(), 24, 9.4)
FAULTS = tuple(f"run: fault {number}" for number in range(15))
RED = Trial(CELL, FAULTS, good(), 24, 9.4, ("\x1b[31mpanic", "x" * 500))
BLANK = Trial(CELL, ("it did not boot",))


def test_a_line_of_progress_has_the_first_fault() -> None:
    assert table.line(GREEN, 2, 8) == f"[2/8] {CELL.name}: green (9 s)"
    assert table.line(RED, 3, 8) == f"[3/8] {CELL.name}: NOT GREEN: run: fault 0 (9 s)"


def test_a_row_has_the_cell_and_the_status_of_each_part() -> None:
    found = dict(zip(table.HEAD, table.fields(GREEN)))
    assert found == {
        "kernel": "6.1",
        "CPU model": "Conroe",
        "clock": "hpet",
        "CPUs": "4, nosmp",
        "MiB": "24",
        "vsyscall": "xonly",
        "clocksource": "hpet",
        "check": "1",
        "run": "1",
        "selftest": "1",
        "list": "0",
        "inspect": "0",
    }


def test_a_clocksource_that_changed_is_told_with_both() -> None:
    report = good()
    part = replace(report.parts["run"], clocksources=frozenset({"tsc", "hpet"}))
    moved = replace(report, parts={**report.parts, "run": part})
    assert "hpet → tsc" in table.fields(replace(GREEN, report=moved))


def test_what_did_not_come_home_leaves_its_cells_empty() -> None:
    assert table.fields(BLANK)[4:] == ["", "xonly", *[""] * 6]


def test_markdown_has_a_row_a_trial_under_one_head() -> None:
    fault = Trial(CELL, ("a|b <c>",), None)
    head, rule, green, red = table.as_markdown([GREEN, fault]).splitlines()
    assert head.split(" | ")[-1] == "cell |" and set(rule) == set("|- ")
    assert {row.replace(r"\|", "").count("|") for row in (head, rule, green, red)} == {14}
    assert green.endswith("| green |") and red.endswith(r"| **not green**: a\|b \<c\> |")


def shown(capsys: pytest.CaptureFixture[str], *trials: Trial) -> str:
    table.show(trials, terminal.console(200))
    return capsys.readouterr().out


def test_a_green_trial_is_its_row_alone(capsys: pytest.CaptureFixture[str]) -> None:
    said = shown(capsys, GREEN)
    assert CELL.name not in said and said.endswith("1 of 1 cells are green\n")


def test_what_is_not_green_is_explained_below(capsys: pytest.CaptureFixture[str]) -> None:
    said = shown(capsys, GREEN, RED)
    assert f"{CELL.name}: not green\n    run: fault 0\n" in said
    assert "    run: fault 11\n    and 3 more\n" in said and "fault 12" not in said
    assert "  the console's last lines:\n     [31mpanic\n    xxx" in said
    assert "x" * 159 + "…" in said
    assert said.endswith("1 of 2 cells are green\n")


@pytest.mark.parametrize("faults", [FAULTS[:1], FAULTS[: table.MOST_FAULTS]])
def test_faults_that_are_all_shown_are_not_followed_by_more(
    faults: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    said = shown(capsys, replace(RED, faults=faults, last_lines=()))
    assert said.count("run: fault") == len(faults)
    assert " more" not in said and "last lines" not in said
