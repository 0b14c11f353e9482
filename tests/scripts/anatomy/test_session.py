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
