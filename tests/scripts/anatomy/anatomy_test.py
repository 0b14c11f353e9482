"""One call taken apart: the parts are the whole."""

from __future__ import annotations

import pytest
from anatomy.machine_code import CODE, RUN, SomePlaces, dissected

from vdsobench.anatomy import anatomy
from vdsobench.anatomy.symbolize import Place
from vdsobench.anatomy.trace import BadTrace
from vdsobench.anatomy.tree import Node


def test_the_parts_are_the_whole_less_the_empty_loop() -> None:
    call = dissected()
    assert call.instructions == len(RUN) - 2
    assert sum(row.own for row in call.functions) == call.instructions
    assert sum(call.phases.values()) == call.instructions
    assert call.tree.inclusive == call.instructions


def test_a_loop_shorter_than_the_empty_one_is_an_error() -> None:
    with pytest.raises(BadTrace, match="of its own"):
        anatomy.dissect("x", RUN, 99, 0, CODE, SomePlaces())  # type: ignore[arg-type]


def test_inclusive_counts_recursion_once() -> None:
    here = Place("kernel", "f")
    root = Node(here, 1, [Node(here, 2)])
    assert anatomy._inclusive(root)[here] == 3
