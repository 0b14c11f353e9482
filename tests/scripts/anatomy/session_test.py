"""What becomes of a recording that cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from vdsobench.anatomy import session
from vdsobench.anatomy.record import Recording, RecordingFailed

LOOP, PASSES = 0x555555600040, 3
PROGRAM = {"empty": LOOP, "iterations": PASSES, "maps": "", "symbols": [], "vdso": []}
NOWHERE = Path("/nowhere")


def test_without_the_empty_loop_the_whole_recording_has_failed() -> None:
    recording = Recording({**PROGRAM, "calls": []}, [[LOOP]], {})
    with pytest.raises(RecordingFailed, match="of the empty loop, the trace holds 1 of 3 passes"):
        session.dissected(recording, NOWHERE)


def test_a_call_that_is_not_here_is_told_apart_from_one_that_could_not_be_told() -> None:
    """The stray address lies in no mapping; the other trace is cut off."""
    body = [LOOP, LOOP + 4]
    stray = [LOOP, LOOP + 4, 0x1000] * PASSES
    calls = [{"name": name, "loop": LOOP, "instructions": 1} for name in ("stray", "short")]
    calls.append({"name": "uneven", "loop": LOOP, "reason": "no whole number"})
    calls.append({"name": "absent", "reason": "no vsyscall page"})
    traces = [body * PASSES, stray, body, body * PASSES, []]
    recording = Recording({**PROGRAM, "calls": calls}, traces, {})
    strange, short, uneven, absent = session.dissected(recording, NOWHERE)
    assert strange["failed"] and "no mapping" in strange["reason"]
    assert short["failed"] and "cut off" in short["reason"]
    assert uneven["failed"] and uneven["reason"] == "no whole number"
    assert absent == {"name": "absent", "reason": "no vsyscall page"}
