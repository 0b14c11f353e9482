"""Anatomies as files: read whole and held to their own sums, or refused with one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterable, Mapping

from vdsobench.results import loader, schema, shape
from vdsobench.anatomy.model import Activation, Call, Document, Function, Refused, Spot
from vdsobench.anatomy.costly import FAULT, KINDS
from vdsobench.anatomy.phases import PHASES
from vdsobench.results.document import BadContent, Json, expect, read, shown
from vdsobench.errors import UsageError
from vdsobench.files import write_atomically
from vdsobench.safe_text import one_line
from vdsobench.results.sides import natural

Named = tuple[str, Document]  # what a document is called, and what it holds
VERSION = "1"
SCHEMA = schema.key(schema.ANATOMY_SCHEMA)
KERNEL = schema.key(schema.KERNEL_RELEASE)
APPEND = schema.key(schema.APPEND)
MAX_DEPTH = 100  # of calls within calls; the kernel's stack would not hold as many
# All calls of vdsobench are a hundred, and each takes some dozens of functions.
MAX_CALLS, MAX_FUNCTIONS, MAX_INSTRUCTIONS, MAX_WAYS = 200, 1000, 100_000, 100


def load(path: Path) -> Named:
    """Raises UsageError, with what is wrong in the file."""
    try:
        return one_line(path.stem, 80), checked(read(path))
    except BadContent as error:
        raise UsageError(f"{one_line(str(path))}: {error}") from None


def save(document: Document, path: Path) -> None:
    """A line for each call: recordings of two kernels can be told apart by eye."""
    context = json.dumps(document.context, indent=1)
    calls = ",\n".join(json.dumps(call.as_json()) for call in document.calls)
    write_atomically(path, f'{{"context": {context},\n"calls": [\n{calls}\n]}}\n')


def checked(document: Json) -> Document:
    """What a file holds. Raises BadContent where it is no anatomy, or one that does not add up."""
    # First of all: what is another kind of document is told so, whatever else it holds.
    version = expect(document.get("context"), dict, "'context'", "an object").get(SCHEMA)
    if version is None:
        raise BadContent("is no anatomy: scripts/anatomy.py --kernel writes them")
    if version != VERSION:
        raise BadContent(f"is of anatomy schema {shown(version)}, and this reads {VERSION}")
    context = _CONTEXT(document["context"], "'context'")
    return Document(context, _CALLS(document.get("calls"), "'calls'"))


def _call(value: Any, place: str) -> Call | Refused:
    if "reason" in expect(value, dict, place, "an object"):
        return Refused(**_REFUSED(value, place))
    found = _TOLD(value, place)
    found["functions"] = [Function(**row) for row in found["functions"]]
    found["tree"] = _activation(found["tree"])
    if "code" in found:
        found["code"] = [Spot(**spot) for spot in found["code"]]
    call = Call(**found)
    _add_up(call)
    return call


def _activation(node: Json) -> Activation:
    children = [_activation(child) for child in node.get("children", ())]
    return Activation(node["function"], node["where"], node["own"], children)


def _add_up(call: Call) -> None:
    """The parts are the whole, or the file is damaged."""
    if call.ways is not None and call.instructions not in call.ways:
        raise BadContent(f"is damaged: {call.name}'s way is none of its ways")
    if any(sum(row.phases.values()) != row.own for row in call.functions):
        raise BadContent(f"is damaged: a function's phases are not its whole, in {call.name}")
    costly = sum(number for kind, number in (call.costly or {}).items() if kind != FAULT)
    if costly > call.instructions:
        raise BadContent(f"is damaged: {call.name} has more costly instructions than instructions")
    sums = {
        "phases": sum(call.phases.values()),
        "functions": sum(row.own for row in call.functions),
        "tree": call.tree.inclusive,
    }
    for part, number in sums.items():
        if number != call.instructions:
            raise BadContent(
                f"is damaged: {call.name}'s {part} add up to {number}, not {call.instructions}"
            )


_NAME, _COUNT = shape.name(), shape.whole()
_PHASES = shape.mapping(_COUNT, key=shape.name("|".join(PHASES)))
_PLACE = {"function": _NAME, "where": _NAME, "own": _COUNT}
_FUNCTION = shape.record({**_PLACE, "inclusive": _COUNT, "phases": _PHASES})
_SPOT = shape.record({"address": _NAME, "function": _NAME, "text": _NAME, "times": _COUNT})
_TOLD = shape.record(
    {
        "name": _NAME,
        "instructions": shape.whole(1),
        "phases": _PHASES,
        "functions": shape.listed(_FUNCTION, MAX_FUNCTIONS),
        "tree": shape.tree(shape.record(_PLACE), MAX_DEPTH),
    },
    {
        "code": shape.listed(_SPOT, MAX_INSTRUCTIONS),
        "costly": shape.mapping(_COUNT, key=shape.name("|".join(KINDS))),
        "set_aside": _COUNT,
        "ways": shape.listed(_COUNT, MAX_WAYS, least=2),
    },
)
_REFUSED = shape.record({"name": _NAME, "reason": _NAME}, {"failed": shape.flag})
_CONTEXT = shape.mapping(shape.text())
_CALLS = shape.listed(_call, MAX_CALLS, least=1)


def find(arguments: Iterable[str]) -> list[Named]:
    """Files in their order, and of a folder every *.json by kernel within its mode."""
    found: list[Named] = []
    for argument, files in loader.find(arguments):
        named = [load(Path(file)) for file in files]
        if files != [argument]:
            named.sort(key=lambda it: (natural(mode(it[1])), natural(kernel(it[1]))))
        found += named
    return found


def kernel(document: Document) -> str:
    """Its release, such as 6.1.0-50-cloud-amd64."""
    return document.context.get(KERNEL, "")


def mode(document: Document) -> str:
    """The parameters that the kernel was started with."""
    return document.context.get(APPEND, "")


def phases_in_words(phases: Mapping[str, int]) -> str:
    """Of a call or of a function in it."""
    return ", ".join(f"{phase} {number}" for phase, number in phases.items())
