"""Stacked bars: how the instructions of a call divide into phases, kernel by kernel."""

from __future__ import annotations

from typing import Any, Sequence

from matplotlib import colormaps
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from vdsobench.anatomy.documents import Named
from vdsobench.anatomy.model import Document, Phases
from vdsobench.anatomy.phases import PHASES
from vdsobench.plot import style

TITLE = "Instructions a call, by phase"
COLUMNS = 2
BAR = 0.26  # inches
HEAD_OF_PANEL = 0.7
HATCHES = ("", "||", "//", "xx", "", "++", "\\\\", "xx", "", "--")  # for who sees no colours
LOOKS = {
    phase: {"facecolor": colour, "hatch": hatch, "edgecolor": style.PAPER, "linewidth": 0}
    for phase, colour, hatch in zip(PHASES, colormaps["tab10"].colors, HATCHES)
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
    panels = figure.subplots(rows, columns, squeeze=False, sharey=True)
    figure.suptitle(style.shorten(title, style.MAX_TITLE), x=0.01, ha="left", fontsize=11)
    for axes, name in zip(panels.flat, calls):
        _panel(axes, name, documents)
    for axes in panels.flat[len(calls) :]:
        axes.axis("off")
    seen = {phase for _, it in documents for name in calls for phase in _phases(it, name)}
    handles = [Patch(label=phase, **LOOKS[phase]) for phase in PHASES if phase in seen]
    style.legend(figure, handles)
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
    axes.set_yticks(range(len(documents)), [style.shorten(label, 34) for label, _ in documents])
    axes.set_ylim(len(documents) - 0.5, -0.5)
    axes.margins(x=0.18)
    axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))


def _phases(document: Document, name: str) -> Phases:
    found = document.told().get(name)
    return dict(found.phases) if found else {}
