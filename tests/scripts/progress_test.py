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
    assert said[0].startswith("run 1/2, 0 s left") and said[1:] == [""]


def test_a_pace_tells_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    pace = progress.Pace(3)
    assert pace.left(1) == ""
    now[0] += 10
    assert [pace.left(done) for done in (0, 1, 3)] == ["", ", 20 s left", ""]


@pytest.mark.parametrize(
    ("taken", "done", "total", "words"),
    [
        (1.0, 0, 5, ""),
        (1.0, 5, 5, ""),
        (10.0, 1, 3, ", 20 s left"),
        (60.0, 1, 4, ", 3 min left"),
    ],
)
def test_what_is_left_goes_by_the_pace_so_far(
    taken: float, done: int, total: int, words: str
) -> None:
    assert progress.left_words(taken, done, total) == words
