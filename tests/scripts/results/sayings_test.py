"""What a run said of its calls, as every command reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import synthetic
from comparisons import side

from vdsobench.errors import UsageError
from vdsobench.export.entries import entries_of
from vdsobench.export.formats import to_csv
from vdsobench.report.verdict import findings

VERDICT: dict[str, Any] = {
    "functions": [
        {
            "functions": ["gettimeofday", "none"],
            "grade": "bad",
            "outcome": "fallback",
            "reason": "the clocksource is hpet",
            "remedy": "first\nthen",
        },
        {
            "functions": ["time"],
            "grade": "good",
            "outcome": "userspace",
            "reason": "",
            "remedy": "",
        },
    ],
    "calls": [{"reason": "no such mode", "calls": ["gettimeofday/vdso"]}],
    "notes": ["a note"],
}


def result(verdict: Any) -> synthetic.Json:
    made = synthetic.result(1)
    made["context"]["vdsobench.verdict"] = verdict
    return made


def test_a_call_has_its_reason_and_remedy(tmp_path: Path) -> None:
    found = side(tmp_path, "a", result(json.dumps(VERDICT)))
    saying = found.saying("gettimeofday/libc")
    assert saying and (saying.reason, saying.remedy, saying.grade) == (
        "the clocksource is hpet", "first\nthen", "bad"
    )  # fmt: skip
    assert found.why("gettimeofday/vdso") == "no such mode"
    assert found.why("time/libc") == "" and found.saying("getcpu/libc") is None
    assert "verdict" not in found.contexts  # it bears on no comparison


def test_a_file_without_one_is_read(tmp_path: Path) -> None:
    assert side(tmp_path, "a", synthetic.result(1)).saying("time/libc") is None


@pytest.mark.parametrize(
    "verdict",
    ["", "x", "[]", "{}", 1, None, ["x"], " " * 200_000, json.dumps(VERDICT | {"calls": 1}),
     json.dumps({"functions": [VERDICT["functions"][0] | {"grade": "fine"}], "calls": []}),
     json.dumps({"functions": [VERDICT["functions"][0] | {"reason": 1}], "calls": []})],
)  # fmt: skip
def test_what_no_run_writes_is_refused_in_a_line(tmp_path: Path, verdict: Any) -> None:
    if verdict is None:
        assert side(tmp_path, "a", result(None)).saying("time/libc") is None
        return
    with pytest.raises(UsageError) as error:
        side(tmp_path, "a", result(verdict))
    assert "\n" not in str(error.value)


def test_a_terminal_obeys_nothing_of_it(tmp_path: Path) -> None:
    hostile = json.dumps(VERDICT | {"calls": [{"reason": "\x1b[31m", "calls": ["time/vdso"]}]})
    assert "\x1b" not in side(tmp_path, "a", result(hostile)).why("time/vdso")


def test_the_report_says_why_and_what_to_do(tmp_path: Path) -> None:
    found = findings([side(tmp_path, "a", result(json.dumps(VERDICT)))], [])
    (told,) = [each for each in found if "why gettimeofday" in each.text]
    assert told.tone == "bad"
    assert "the clocksource is hpet; what to do: first; then" in told.text


def test_an_export_has_both(tmp_path: Path) -> None:
    rows = to_csv(entries_of([side(tmp_path, "a", result(json.dumps(VERDICT)))])).splitlines()
    assert rows[0].endswith("reason,remedy")
    (row,) = [row for row in rows if ",gettimeofday/vdso," in row]
    assert row.endswith("no such mode,")
