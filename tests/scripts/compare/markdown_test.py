"""A comparison in Markdown: what was found, as a list and a table that nothing can break."""

from __future__ import annotations

from pathlib import Path

import comparisons
import synthetic

from vdsobench.compare import markdown

SLOWER = "gettimeofday/vdso"


def rows(text: str) -> list[list[str]]:
    return [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]


def rendered(tmp_path: Path, *documents: synthetic.Json) -> str:
    return markdown.render([comparisons.compare(tmp_path, *documents)])


def test_a_change_is_bold_and_the_others_are_not(tmp_path: Path) -> None:
    text = rendered(tmp_path, synthetic.result(1), synthetic.result(2, scale={SLOWER: 2.0}))
    shown = {row[0]: row[3] for row in rows(text)}
    assert shown[SLOWER].startswith("**+")
    assert [call for call, change in shown.items() if "**" in change] == [SLOWER]


def test_a_change_of_outcome_and_of_context_is_listed(tmp_path: Path) -> None:
    new = comparisons.with_row(synthetic.result(2), SLOWER, label="fallback")
    new["context"]["vdsobench.governor"] = "powersave"
    text = rendered(tmp_path, synthetic.result(1), new)
    assert "- outcome worse: " in text
    (differs,) = [line for line in text.splitlines() if line.startswith("- differs: ")]
    assert "powersave" in differs


def test_calls_of_one_side_are_told_of(tmp_path: Path) -> None:
    new = synthetic.result(2)
    new["benchmarks"] = [row for row in new["benchmarks"] if row["name"] != SLOWER]
    text = rendered(tmp_path, synthetic.result(1), new)
    assert any(SLOWER in line for line in text.splitlines() if line.startswith("- not compared"))
    assert SLOWER not in {row[0] for row in rows(text)}


def test_exact_counts_have_neither_interval_nor_p(tmp_path: Path) -> None:
    text = rendered(tmp_path, synthetic.exact(1), synthetic.exact(1, {SLOWER: 3}))
    assert "instructions" in rows(text)[0][1]
    line = next(line for line in text.splitlines() if line.startswith(f"| {SLOWER} "))
    assert line.split("|")[5].strip() == ""


def test_a_label_breaks_no_table(tmp_path: Path) -> None:
    pair = comparisons.compare(tmp_path, synthetic.result(1), synthetic.result(2))
    columns = {line.count("|") for line in markdown.render([pair]).splitlines() if "|" in line}
    pair.new.label = "a|b <b>"
    text = markdown.render([pair])
    assert "a|b" not in text and "<b>" not in text
    assert len(columns) == 1
