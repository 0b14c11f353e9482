"""The log of executed instructions, and the iterations of a loop in it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Sequence

from vdsobench.errors import Failed

# "Trace 0: 0x7f… [cs_base/pc/flags/cflags] …": accel/tcg/cpu-exec.c, log_cpu_exec. With one
# instruction a translation block, that is a line for each executed instruction.
LINE = re.compile(rb"^Trace \d+: 0x[0-9a-f]+ \[[0-9a-f]+/([0-9a-f]{16})/")
# Loops are 64-byte aligned and far shorter than this.
LONGEST_LOOP = 0x100


class BadTrace(Failed):
    """The message says what is wrong with the recording."""


def addresses(log: Path) -> list[int]:
    with log.open("rb") as lines:
        return [int(found[1], 16) for line in lines if (found := LINE.match(line))]


def iterations(executed: Sequence[int], loop: int, number: int) -> list[list[int]]:
    """The runs of instructions from one pass through the loop's first instruction to the next.

    The last pass leaves the loop, so there is one run less than there are passes.
    """
    inside = [pc for pc in executed if loop <= pc < loop + LONGEST_LOOP]
    passes = Counter(inside)
    head = next((pc for pc in inside if passes[pc] == number), None)
    if head is None:
        met = max(passes.values(), default=0)
        raise BadTrace(f"the trace holds {met} of {number} passes of the loop: it was cut off")
    starts = [i for i, pc in enumerate(executed) if pc == head]
    return [list(executed[a:b]) for a, b in zip(starts, starts[1:])]


def undisturbed(runs: Sequence[Sequence[int]]) -> tuple[list[int], int]:
    """The run that is the same most often, and how many were set aside: an interrupt makes a run
    longer and one of a kind. Of equals the shorter."""
    counted = Counter(tuple(run) for run in runs)
    if not counted:
        raise BadTrace("a loop that is passed once has no iteration")
    commonest = min(counted, key=lambda run: (-counted[run], len(run)))
    return list(commonest), len(runs) - counted[commonest]


def lengths(runs: Sequence[Sequence[int]]) -> set[int]:
    """Of every way that the loop took: what it took but once was an interrupt's."""
    counted = Counter(tuple(run) for run in runs)
    return {len(run) for run, times in counted.items() if times > 1}
