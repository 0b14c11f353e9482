"""What flame-graph viewers are given adds up to the call."""

from __future__ import annotations

import json

from anatomy.machine_code import RUN, dissected

from vdsobench.anatomy import stacks
from vdsobench.anatomy.model import Activation, Document, Refused


def test_folded_stacks_add_up() -> None:
    lines = stacks.folded(dissected()).splitlines()
    assert "loop [program];one [kernel];two [kernel] 3" in lines
    assert sum(int(line.rsplit(" ", 1)[1]) for line in lines) == len(RUN) - 2


def test_speedscope_weights_add_up() -> None:
    made = json.loads(stacks.speedscope(Document({}, [dissected(), Refused("x", "y")])))
    (profile,) = made["profiles"]
    assert sum(profile["weights"]) == profile["endValue"] == len(RUN) - 2
    frames = len(made["shared"]["frames"])
    assert all(frame < frames for sample in profile["samples"] for frame in sample)


def test_a_name_cannot_end_its_frame() -> None:
    assert stacks.label(Activation("a;b", "kernel", 1)) == "a:b [kernel]"
