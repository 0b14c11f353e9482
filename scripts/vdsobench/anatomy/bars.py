"""Stacked bars on one scale: how the instructions of a call divide into phases, kernel by kernel."""

from __future__ import annotations

from typing import Any, Sequence

from matplotlib.patches import Patch

from vdsobench.anatomy.documents import Named
from vdsobench.anatomy.model import Document, Phases
from vdsobench.anatomy import phases
from vdsobench.anatomy.phases import PHASES
from vdsobench.plot import scale, style

TITLE = "Instructions a call, by phase"
COLUMNS = 2
BAR = 0.26  # inches
HEAD_OF_PANEL = 0.5
ROOM = 1.1  # for the sum beyond the longest bar
# Of the colours of all plots; what shares one differs by its hatch, for who sees no colours too.
COLOURS = {
    phases.CALLER: ("#999999", ""),
    phases.VDSO: ("#E69F00", ""),
    phases.BEGIN: ("#E69F00", "///"),
    phases.READ: ("#D55E00", ""),
    phases.ARITHMETIC: ("#F0E442", ""),
    phases.RETRY: ("#CC79A7", "\\\\\\"),
    phases.ENTRY: ("#56B4E9", "///"),
    phases.DISPATCH: ("#0072B2", ""),
    phases.WORK: ("#009E73", ""),
    phases.EXIT: ("#56B4E9", "\\\\\\"),
}
LOOKS = {
    phase: {"facecolor": colour, "hatch": hatch, "edgecolor": style.PAPER, "linewidth": 0}
    for phase, (colour, hatch) in COLOURS.items()
}


def draw(documents: Sequence[Named], calls: Sequence[str], title: str = TITLE) -> Any:
    """A matplotlib figure with a panel a call, of each a bar a document. Raises UsageError for more
    than a picture can show."""
    style.refuse_too_many(len(calls), style.MAX_PANELS, "calls")
    style.refuse_too_many(len(documents), style.MAX_ROWS, "recordings")
    columns = min(COLUMNS, len(calls))
    rows = -(-len(calls) // columns)
    height = style.HEIGHT_OF_HEAD + rows * (HEAD_OF_PANEL + BAR * len(documents))
    figure = style.canvas(height)
    panels = figure.subplots(rows, columns, squeeze=False, sharey=True, sharex=True)
    labels, shared = style.told_apart([label for label, _ in documents], 34)
    style.words(figure, title, shared)
    for axes, name in zip(panels.flat, calls):
        _panel(axes, name, documents)
        axes.set_yticks(range(len(documents)), labels)
    for axes in panels.flat[len(calls) :]:
        axes.axis("off")
    _finish_scale(panels, len(calls), _longest(documents, calls))
    seen = {phase for _, it in documents for name in calls for phase in _phases(it, name)}
    handles = [Patch(label=phase, **LOOKS[phase]) for phase in PHASES if phase in seen]
    style.legend(figure, handles, columns=5)
    return figure


def _panel(axes: Any, name: str, documents: Sequence[Named]) -> None:
    for at, (_, document) in enumerate(documents):
        done = 0
        for phase, number in _phases(document, name).items():
            axes.barh(at, number, left=done, **LOOKS[phase])
            done += number
        words = str(done) if done else "not recorded"
        axes.annotate(
            words, (done, at), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9
        )
    axes.set_title(name, fontsize=10)
    axes.set_ylim(len(documents) - 0.5, -0.5)
    axes.grid(axis="x")


def _longest(documents: Sequence[Named], calls: Sequence[str]) -> int:
    return max(sum(_phases(it, name).values()) for _, it in documents for name in calls)


def _finish_scale(panels: Any, drawn: int, longest: int) -> None:
    """Numbers below the last panel of each column."""
    scale.from_zero(panels[0, 0], "x", max(longest, 1) * ROOM, whole=True)
    columns = panels.shape[1]
    for axes in panels.flat[max(0, drawn - columns) : drawn]:
        axes.tick_params(labelbottom=True)


def _phases(document: Document, name: str) -> Phases:
    found = document.told().get(name)
    return dict(found.phases) if found else {}
