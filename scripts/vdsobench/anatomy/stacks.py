"""The path of a call in the formats of flame-graph viewers."""

from __future__ import annotations

import html
import json
from typing import Any, Iterator

Node = dict[str, Any]
SPEEDSCOPE_SCHEMA = "https://www.speedscope.app/file-format-schema.json"
WIDTH, ROW = 1200, 18
COLOURS = {"kernel": "#e07b53", "vdso": "#5aa469", "vsyscall": "#c56fbf", "libc": "#5b8fd6"}
OTHER = "#9aa3ad"


def folded(call: Node) -> str:
    """A line for each activation: names from the outermost in, and its own instructions."""

    def lines(node: Node, above: str) -> Iterator[str]:
        path = f"{above};{label(node)}" if above else label(node)
        if node["own"]:
            yield f"{path} {node['own']}"
        for child in node.get("children", ()):
            yield from lines(child, path)

    return "\n".join(lines(call["tree"], "")) + "\n"


def label(node: Node) -> str:
    return f"{node['function']} [{node['where']}]".replace(";", ":")


def speedscope(document: Node) -> str:
    """All calls of a document, each a profile; a unit of weight is an instruction."""
    frames: dict[str, int] = {}
    profiles = [_profile(call, frames) for call in document["calls"] if "tree" in call]
    shared = {"frames": [{"name": name} for name in frames]}
    made = {"$schema": SPEEDSCOPE_SCHEMA, "shared": shared, "profiles": profiles}
    return json.dumps(made) + "\n"


def _profile(call: Node, frames: dict[str, int]) -> Node:
    samples: list[list[int]] = []
    weights: list[int] = []

    def walk(node: Node, above: list[int]) -> None:
        path = [*above, frames.setdefault(label(node), len(frames))]
        if node["own"]:
            samples.append(path)
            weights.append(node["own"])
        for child in node.get("children", ()):
            walk(child, path)

    walk(call["tree"], [])
    total = sum(weights)
    return {
        "type": "sampled",
        "name": call["name"],
        "unit": "none",
        "startValue": 0,
        "endValue": total,
        "samples": samples,
        "weights": weights,
    }


def flame(call: Node) -> str:
    """A flame graph in one file that needs nothing else: names and figures show on hovering."""
    boxes: list[str] = []
    deepest = _boxes(call["tree"], 0.0, 0, WIDTH / call["instructions"], boxes)
    height = (deepest + 2) * ROW
    title = html.escape(f"{call['name']}: {call['instructions']} instructions")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'font-family="sans-serif" font-size="11"><text x="4" y="13">{title}</text>\n'
        + "\n".join(boxes)
        + "\n</svg>\n"
    )


def _boxes(node: Node, left: float, depth: int, scale: float, boxes: list[str]) -> int:
    width, deepest = inclusive(node) * scale, depth
    name = html.escape(f"{label(node)}: {inclusive(node)}, own {node['own']}")
    top = (depth + 1) * ROW
    boxes.append(
        f'<g><title>{name}</title><rect x="{left:.2f}" y="{top}" width="{max(width, 0.5):.2f}" '
        f'height="{ROW - 1}" fill="{COLOURS.get(node["where"], OTHER)}" stroke="white"/>'
        f'<text x="{left + 3:.2f}" y="{top + 13}">{_fitting(node, width)}</text></g>'
    )
    left += node["own"] * scale
    for child in node.get("children", ()):
        deepest = max(deepest, _boxes(child, left, depth + 1, scale, boxes))
        left += inclusive(child) * scale
    return deepest


def _fitting(node: Node, width: float) -> str:
    letters = int((width - 6) / 6.5)
    name = str(node["function"])
    return html.escape(name if len(name) <= letters else name[: max(letters, 0)])


def inclusive(node: Node) -> int:
    return int(node["own"]) + sum(inclusive(child) for child in node.get("children", ()))
