"""What becomes of a recording that cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from vdsobench.anatomy import session
from vdsobench.anatomy.model import Call, Refused
from vdsobench.anatomy.record import Recording, RecordingFailed
from vdsobench.anatomy.told import Asked, Told

LOOP, PASSES = 0x555555600040, 3
NOWHERE = Path("/nowhere")


def recording(calls: list[Asked], traces: list[list[int]]) -> Recording:
    return Recording(Told(LOOP, PASSES, calls, vdso=[], symbols=[], maps=""), traces, {})


def test_without_the_empty_loop_the_whole_recording_has_failed() -> None:
    with pytest.raises(RecordingFailed, match="of the empty loop, the trace holds 1 of 3 passes"):
        session.dissected(recording([], [[LOOP]]), NOWHERE)


def told(instructions: int | None, lengths: list[int]) -> Call | Refused:
    """A call whose iterations have so many instructions, the loop's own one among them."""
    reason = "" if instructions else "no whole number"
    executed = [pc for length in lengths for pc in (LOOP, *[LOOP + 0x100] * (length - 1))]
    asked = [Asked("call", LOOP, instructions, reason)]
    made = Recording(
        Told(LOOP, len(lengths) + 1, asked, [], [], f"{MAP}\n"),
        [[LOOP] * (len(lengths) + 1), [*executed, LOOP]],
        {LOOP & -4096: NOPS},
    )
    (found,) = session.dissected(made, Path("/bin/true"))
    return found


MAP = f"{LOOP & -4096:x}-{(LOOP & -4096) + 4096:x} r-xp 00000000 00:01 1 /vdsobench"
NOPS = b"\x90" * 4096


@pytest.mark.parametrize(
    ("instructions", "lengths", "ways"),
    [
        (None, [137, 137, 1322, 137, 137, 1322, 137], [136, 1321]),  # a refill in every three
        (136, [137, 137, 5000, 137], None),  # an interrupt
        (421, [417] * 4, [416, 421]),  # the second was carried only where it was counted
        (136, [137, 137, 141, 141, 137], [136, 140]),
    ],
)
def test_a_call_of_several_ways_is_told_by_its_usual_one_and_names_all(
    instructions: int | None, lengths: list[int], ways: list[int] | None
) -> None:
    found = told(instructions, lengths)
    assert isinstance(found, Call), found
    assert (found.instructions, found.ways) == (lengths[0] - 1, ways)


@pytest.mark.parametrize(
    ("instructions", "lengths", "reason"),
    [
        (1107, [1143] * 4, "the trace has 1142 instructions, exact mode 1107"),
        (None, [137, 138, 139, 140], "no whole number"),  # no two alike
        (None, [137] * 4, "no whole number"),  # nor is it known what the others took
    ],
)
def test_a_trace_that_is_none_of_what_was_counted_is_refused(
    instructions: int | None, lengths: list[int], reason: str
) -> None:
    found = told(instructions, lengths)
    assert isinstance(found, Refused) and found.failed and found.reason == reason


def test_a_call_that_is_not_here_is_told_apart_from_one_that_could_not_be_told() -> None:
    """The stray address lies in no mapping; the other trace is cut off."""
    body = [LOOP, LOOP + 4]
    stray = [LOOP, LOOP + 4, 0x1000] * PASSES
    calls = [Asked(name, LOOP, instructions=1) for name in ("stray", "short")]
    calls += [Asked("absent", reason="no vsyscall page")]
    traces = [body * PASSES, stray, body, []]
    found = session.dissected(recording(calls, traces), NOWHERE)
    strange, short, absent = (it for it in found if isinstance(it, Refused))
    assert strange.failed and "no mapping" in strange.reason
    assert short.failed and "cut off" in short.reason
    assert absent == Refused("absent", "no vsyscall page")
