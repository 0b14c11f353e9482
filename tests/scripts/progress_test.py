"""The line that counts: only for slow work, and taken away at the end."""

from __future__ import annotations

import pytest

from vdsobench import progress, terminal


@pytest.fixture(name="said")
def _said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    lines: list[str] = []
    monkeypatch.setattr(terminal, "say_over", lines.append)
    return lines


def test_quick_work_needs_no_line(said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", float("inf"))
    with progress.Progress("run", 2) as count:
        count(1)
    assert said == []


def test_slow_work_is_counted_and_its_line_wiped(
    said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    with pytest.raises(KeyError), progress.Progress("run", 2) as count:
        count(1)
        raise KeyError
    assert said == ["run 1/2 ", ""]
