"""Each writer gives the figure where its reader looks for it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
import synthetic
from comparisons import side

from vdsobench.export import formats
from vdsobench.export.entries import Entry, entries_of

CALL = "gettimeofday/vdso"


@pytest.fixture(name="entries")
def _entries(tmp_path: Path) -> list[Entry]:
    return entries_of([side(tmp_path, "a", synthetic.result(noise=0.05, modes=False))])


def entry(entries: list[Entry]) -> Entry:
    (found,) = [each for each in entries if each.call == CALL]
    return found


def test_github_has_the_wider_half_of_the_interval(entries: list[Entry]) -> None:
    (row,) = [row for row in json.loads(formats.github(entries)) if row["name"] == CALL]
    figure = entry(entries).figure
    assert figure and figure.interval and row["value"] == figure.median
    wider = max(figure.median - figure.interval[0], figure.interval[1] - figure.median)
    assert row["range"] == f"± {wider:.4g}"
    assert row["extra"] == "outcome: userspace\n10 processes"


def test_bencher_knows_latency_and_instructions(entries: list[Entry], tmp_path: Path) -> None:
    metric = json.loads(formats.bencher(entries))[CALL]["latency"]
    assert metric["lower_value"] < metric["value"] < metric["upper_value"]
    exact = entries_of([side(tmp_path, "exact", synthetic.exact())])
    assert set(json.loads(formats.bencher(exact))[CALL]) == {"instructions"}


def test_csv_alone_has_rows_of_what_was_not_measured(entries: list[Entry]) -> None:
    rows = {row["call"]: row for row in csv.DictReader(formats.to_csv(entries).splitlines())}
    missing = rows["time/int80"]
    assert missing["median"] == "" and missing["reason"] == "the kernel answers no int 0x80"
    assert rows[CALL]["entries"] == "0.0" and rows["time/syscall"]["entries"] == "1.0"
    assert rows[CALL]["quiet"] == rows[CALL]["typical"] == rows[CALL]["cold"] == ""
    for written in (formats.github(entries), formats.bencher(entries)):
        assert "time/int80" not in written


def test_csv_has_what_a_call_costs_beside_others_and_cold(tmp_path: Path) -> None:
    found = entries_of([side(tmp_path, "a", synthetic.on_a_shared_core())])
    rows = {row["call"]: row for row in csv.DictReader(formats.to_csv(found).splitlines())}
    assert float(rows[CALL]["quiet"]) == 0.5
    assert float(rows[CALL]["typical"]) > float(rows[CALL]["median"])
    assert float(rows[CALL]["cold"]) > float(rows[CALL]["typical"])
