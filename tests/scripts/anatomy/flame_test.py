"""The flame graph as a file."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from anatomy.machine_code import NAMES, dissected

from vdsobench.anatomy import flame


def test_the_flame_graph_is_one_well_formed_file() -> None:
    made = dissected()
    call = replace(made, tree=replace(made.tree, function="<&>"))
    drawn = ElementTree.fromstring(flame.draw(call))
    assert len(drawn.findall("{http://www.w3.org/2000/svg}g")) == len(NAMES)
