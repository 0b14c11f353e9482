"""kernels.py run --like: results made again, each on the kernel that it names, in its own mode."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Sequence

from vdsobench import terminal
from vdsobench.archive import again, fetch
from vdsobench.archive.packages import Notice
from vdsobench.archive.resolve import Kernels, Unresolved
from vdsobench.errors import UsageError
from vdsobench.kernels import cell, measure
from vdsobench.kernels.cell import Cell, Done
from vdsobench.kernels.options import RunOptions
from vdsobench.results import loader, schema
from vdsobench.results.calls import Call
from vdsobench.results.loader import Result
from vdsobench.results.ways import agree


@dataclass(frozen=True)
class Likeness:
    """Rows of a result and of the one made again, where both have a figure."""

    same: int
    different: list[str]  # names of calls

    @property
    def rows(self) -> int:
        return self.same + len(self.different)


def run(kernels: Kernels, given: RunOptions, notice: Notice) -> int:
    """Makes the results of --like again and says of each whether it is one repeated, with how many
    equal rows, or of a near version. Returns the command's status. Raises UsageError."""
    if given.append:
        raise UsageError("--like has each result's own parameters: leave --append out")
    originals = _loaded(given)
    given = replace(given, exact=True)
    results = measure.measured(lambda: cells(originals, kernels, given), given, notice)
    status = measure.summed_up(results)
    console = terminal.console(160)
    for original, done in zip(originals, results):
        console.print(told(original, done))
    console.print(all_told(originals, results))
    return status


def _loaded(given: RunOptions) -> list[Result]:
    """Exact ones, which alone can be repeated to the digit."""
    paths = [path for _, files in loader.find(map(str, given.like or ())) for path in files]
    found = [loader.load(path) for path in dict.fromkeys(paths)]
    for result in found:
        if not result.is_exact:
            raise UsageError(f"{result.path}: holds times, which no other run repeats")
    out = given.out.resolve()
    if any(out in it.resolve().parents for it in map(Path, paths)):
        raise UsageError(f"--out {given.out} is where the results lie: give another folder")
    return found


def cells(originals: Sequence[Result], kernels: Kernels, given: RunOptions) -> list[Cell]:
    """One for each, under its name; of a near version, under that version's."""
    return [_cell(it, kernels, given.near, given.snapshot or "") for it in originals]


def _cell(original: Result, kernels: Kernels, near: bool, snapshot: str) -> Cell:
    package = original.context.get(schema.PACKAGE, "")
    append = original.context.get(schema.APPEND, "")
    try:
        named = again.named(package, original.context.get(schema.KERNEL_HASH, ""))
    except Unresolved as problem:
        return Cell(original.name, package or "?", append, None, str(problem))
    try:
        image = again.image(named, kernels, snapshot)
        return Cell(original.name, named.version, append, image)
    except Unresolved as problem:
        other = again.nearest(named, kernels) if near else None
        if other is None:
            return Cell(original.name, named.version, append, None, str(problem))
    try:
        image = kernels.packaged(other, other.version)
    except fetch.FetchFailed as problem:
        return Cell(original.name, other.version, append, None, str(problem))
    return Cell(cell.file_name(other.version, append), other.version, append, image)


def told(original: Result, done: Done) -> str:
    """One line: repeated, or of a near version, with how many rows have the same figures."""
    if done.result is None:
        return f"{original.name}: not had again: {done.reason}"
    found = likeness(original, done.result)
    how = "repeated" if is_same_kernel(original, done) else f"near, {done.cell.kernel}"
    some = ", ".join(found.different[:3]) + (", ..." if len(found.different) > 3 else "")
    rest = f"; others in {some}" if found.different else ""
    return f"{original.name}: {how}: {found.same} of {found.rows} rows the same{rest}"


def all_told(originals: Sequence[Result], results: Sequence[Done]) -> str:
    """The sum over what was repeated."""
    same = [
        likeness(original, done.result)
        for original, done in zip(originals, results)
        if done.result and is_same_kernel(original, done)
    ]
    rows, equal = sum(each.rows for each in same), sum(each.same for each in same)
    return f"repeated {len(same)} of {len(originals)} results: {equal} of {rows} rows the same"


def is_same_kernel(original: Result, done: Done) -> bool:
    image = done.cell.image
    return image is not None and image.sha256 == original.context.get(schema.KERNEL_HASH)


def likeness(original: Result, made: Result) -> Likeness:
    """By sets of ways, see results/ways.py."""
    both = [name for name in original.calls if made.calls.get(name, Call(name)).values]
    measured = [name for name in both if original.calls[name].values]
    different = [name for name in measured if not _same(original.calls[name], made.calls[name])]
    return Likeness(len(measured) - len(different), different)


def _same(one: Call, other: Call) -> bool:
    return agree((one.values[0], other.values[0]), (one.ways, other.ways))
