"""One robust figure a call: the median over processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

from vdsobench.results.figures import Figure, Figures
from vdsobench.results.sides import Side


@dataclass(frozen=True, slots=True)
class Entry:
    side: Side
    name: str  # of the call; with more than one side, also of the side
    call: str
    figure: Figure | None  # none where the call could not be measured


def entries_of(sides: Sequence[Side]) -> list[Entry]:
    """Every call of every side, in their order, whether it could be measured or not."""
    found = []
    for side in sides:
        figures = Figures(side)
        for call in side.names:
            figure = figures.figure(call) if call in figures.group_of else None
            name = f"{side.label}: {call}" if len(sides) > 1 else call
            found.append(Entry(side, name, call, figure))
    return found
