"""What scripts/anatomy.py does: record, show, diff."""

from __future__ import annotations

import argparse
import sys
from typing import Sequence

from rich.console import Console

from vdsobench.anatomy import diff, documents, options, record, session, stacks, tables
from vdsobench.anatomy.documents import Named
from vdsobench.document import Json
from vdsobench.errors import UsageError
from vdsobench.files import write_atomically
from vdsobench.kernels import append, boot, cell
from vdsobench.kernels.command import notice, wanted_kernels
from vdsobench.kernels.resolve import Kernels, Unresolved

FINE, SOMETHING_FAILED = 0, 1


def main() -> int:
    given = options.parser().parse_args()
    if given.diff:
        return _diff(given)
    recorded = _recorded(given) if given.kernel else [documents.load(p) for p in given.show]
    there = [(name, found) for name, found in recorded if found is not None]
    if there:
        _export(there, given)
    status = _show(there, given)
    return status if len(there) == len(recorded) else SOMETHING_FAILED


def _recorded(given: argparse.Namespace) -> list[tuple[str, Json | None]]:
    names = list(dict.fromkeys([*given.call, *(_all_calls() if given.all else ())]))
    if not names:
        raise UsageError("which call? Give --call NAME (see vdsobench list) or --all")
    kernels = Kernels(notice, suites=tuple(given.suite))
    version = boot.check(record.MACHINE.qemu)
    given.out.mkdir(parents=True, exist_ok=True)
    found: list[tuple[str, Json | None]] = []
    wanted = [(kernel, "") for kernel in wanted_kernels(given.kernel)]
    for it in cell.cells(wanted, append.product(given.append)):
        file = given.out / f"{it.name}.json"
        file.unlink(missing_ok=True)  # it would pass for this run's
        try:
            image = kernels.image(it.kernel)
            document = session.document(image, it.append, given.binary, names, version, given.code)
            documents.save(document, file)
            found.append((it.name, document))
        except (Unresolved, record.RecordingFailed) as problem:
            notice(f"{it.name}: {problem}")
            found.append((it.name, None))
    return found


def _all_calls() -> list[str]:
    return [*options.HEADLINE, "getppid/insn"]


def _show(shown: Sequence[Named], given: argparse.Namespace) -> int:
    console = Console(width=None if sys.stdout.isatty() else 160)
    status = FINE
    for name, document in shown:
        console.rule(name)
        for call in _chosen(document, given.call):
            if "reason" in call:
                console.print(f"{call['name']}: {call['reason']}", markup=False, highlight=False)
                status = SOMETHING_FAILED if call.get("failed") else status
            else:
                _show_call(call, given, console)
    return status


def _show_call(call: Json, given: argparse.Namespace, console: Console) -> None:
    if not given.call:
        console.print(tables.by_phase(call), markup=False, highlight=False)
        return
    console.print(tables.by_function(call))
    if given.tree:
        console.print(tables.as_tree(call))
    for line in tables.listing(call) if given.code else ():
        console.print(line, markup=False, highlight=False)


def _chosen(document: Json, names: list[str]) -> list[Json]:
    chosen = tables.chosen(document["calls"], names)
    for name in set(names) - {call["name"] for call in chosen}:
        raise UsageError(f"{name} was not recorded")
    return chosen


def _export(shown: Sequence[Named], given: argparse.Namespace) -> None:
    if given.bars:
        _draw_bars(shown, given)
    if given.speedscope:
        write_atomically(given.speedscope, stacks.speedscope(_only(shown)))
    for target, form in ((given.folded, stacks.folded), (given.flame, _flame)):
        if target:
            write_atomically(target, form(_only_call(shown, given.call)))


def _draw_bars(shown: Sequence[Named], given: argparse.Namespace) -> None:
    from vdsobench.anatomy import bars
    from vdsobench.plot import style

    calls = given.call or [call["name"] for call in shown[0][1]["calls"]]
    write_atomically(given.bars, style.svg(bars.draw(shown, calls)))


def _flame(call: Json) -> str:
    from vdsobench.anatomy import flame

    return flame.draw(call)


def _only(shown: Sequence[Named]) -> Json:
    if len(shown) != 1:
        raise UsageError("this output is of one recording: give one kernel and mode, or one file")
    return shown[0][1]


def _only_call(shown: Sequence[Named], names: list[str]) -> Json:
    if len(names) != 1:
        raise UsageError("this output is of one call: give one --call")
    (call,) = _chosen(_only(shown), names)
    if "reason" in call:
        raise UsageError(f"{call['name']} was not told: {call['reason']}")
    return call


def _diff(given: argparse.Namespace) -> int:
    (_, before), (_, after) = (documents.load(path) for path in given.diff)
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
