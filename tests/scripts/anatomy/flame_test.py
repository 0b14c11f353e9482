"""The flame graph as a file."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from anatomy.machine_code import NAMES, dissected

from vdsobench.anatomy import flame
from vdsobench.plot.style import PAPER


def test_the_flame_graph_is_one_well_formed_file() -> None:
    made = dissected()
    call = replace(made, tree=replace(made.tree, function="<&>"))
    drawn = ElementTree.fromstring(flame.draw(call))
    assert len(drawn.findall("{http://www.w3.org/2000/svg}g")) == len(NAMES)


def test_it_has_a_background_a_title_and_its_colours_explained() -> None:
    call = dissected()
    drawn = ElementTree.fromstring(flame.draw(call, "6.12,xonly"))
    width, height = drawn.get("width"), drawn.get("height")
    first = next(iter(drawn))
    assert (first.get("width"), first.get("height"), first.get("fill")) == (width, height, PAPER)
    texts = [it.text for it in drawn.findall("{http://www.w3.org/2000/svg}text")]
    said = f"{call.name}: where its {call.instructions} instructions go on 6.12,xonly"
    assert texts[0] == said and {"kernel", "program"} <= set(texts)


@pytest.mark.parametrize(
    ("width", "shown"), [(400, "do_syscall_64"), (60, "do_sys…"), (30, "do…"), (20, "")]
)
def test_a_name_that_is_cut_says_so(width: float, shown: str) -> None:
    assert flame.fitting("do_syscall_64", width) == shown
