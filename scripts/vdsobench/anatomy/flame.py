"""A flame graph of one call: an activation is a box as wide as its instructions, below its caller."""

from __future__ import annotations

from vdsobench.anatomy.model import Activation, Call
from vdsobench.anatomy.stacks import label
from vdsobench.plot.style import INK, PAPER
from vdsobench.safe_text import xml

WIDTH, ROW, LETTER = 900, 20, 7  # in pixels; a letter is as wide as the widest common ones
COLOURS = {"kernel": "#e07b53", "vdso": "#5aa469", "vsyscall": "#c56fbf", "libc": "#5b8fd6"}
OTHER = "#9aa3ad"


def draw(call: Call) -> str:
    """A flame graph in one file that needs nothing else: names and figures show on hovering."""
    boxes: list[str] = []
    deepest = _boxes(call.tree, 0.0, 0, WIDTH / call.instructions, boxes)
    height = (deepest + 2) * ROW
    title = xml(f"{call.name}: {call.instructions} instructions")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-family="sans-serif" font-size="12">'
        f'<text x="4" y="14" fill="{INK}">{title}</text>\n' + "\n".join(boxes) + "\n</svg>\n"
    )


def _boxes(node: Activation, left: float, depth: int, scale: float, boxes: list[str]) -> int:
    total, deepest = node.inclusive, depth
    width = total * scale
    name = xml(f"{label(node)}: {total}, own {node.own}")
    top = (depth + 1) * ROW
    boxes.append(
        f'<g><title>{name}</title><rect x="{left:.2f}" y="{top}" width="{max(width, 0.5):.2f}" '
        f'height="{ROW - 1}" fill="{COLOURS.get(node.where, OTHER)}" stroke="{PAPER}"/>'
        f'<text x="{left + 3:.2f}" y="{top + 14}">{_fitting(node, width)}</text></g>'
    )
    left += node.own * scale
    for child in node.children:
        deepest = max(deepest, _boxes(child, left, depth + 1, scale, boxes))
        left += child.inclusive * scale
    return deepest


def _fitting(node: Activation, width: float) -> str:
    """As much of the name as there is room for; a letter or two would say nothing."""
    letters = int((width - 6) / LETTER)
    name = node.function
    return xml(name[:letters]) if letters >= min(3, len(name)) else ""
