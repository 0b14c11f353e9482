"""What scripts/anatomy.py writes for other programs: flame graphs, folded stacks, bars."""

from __future__ import annotations

from pathlib import Path
from typing import Sequence

from vdsobench.anatomy import stacks
from vdsobench.anatomy.documents import Named
from vdsobench.anatomy.model import Call, Document, Refused
from vdsobench.anatomy.options import Exports
from vdsobench.errors import UsageError
from vdsobench.files import write_atomically
from vdsobench.results.loader import Result


def check(
    given: Exports, calls: Sequence[str], recordings: int, measured: Path | None = None
) -> None:
    """What can be wrong with the options, before minutes of recording."""
    of_one_call: list[Path | None] = [given.folded, given.flame]
    of_one_recording: list[Path | None] = [*of_one_call, given.speedscope, given.scatter]
    if any(of_one_recording) and recordings != 1:
        raise UsageError("this output is of one recording: give one kernel and mode, or one file")
    if any(of_one_call) and len(calls) != 1:
        raise UsageError("this output is of one call: give one --call")
    if given.scatter and not measured:
        raise UsageError("--scatter draws against what was measured: give --measured RESULT.json")
    for target in (*of_one_recording, given.bars):
        if target and not target.parent.is_dir():
            raise UsageError(f"{target.parent}: no such folder to write {target.name} to")


def write(
    shown: Sequence[Named], given: Exports, calls: Sequence[str], measured: Result | None = None
) -> None:
    """Those files that are asked for. check() has to have let the options pass. Raises UsageError
    where the call was not told or a file cannot be written."""
    _, document = shown[0]
    if given.bars:
        _draw_bars(given.bars, shown, calls)
    if given.speedscope:
        write_atomically(given.speedscope, stacks.speedscope(document))
    if given.folded:
        write_atomically(given.folded, stacks.folded(_call(document, calls[0])))
    if given.flame:
        _draw_flame(given.flame, shown[0][0], _call(document, calls[0]))
    if given.scatter and measured:
        _draw_scatter(given.scatter, document, measured)


def _draw_bars(target: Path, shown: Sequence[Named], names: Sequence[str]) -> None:
    from vdsobench.anatomy import bars
    from vdsobench.plot import save

    calls = names or [call.name for call in shown[0][1].calls]
    write_atomically(target, save.svg(bars.draw(shown, calls)))


def _draw_flame(target: Path, label: str, call: Call) -> None:
    from vdsobench.anatomy import flame

    write_atomically(target, flame.draw(call, label))


def _draw_scatter(target: Path, document: Document, result: Result) -> None:
    from vdsobench.anatomy import scatter
    from vdsobench.plot import save

    write_atomically(target, save.svg(scatter.draw(document, result)))


def _call(document: Document, name: str) -> Call:
    found = document.told().get(name)
    if found is None:
        reasons = {it.name: it.reason for it in document.calls if isinstance(it, Refused)}
        raise UsageError(f"{name} was not told: {reasons.get(name, 'it was not recorded')}")
    return found
