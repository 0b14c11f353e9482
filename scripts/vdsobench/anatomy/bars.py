"""Stacked bars: how the instructions of a call divide into phases, kernel by kernel."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Sequence

from vdsobench.anatomy.phases import PHASES

Named = tuple[str, dict[str, Any]]
# So that nothing is told by colour alone.
HATCHES = ("", "..", "//", "xx", "", "++", "\\\\", "oo", "", "--")


def draw(documents: Sequence[Named], calls: Sequence[str], target: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    matplotlib.rcParams["svg.hashsalt"] = "vdsobench"  # the same input gives the same bytes
    columns = min(len(calls), 4)
    rows = -(-len(calls) // columns)
    figure, axes = pyplot.subplots(rows, columns, figsize=(4 * columns, 3 * rows), squeeze=False)
    looks = {
        phase: {"facecolor": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0}
        for phase, colour, hatch in zip(PHASES, pyplot.get_cmap("tab10").colors, HATCHES)
    }
    for axis, name in zip(axes.flat, calls):
        _one(axis, name, documents, looks)
    for axis in list(axes.flat)[len(calls) :]:
        axis.axis("off")
    handles = [pyplot.Rectangle((0, 0), 1, 1, **looks[phase]) for phase in PHASES]
    figure.legend(handles, PHASES, loc="lower center", ncol=len(PHASES), fontsize=8)
    figure.tight_layout(rect=(0, 0.06, 1, 1))
    figure.savefig(target, metadata={"Date": None})
    pyplot.close(figure)


def _one(axis: Any, name: str, documents: Sequence[Named], looks: dict[str, Any]) -> None:
    axis.set_title(name, fontsize=10)
    axis.set_ylabel("instructions")
    for at, (label, document) in enumerate(documents):
        bottom = 0
        for phase, number in _phases(document, name).items():
            axis.bar(at, number, bottom=bottom, **looks[phase])
            bottom += number
        if bottom:
            axis.text(at, bottom, str(bottom), ha="center", va="bottom", fontsize=8)
    axis.set_xticks(range(len(documents)), [label for label, _ in documents])
    axis.margins(y=0.12)


def _phases(document: dict[str, Any], name: str) -> dict[str, int]:
    phases = [call.get("phases", {}) for call in document["calls"] if call["name"] == name]
    return dict(phases[0]) if phases else {}
