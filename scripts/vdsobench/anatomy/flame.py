"""A flame graph of one call: an activation is a box as wide as its instructions, below its caller."""

from __future__ import annotations

from vdsobench.anatomy.model import Activation, Call
from vdsobench.anatomy.stacks import label
from vdsobench.plot.save import SIMILAR_FONTS
from vdsobench.plot.style import INK, PAPER
from vdsobench.safe_text import xml

WIDTH, ROW, HEAD = 800, 20, 48  # in pixels
LETTER = 7.6  # as wide as the widest common ones
BOX_INK = "#111111"  # on a coloured box: the report makes the other ink light in dark mode
LEAST = 2  # letters that say something, before a "…"
# Those of the path that leads there, in the plots.
COLOURS = {
    "kernel": "#009E73",
    "vdso": "#E69F00",
    "vsyscall": "#D55E00",
    "libc": "#56B4E9",
    "program": "#BBBBBB",
}
OTHER = "#D9D9D9"


def draw(call: Call, told: str = "") -> str:
    """A flame graph in one file that needs nothing else: names and figures show on hovering. told: on
    what it was recorded."""
    boxes: list[str] = []
    deepest = _boxes(call.tree, 0.0, 0, WIDTH / call.instructions, boxes)
    height = HEAD + (deepest + 1) * ROW + 4
    title = f"{call.name}: where its {call.instructions} instructions go"
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    font = f'font-family="{SIMILAR_FONTS}" font-size="12"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font}>',
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
        _text(4, 15, xml(f"{title} on {told}" if told else title), size=14),
        *_key(call.tree),
        *boxes,
    ]
    return "\n".join(parts) + "\n</svg>\n"


def _text(left: float, base: float, words: str, size: int = 12, ink: str = INK) -> str:
    return f'<text x="{left:.2f}" y="{base}" font-size="{size}" fill="{ink}">{words}</text>'


def _key(tree: Activation) -> list[str]:
    """The colours that occur, and what a box is."""
    made, left = [], 4.0
    for where in _places(tree):
        colour = COLOURS.get(where, OTHER)
        made.append(f'<rect x="{left:.2f}" y="26" width="12" height="12" fill="{colour}"/>')
        made.append(_text(left + 16, 36, xml(where)))
        left += 30 + len(where) * LETTER
    return [*made, _text(left + 8, 36, "a box is as wide as its instructions, below its caller")]


def _places(node: Activation) -> dict[str, None]:
    found = {node.where: None}
    for child in node.children:
        found |= _places(child)
    return found


def _boxes(node: Activation, left: float, depth: int, scale: float, boxes: list[str]) -> int:
    total, deepest = node.inclusive, depth
    width = total * scale
    name = xml(f"{label(node)}: {total}, own {node.own}")
    top = HEAD + depth * ROW
    boxes.append(
        f'<g><title>{name}</title><rect x="{left:.2f}" y="{top}" width="{max(width, 0.5):.2f}" '
        f'height="{ROW - 1}" fill="{COLOURS.get(node.where, OTHER)}" stroke="{PAPER}"/>'
        f"{_text(left + 3, top + 14, xml(fitting(node.function, width)), ink=BOX_INK)}</g>"
    )
    left += node.own * scale
    for child in node.children:
        deepest = max(deepest, _boxes(child, left, depth + 1, scale, boxes))
        left += child.inclusive * scale
    return deepest


def fitting(name: str, width: float) -> str:
    """As much of the name as there is room for, with a "…" where that is not all; a letter or two
    would say nothing."""
    letters = int((width - 6) / LETTER)
    if letters >= len(name):
        return name
    return f"{name[:letters - 1]}…" if letters > LEAST else ""
