"""The path of a call in the formats of flame-graph viewers."""

from __future__ import annotations

import json
from typing import Iterator

from vdsobench.anatomy.model import Activation, Call, Document, Json

SPEEDSCOPE_SCHEMA = "https://www.speedscope.app/file-format-schema.json"


def folded(call: Call) -> str:
    """A line for each activation: names from the outermost in, and its own instructions."""

    def lines(node: Activation, above: str) -> Iterator[str]:
        path = f"{above};{label(node)}" if above else label(node)
        if node.own:
            yield f"{path} {node.own}"
        for child in node.children:
            yield from lines(child, path)

    return "\n".join(lines(call.tree, "")) + "\n"


def label(node: Activation) -> str:
    return f"{node.function} [{node.where}]".replace(";", ":")


def speedscope(document: Document) -> str:
    """All calls of a document, each a profile; a unit of weight is an instruction."""
    frames: dict[str, int] = {}
    profiles = [_profile(call, frames) for call in document.told().values()]
    shared = {"frames": [{"name": name} for name in frames]}
    made = {"$schema": SPEEDSCOPE_SCHEMA, "shared": shared, "profiles": profiles}
    return json.dumps(made) + "\n"


def _profile(call: Call, frames: dict[str, int]) -> Json:
    samples: list[list[int]] = []
    weights: list[int] = []

    def walk(node: Activation, above: list[int]) -> None:
        path = [*above, frames.setdefault(label(node), len(frames))]
        if node.own:
            samples.append(path)
            weights.append(node.own)
        for child in node.children:
            walk(child, path)

    walk(call.tree, [])
    total = sum(weights)
    return {
        "type": "sampled",
        "name": call.name,
        "unit": "none",
        "startValue": 0,
        "endValue": total,
        "samples": samples,
        "weights": weights,
    }
