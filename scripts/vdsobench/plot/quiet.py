"""A strip that says for how much of each process the core was the benchmark's own."""

from __future__ import annotations

from typing import Any

import numpy as np

from vdsobench.plot import style
from vdsobench.results.sides import Side

HEIGHT = 0.75  # inches, with its labels
MOST = 100  # columns; of more processes each shows several
QUIET, SHARED = style.series(0).colour, "#D9D9D9"


def shares(side: Side) -> list[float]:
    """Of each process, in their order: the mean over its calls of the share of quiet visits, 0 to
    1. Empty where results do not tell it."""
    found: list[float] = []
    for result in side.results:
        told = [call.quiet for call in result.calls.values() if call.quiet]
        processes = max(map(len, told), default=0)
        for process in range(processes):
            found.append(float(np.mean([quiet[process] for quiet in told if len(quiet) > process])))
    return found


def draw(axes: Any, found: list[float]) -> None:
    columns = [float(np.mean(some)) for some in np.array_split(found, min(len(found), MOST))]
    places = [(index + 0.5) / len(columns) for index in range(len(columns))]
    width = 1 / len(columns)
    axes.bar(places, [1] * len(columns), width, color=SHARED, edgecolor=style.PAPER, linewidth=0.4)
    axes.bar(places, columns, width, color=QUIET, edgecolor=style.PAPER, linewidth=0.4)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xticks([])
    axes.set_yticks([0, 1], ["0%", "100%"])
    axes.set_title(words(found), fontsize=9)
    for spine in axes.spines.values():
        spine.set_visible(False)


def words(found: list[float]) -> str:
    share = f"{np.mean(found):.0%} of the visits"
    return f"the core was the benchmark's own for {share}; {len(found)} processes in order"
