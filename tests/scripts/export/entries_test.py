"""One entry for every call of every side."""

from __future__ import annotations

from pathlib import Path

import synthetic
from comparisons import side

from vdsobench.export.entries import entries_of


def test_names_tell_sides_apart_only_where_there_are_several(tmp_path: Path) -> None:
    made = synthetic.result(processes=3, modes=False)
    one, other = side(tmp_path, "one", made), side(tmp_path, "other", made)
    assert {entry.name for entry in entries_of([one])} == set(one.names)
    both = entries_of([one, other])
    assert [entry.side for entry in both] == [one] * len(one.names) + [other] * len(other.names)
    assert both[0].name == f"one: {both[0].call}"


def test_a_call_that_was_not_measured_is_there_without_a_figure(tmp_path: Path) -> None:
    found = entries_of([side(tmp_path, "a", synthetic.result(processes=3, modes=False))])
    without = {entry.call for entry in found if entry.figure is None}
    assert without == {"time/int80", "getcpu/int80"}
