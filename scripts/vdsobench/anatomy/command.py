"""What scripts/anatomy.py does: record, show, diff."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Sequence

from rich.console import Console

from vdsobench.anatomy import bars, diff, options, record, session, stacks, tables
from vdsobench.errors import UsageError
from vdsobench.files import write_atomically
from vdsobench.kernels import append, boot, cell
from vdsobench.kernels.command import notice, wanted_kernels
from vdsobench.kernels.resolve import Kernels, Unresolved

FINE, SOMETHING_FAILED = 0, 1
Document = dict[str, Any]


def main() -> int:
    given = options.parser().parse_args()
    if given.diff:
        return _diff(given)
    documents = _recorded(given) if given.kernel else [(p.stem, _read(p)) for p in given.show]
    wanted = [(name, found) for name, found in documents if found is not None]
    _export(wanted, given)
    return _show(wanted, given) if len(wanted) == len(documents) else SOMETHING_FAILED


def _recorded(given: argparse.Namespace) -> list[tuple[str, Document | None]]:
    names = list(dict.fromkeys([*given.call, *(_all_calls() if given.all else ())]))
    if not names:
        raise UsageError("which call? Give --call NAME (see vdsobench list) or --all")
    kernels = Kernels(notice, suites=tuple(given.suite))
    version = boot.check(record.MACHINE.qemu)
    given.out.mkdir(parents=True, exist_ok=True)
    found: list[tuple[str, Document | None]] = []
    for kernel in wanted_kernels(given.kernel):
        for line in append.product(given.append):
            (it,) = cell.cells([(kernel, "")], [line])
            try:
                image = kernels.image(kernel)
                document = session.document(image, line, given.binary, names, version, given.code)
                write_atomically(given.out / f"{it.name}.json", text(document))
                found.append((it.name, document))
            except (Unresolved, record.RecordingFailed) as problem:
                notice(f"{it.name}: {problem}")
                found.append((it.name, None))
    return found


def _all_calls() -> list[str]:
    return [*options.HEADLINE, "getppid/insn"]


def text(document: Document) -> str:
    """A line for each call: recordings of two kernels can be told apart by eye."""
    context = json.dumps(document["context"], indent=1)
    calls = ",\n".join(json.dumps(call) for call in document["calls"])
    return f'{{"context": {context},\n"calls": [\n{calls}\n]}}\n'


def _read(path: Path) -> Document:
    try:
        document = json.loads(path.read_bytes())
        if document["context"]["vdsobench.anatomy_schema"] == session.SCHEMA:
            return dict(document)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is no anatomy: {error}") from error
    raise UsageError(f"{path} was written by another version of anatomy.py")


def _show(documents: Sequence[tuple[str, Document]], given: argparse.Namespace) -> int:
    console = Console(width=None if sys.stdout.isatty() else 160)
    status = FINE
    for name, document in documents:
        console.rule(name)
        for call in _chosen(document, given.call):
            if "reason" in call:
                console.print(f"{call['name']}: {call['reason']}", markup=False, highlight=False)
                status = SOMETHING_FAILED if "instructions" in call["reason"] else status
            else:
                _show_call(call, given, console)
    return status


def _show_call(call: Document, given: argparse.Namespace, console: Console) -> None:
    if not given.call:
        console.print(tables.by_phase(call), markup=False, highlight=False)
        return
    console.print(tables.by_function(call))
    if given.tree:
        console.print(tables.as_tree(call))
    for line in tables.listing(call) if given.code else ():
        console.print(line, markup=False, highlight=False)


def _chosen(document: Document, names: list[str]) -> list[Document]:
    chosen = tables.chosen(document["calls"], names)
    for name in set(names) - {call["name"] for call in chosen}:
        raise UsageError(f"{name} was not recorded")
    return chosen


def _export(documents: Sequence[tuple[str, Document]], given: argparse.Namespace) -> None:
    if given.bars:
        calls = given.call or [call["name"] for call in documents[0][1]["calls"]]
        bars.draw(documents, calls, given.bars)
    if given.speedscope:
        write_atomically(given.speedscope, stacks.speedscope(_only(documents)))
    for target, form in ((given.folded, stacks.folded), (given.flame, stacks.flame)):
        if target:
            write_atomically(target, form(_only_call(documents, given.call)))


def _only(documents: Sequence[tuple[str, Document]]) -> Document:
    if len(documents) != 1:
        raise UsageError("this output is of one recording: give one kernel and mode, or one file")
    return documents[0][1]


def _only_call(documents: Sequence[tuple[str, Document]], names: list[str]) -> Document:
    if len(names) != 1:
        raise UsageError("this output is of one call: give one --call")
    (call,) = _chosen(_only(documents), names)
    if "reason" in call:
        raise UsageError(f"{call['name']} was not told: {call['reason']}")
    return call


def _diff(given: argparse.Namespace) -> int:
    before, after = (_read(path) for path in given.diff)
    console = Console(width=None if sys.stdout.isatty() else 160)
    console.rule(f"{given.diff[0].stem} → {given.diff[1].stem}")
    there = {call["name"]: call for call in after["calls"]}
    for call in _chosen(before, given.call):
        other = there.get(call["name"], {"reason": "not recorded"})
        if "reason" in call or "reason" in other:
            reason = call.get("reason") or other.get("reason")
            console.print(f"{call['name']}: {reason}", markup=False, highlight=False)
        else:
            console.print(tables.difference(call["name"], diff.compare(call, other)))
    return FINE
