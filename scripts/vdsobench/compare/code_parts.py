"""Which part of an exact call changed: the kernel's, the vDSO's, or only the program's around them."""

from __future__ import annotations

from typing import Iterator

from vdsobench.compare import wording
from vdsobench.compare.pair import Change, Pair
from vdsobench.results.code_parts import CodeParts, NAMES
from vdsobench.results.figures import Figure

OUTSIDE = ("vDSO", "kernel")  # what another kernel moves; the rest comes with the program


def note(pair: Pair) -> None:
    """A line for each part that changed; and one where no change is the kernel's."""
    moved = {name: list(_moves(pair, index)) for index, name in enumerate(NAMES)}
    pair.notes += [_line(name, changes) for name, changes in moved.items() if changes]
    known = [change for change in pair.changes if _both(change)]
    if any(moved.values()) and not any(moved[name] for name in OUTSIDE):
        told = wording.plural(len(known), "call")
        pair.notes.append(
            f"the kernel's and the vDSO's parts are equal in all of {told} whose parts are known:"
            " another build or libc, not another kernel"
        )


def _moves(pair: Pair, index: int) -> Iterator[str]:
    for change in pair.changes:
        parts = _both(change)
        if parts and parts[0][index] != parts[1][index]:
            yield f"{change.name} {parts[1][index] - parts[0][index]:+,.0f}"


def _both(change: Change) -> tuple[CodeParts, CodeParts] | None:
    """Of figures that they add up to: where one way of several stands for another, they do not."""
    old, new = _of(change.base), _of(change.new)
    return (old, new) if old and new else None


def _of(figure: Figure) -> CodeParts | None:
    return figure.code if figure.code and sum(figure.code) == figure.median else None


def _line(name: str, changes: list[str]) -> str:
    return f"{name} changed in {wording.plural(len(changes), 'call')}: {wording.some(changes)}"
