"""Anatomies as files: read whole and held to their own sums, or refused with one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterable

from vdsobench import results, schema
from vdsobench.anatomy.phases import PHASES
from vdsobench.document import BadContent, Json, clean, expect, read, shown
from vdsobench.errors import UsageError
from vdsobench.files import write_atomically
from vdsobench.safe_text import one_line
from vdsobench.sides import natural

Named = tuple[str, Json]  # what a document is called, and what it holds
VERSION = "1"
SCHEMA = schema.key("anatomy_schema")
KERNEL = schema.key(schema.KERNEL_RELEASE)
APPEND = schema.key(schema.APPEND)
MAX_DEPTH = 100  # of calls within calls; the kernel's stack would not hold as many


def load(path: Path) -> Named:
    try:
        return one_line(path.stem, 80), _checked(read(path))
    except BadContent as error:
        raise UsageError(f"{one_line(str(path))}: {error}") from None


def save(document: Json, path: Path) -> None:
    """A line for each call: recordings of two kernels can be told apart by eye."""
    context = json.dumps(document["context"], indent=1)
    calls = ",\n".join(json.dumps(call) for call in document["calls"])
    write_atomically(path, f'{{"context": {context},\n"calls": [\n{calls}\n]}}\n')


def told(document: Json) -> dict[str, Json]:
    """The calls that were taken apart, by name; the others have a reason in its place."""
    return {call["name"]: call for call in document["calls"] if "reason" not in call}


def _checked(document: Json) -> Json:
    context = expect(document.get("context"), dict, "'context'", "an object")
    version = context.get(SCHEMA)
    if version is None:
        raise BadContent("is no anatomy: scripts/anatomy.py --kernel writes them")
    if version != VERSION:
        raise BadContent(f"is of anatomy schema {shown(version)}, and this reads {VERSION}")
    for key, value in context.items():
        context[key] = clean(expect(value, str, f"context key {shown(key)}", "a string"))
    calls = expect(document.get("calls"), list, "'calls'", "a list")
    if not calls:
        raise BadContent("holds no call, so there is nothing to show")
    for call in calls:
        _check_call(expect(call, dict, "a call", "an object"))
    return document


def _check_call(call: Json) -> None:
    name = _text(call, "name", "a call")
    if "reason" in call:
        _text(call, "reason", name)
        expect(call.get("failed", False), bool, f"{name}'s 'failed'", "true or false")
        return
    total = _count(call, "instructions", name, least=1)
    functions = expect(call.get("functions"), list, f"{name}'s 'functions'", "a list")
    for spot in expect(call.get("code", []), list, f"{name}'s 'code'", "a list"):
        _spot(spot, name)
    sums = {
        "phases": sum(_phases(call, name).values()),
        "functions": sum(_function(row, name) for row in functions),
        "tree": _tree(call.get("tree"), name),
    }
    for part, number in sums.items():
        if number != total:
            raise BadContent(f"is damaged: {name}'s {part} add up to {number}, not {total}")


def _function(row: Any, name: str) -> int:
    expect(row, dict, f"a function of {name}", "an object")
    _text(row, "function", name), _text(row, "where", name)
    _count(row, "inclusive", name)
    own = _count(row, "own", name)
    if sum(_phases(row, name).values()) != own:
        raise BadContent(f"is damaged: a function's phases are not its whole, in {name}")
    return own


def _spot(spot: Any, name: str) -> None:
    expect(spot, dict, f"an instruction of {name}", "an object")
    for key in ("address", "function", "text"):
        _text(spot, key, name)
    _count(spot, "times", name)


def _phases(holder: Json, name: str) -> dict[str, int]:
    phases = expect(holder.get("phases"), dict, f"{name}'s 'phases'", "an object")
    if not phases.keys() <= set(PHASES):
        raise BadContent(f"names a phase of {name} that there is not")
    return {phase: _count(phases, phase, name) for phase in phases}


def _tree(root: Any, name: str) -> int:
    waiting, total = [(root, 1)], 0
    while waiting:
        node, depth = waiting.pop()
        expect(node, dict, f"{name}'s 'tree'", "an object")
        _text(node, "function", name), _text(node, "where", name)
        total += _count(node, "own", name)
        children = expect(node.get("children", []), list, f"{name}'s 'children'", "a list")
        if depth > MAX_DEPTH:
            raise BadContent(f"nests the calls of {name} deeper than {MAX_DEPTH}")
        waiting += ((child, depth + 1) for child in children)
    return total


def _text(holder: Json, key: str, where: str) -> str:
    holder[key] = clean(expect(holder.get(key), str, f"'{key}' of {shown(where)}", "a string"))
    return str(holder[key])


def _count(holder: Json, key: str, where: str, least: int = 0) -> int:
    value = holder.get(key)
    if type(value) is not int or not least <= value < 1 << 40:
        raise BadContent(f"'{key}' of {shown(where)} should be a number of instructions")
    return value


def find(arguments: Iterable[str]) -> list[Named]:
    """Files in their order, and of a folder every *.json by kernel within its mode."""
    found: list[Named] = []
    for argument, files in results.find(arguments):
        named = [load(Path(file)) for file in files]
        if files != [argument]:
            named.sort(key=lambda it: (natural(mode(it[1])), natural(kernel(it[1]))))
        found += named
    return found


def kernel(document: Json) -> str:
    return str(document["context"].get(KERNEL, ""))


def mode(document: Json) -> str:
    return str(document["context"].get(APPEND, ""))


def phases_in_words(holder: Json) -> str:
    """Of a call or of a function in it."""
    return ", ".join(f"{phase} {number}" for phase, number in holder["phases"].items())


def inclusive(node: Json) -> int:
    """An activation's instructions with those of all below it."""
    return int(node["own"]) + sum(inclusive(child) for child in node.get("children", ()))
