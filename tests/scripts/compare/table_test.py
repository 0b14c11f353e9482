"""A comparison on a terminal: few sides beside each other, many below, and no markup from labels."""

from __future__ import annotations

from pathlib import Path

import comparisons
import pytest
import synthetic

from vdsobench.compare import table, wording
from vdsobench.compare.comparison import compare_all
from vdsobench.compare.pair import Pair

SLOWER = "gettimeofday/vdso"


def pairs(tmp_path: Path, sides: int) -> list[Pair]:
    """The last side is slower in one call."""
    made = [
        comparisons.side(tmp_path, f"side{at}", synthetic.result(at, scale={SLOWER: scale}))
        for at, scale in enumerate([1.0] * (sides - 1) + [2.0])
    ]
    return compare_all(made, None, True, True)


def shown(capsys: pytest.CaptureFixture[str], found: list[Pair], all_calls: bool = False) -> str:
    table.show(found, all_calls)
    return capsys.readouterr().out


def test_two_sides_stand_beside_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = shown(capsys, pairs(tmp_path, 2), all_calls=True).splitlines()
    (at,) = [at for at, line in enumerate(lines) if line.split()[:1] == ["call"]]
    head = lines[at - 1] + lines[at]
    assert lines[at].split()[:6] == ["call", "ns", "ns", "at", "3.70", "GHz"]  # one unit a column
    assert "side0" in head and "side1" in head and "95 % interval" in head
    (row,) = [line for line in lines if line.split()[:1] == [SLOWER]]
    assert "+" in row
    assert any(line.split()[:1] == ["getppid/insn"] for line in lines)  # also what did not change


def test_what_did_not_change_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, pairs(tmp_path, 2))
    assert SLOWER in text and "getppid/insn" not in text
    assert "the same within the minimum effect; --all lists them" in text


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_figure_is_cut_at_any_width(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    width: int,
) -> None:
    found = pairs(tmp_path, 3)
    for pair in found:
        pair.new.label += " of a kernel whose name is long, and differs at its very end"
    monkeypatch.setattr(table, "WIDTH_OF_A_FILE", width)
    text = shown(capsys, found, all_calls=True)
    assert "…" not in text
    rows = [line for line in text.splitlines() if line.startswith(SLOWER + " ")]
    cells = " ".join(rows)
    for pair in found:
        (change,) = [change for change in pair.changes if change.name == SLOWER]
        assert wording.figure_words(change.base, False) in cells
        assert wording.figure_words(change.new, False) in cells


def test_many_sides_list_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = pairs(tmp_path, table.BESIDE + 2)
    text = shown(capsys, found)
    assert "95 % interval" not in text
    (row,) = [line for line in text.splitlines() if f" {SLOWER} " in line]
    assert row.split()[0] == found[-1].new.label
    assert "getppid/insn" not in text
    assert "getppid/insn" in shown(capsys, found, all_calls=True)


def test_a_list_ends_where_people_stop_reading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = pairs(tmp_path, 2)
    for change in found[0].changes:
        change.verdict = "slower"
    monkeypatch.setattr(table, "BESIDE", 0)
    monkeypatch.setattr(table, "LISTED", 3)
    text = shown(capsys, found)
    assert f"and {len(found[0].changes) - 3} more changes" in text


def test_a_label_is_no_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = pairs(tmp_path, 2)
    found[0].new.label = "[red]x[/red]"
    assert shown(capsys, found).count("[red]x[/red]") >= 2


def test_a_worse_outcome_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = comparisons.with_row(synthetic.result(2), SLOWER, label="fallback")
    text = shown(capsys, [comparisons.compare(tmp_path, synthetic.result(1), new)])
    assert f"outcome worse: {SLOWER}" in text
