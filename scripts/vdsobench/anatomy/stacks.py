"""The path of a call in the formats of flame-graph viewers."""

from __future__ import annotations

import json
from typing import Iterator

from vdsobench.anatomy.documents import told
from vdsobench.results.document import Json as Node

SPEEDSCOPE_SCHEMA = "https://www.speedscope.app/file-format-schema.json"


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
    profiles = [_profile(call, frames) for call in told(document).values()]
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
