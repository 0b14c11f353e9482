"""What becomes of a recording that cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from vdsobench.anatomy import session
from vdsobench.anatomy.model import Refused
from vdsobench.anatomy.record import Recording, RecordingFailed
from vdsobench.anatomy.told import Asked, Told

LOOP, PASSES = 0x555555600040, 3
NOWHERE = Path("/nowhere")


def recording(calls: list[Asked], traces: list[list[int]]) -> Recording:
    return Recording(Told(LOOP, PASSES, calls, vdso=[], symbols=[], maps=""), traces, {})


def test_without_the_empty_loop_the_whole_recording_has_failed() -> None:
    with pytest.raises(RecordingFailed, match="of the empty loop, the trace holds 1 of 3 passes"):
        session.dissected(recording([], [[LOOP]]), NOWHERE)


def test_a_call_that_is_not_here_is_told_apart_from_one_that_could_not_be_told() -> None:
    """The stray address lies in no mapping; the other trace is cut off."""
    body = [LOOP, LOOP + 4]
    stray = [LOOP, LOOP + 4, 0x1000] * PASSES
    calls = [Asked(name, LOOP, instructions=1) for name in ("stray", "short")]
    calls += [Asked("uneven", LOOP, reason="no whole number")]
    calls += [Asked("absent", reason="no vsyscall page")]
    traces = [body * PASSES, stray, body, body * PASSES, []]
    found = session.dissected(recording(calls, traces), NOWHERE)
    strange, short, uneven, absent = (it for it in found if isinstance(it, Refused))
    assert strange.failed and "no mapping" in strange.reason
    assert short.failed and "cut off" in short.reason
    assert uneven.failed and uneven.reason == "no whole number"
    assert absent == Refused("absent", "no vsyscall page")
