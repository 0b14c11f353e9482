"""The tools' figures beside what this suite reads on a quiet CPU."""

from __future__ import annotations

import json

from vdsobench.peers import table

SAMPLES = {
    ("other", "time/vdso", True): [4.0, 2.0, 3.0],
    ("vdsobench", "time/vdso", False): [2.0, 2.0, 2.5],
    ("other", "time/vdso", False): [2.2, 2.0, 2.4],
    ("other", "getcpu/vdso", False): [7.0],
}


def test_lines_come_by_call_then_tool_and_quiet_before_shared() -> None:
    order = [(found.call, found.tool, found.shared) for found in table.lines(SAMPLES)]
    assert order == [
        ("time/vdso", "other", False),
        ("time/vdso", "other", True),
        ("time/vdso", "vdsobench", False),
        ("getcpu/vdso", "other", False),
    ]


def test_a_ratio_is_to_the_quiet_reference() -> None:
    found = table.line(SAMPLES, ("other", "time/vdso", True))
    assert (found.median, found.spread, found.ratio) == (3.0, 1.0, 1.5)
    assert table.line(SAMPLES, ("other", "getcpu/vdso", False)).ratio is None


def test_cells_tell_units_and_absence() -> None:
    shared, alone = (("other", "time/vdso", True), ("other", "getcpu/vdso", False))
    assert table.cells(table.line(SAMPLES, shared))[2:] == ("shared", "3.00 ns", "100.0 %", "1.50×")
    assert table.cells(table.line(SAMPLES, alone))[2:] == ("quiet", "7.00 ns", "0.0 %", "–")


def test_markdown_and_json_have_a_row_a_line() -> None:
    found = table.lines(SAMPLES)
    head, rule, *rows = table.markdown(found).splitlines()
    assert head.count("|") == rule.count("|") == len(table.HEADINGS) + 1
    assert len(rows) == len(found) == len(json.loads(table.to_json(found)))
    assert json.loads(table.to_json(found))[3]["ratio"] is None
    assert rows[1] == "| time/vdso | other | shared | 3.00 ns | 100.0 % | 1.50× |"


def test_a_terminal_shows_the_same_cells(capsys: pytest.CaptureFixture[str]) -> None:
    found = table.lines(SAMPLES)
    table.show(found)
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if "/vdso" in line]
    assert rows == [" ".join(table.cells(each)).split() for each in found]
