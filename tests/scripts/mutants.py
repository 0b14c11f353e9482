"""What becomes of good documents by accident or malice. Every one is made from a seeded source."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from typing import Any, Callable

Json = Any
HOSTILE = (
    "\x1b[2J\x1b]0;title\x07", "\x9b31m", "\r\x08\x7f", "\u202egnirts", "\ud800", "\ue000\U000e0041",
    "[red]x[/red][link=https://example.com]y[/link] :bomb:", "two\nlines\ttab", "@someone #1 GH-1",
    "=1+1", "<script>alert(1)</script> & \"quotes\" 'single'", "x" * 19_000, "", "\\", ";", "\0",
)  # fmt: skip
TEXTS = [*filter(None, HOSTILE), "x" * 100_000]  # for outputs, that have to end somewhere
ODD: list[Json] = [
    None, True, -1, 0, 1e308, 10**30, -(10**30), 0.1, "", "x", "\x00", "\ud800", "<script>",
    "../" * 20, "\x1b[2J", "x" * 30_000, [], {}, [[]], {"a": {}}, [1, 2], "NaN", "∞",
]  # fmt: skip


def is_harmless(text: str) -> bool:
    """To a terminal."""
    return text.replace("\n", "").replace("\t", "").isprintable()


def places(value: Json, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    found = [path + (key,) for key in keys]
    for key in keys:
        if isinstance(value[key], (dict, list)):
            found += places(value[key], path + (key,))
    return found


def mutate_structure(draw: random.Random, text: str) -> bytes:
    document = json.loads(text)
    for _ in range(draw.randint(1, 4)):
        spots = places(document)
        if not spots:
            break
        spot = draw.choice(spots)
        parent = at(document, spot[:-1])
        action = draw.randrange(3)
        if action == 0:
            parent[spot[-1]] = deepcopy(draw.choice(ODD))  # the next mutation may change it
        elif action == 1:
            del parent[spot[-1]]
        else:
            other = draw.choice(spots)[-1]
            parent[spot[-1]] = other
    return json.dumps(document).encode("utf-8", "surrogatepass")


def mutate_bytes(draw: random.Random, text: str) -> bytes:
    data = bytearray(text.encode())
    for _ in range(draw.randint(1, 20)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    return bytes(data)


def cut(draw: random.Random, text: str) -> bytes:
    return text.encode()[: draw.randrange(len(text))]


def repeat(draw: random.Random, text: str) -> bytes:
    start = draw.randrange(len(text))
    part = text[start : start + draw.randrange(1, 2000)]
    return (text[:start] + part * draw.randint(2, 50) + text[start:]).encode()


def digits(draw: random.Random, text: str) -> bytes:
    at = draw.choice([i for i, letter in enumerate(text) if letter.isdigit()])
    return (text[:at] + "9" * draw.randint(10, 100_000) + text[at:]).encode()


def nest(draw: random.Random, text: str) -> bytes:
    depth = draw.randint(500, 200_000)
    opening = draw.choice(["[", '{"a":'])
    return (text[:-1] + f', "deep": {opening * depth}').encode()


def texts(draw: random.Random, text: str) -> bytes:
    """Of the right type in every place, so that more of them get through."""
    document = json.loads(text)
    spots = [spot for spot in places(document) if isinstance(at(document, spot), str)]
    for spot in draw.sample(spots, min(len(spots), draw.randint(1, 8))):
        at(document, spot[:-1])[spot[-1]] = draw.choice(HOSTILE)
    return json.dumps(document).encode()


def at(document: Json, spot: tuple[Any, ...]) -> Json:
    for key in spot:
        document = document[key]
    return document


KINDS: list[Callable[[random.Random, str], bytes]] = [
    mutate_structure, mutate_structure, texts, texts, mutate_bytes, cut, repeat, digits, nest
]  # fmt: skip


def mutant(draw: random.Random, text: str) -> bytes:
    return draw.choice(KINDS)(draw, text)
