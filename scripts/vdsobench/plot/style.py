"""How plots look. Nothing is told apart by colour alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Sequence

import matplotlib
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D

from vdsobench.results import schema, tables
from vdsobench.errors import UsageError
from vdsobench.results.calls import path_index
from vdsobench.results.sides import Side

INK = "#1a1a1a"
FAINT = "#8a8a8a"  # the report swaps these two, and PAPER, in dark mode
PAPER = "#ffffff"
WIDTH = 8.0
HEIGHT_OF_HEAD = 1.5
MAX_HEIGHT = 200  # inches; a picture of 2**16 dots is one that no program shows
MAX_TITLE = 96
MAX_ROWS, MAX_PANELS, MAX_SERIES = 200, 40, 12  # more is a picture that no one can read
FONT = "DejaVu Sans"
TITLE_LINE = 0.19  # inches

# Okabe and Ito's colours, which colour-blind people can tell apart; each has its own shape.
SERIES = (
    ("#0072B2", "o"),
    ("#E69F00", "s"),
    ("#009E73", "^"),
    ("#CC79A7", "D"),
    ("#D55E00", "v"),
    ("#56B4E9", "X"),
    ("#999999", "P"),
    ("#F0E442", "h"),
)
LINES = ("-", "--", "-.", ":")

# Of each outcome the sign and the words that the program's own table has.
MARKS = {name: (outcome.mark, outcome.meaning) for name, outcome in tables.OUTCOMES.items()}


@dataclass(frozen=True, slots=True)
class Series:
    colour: str
    marker: str
    line: str


def series(index: int) -> Series:
    colour, marker = SERIES[index % len(SERIES)]
    return Series(colour, marker, LINES[index % len(LINES)])


def path_series(path: str) -> Series:
    return series(path_index(path))


def line(kind: Series, index: int) -> dict[str, Any]:
    """Later lines are thinner, so that one which covers another leaves its edge to be seen."""
    return {
        "color": kind.colour,
        "linestyle": kind.line,
        "linewidth": max(1.2, 3.2 - 0.5 * index),
        "marker": kind.marker,
        "markersize": max(5.0, 10.0 - 1.3 * index),
        "markeredgecolor": INK,
        "markeredgewidth": 0.6,
    }


def line_key(label: str, kind: Series) -> Line2D:
    return Line2D([], [], label=label, **line(kind, 2))


def canvas(height: float) -> Canvas:
    """An empty figure, `height` inches high. Raises UsageError for one that no program would
    show."""
    if height > MAX_HEIGHT:
        raise UsageError(
            f"the picture would be {height:,.0f} inches high, and may have {MAX_HEIGHT}; choose"
            " fewer calls by --filter, or fewer results by --where"
        )
    matplotlib.rcParams.update(_SETTINGS)
    return Canvas(figsize=(WIDTH, height), layout="constrained")


_SETTINGS: dict[str, Any] = {
    "font.family": FONT,
    "font.size": 10,
    "text.parse_math": False,  # a dollar in a kernel's name is a dollar
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": FAINT,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlelocation": "left",
    "axes.axisbelow": True,
    "grid.color": FAINT,
    "grid.alpha": 0.35,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
    "lines.linewidth": 1.6,
    "lines.markersize": 7,
    "svg.fonttype": "none",  # text stays text: it can be read aloud, searched and recoloured
    "svg.hashsalt": "vdsobench",
}


def refuse_too_many(number: int, most: int, what: str) -> None:
    """Before anything is drawn: what a file can ask for has no end, and a picture has."""
    if number > most:
        raise UsageError(f"{number} {what} are too many for a plot, which shows at most {most}")


def heading(figure: Canvas, title: str, sides: Sequence[Side]) -> None:
    words(figure, title, machine_words(sides))


def words(figure: Canvas, title: str, below: str) -> None:
    lines = [shorten(line, MAX_TITLE) for line in (title, below)]
    figure.suptitle("\n".join(lines), x=0.01, ha="left", fontsize=11)


def legend(figure: Canvas, handles: Sequence[Any], columns: int = 3) -> None:
    """Below the title, before what it explains."""
    height = figure.get_figheight()
    rows = -(-len(handles) // columns)
    title = 0.1 + 2 * TITLE_LINE
    figure.get_layout_engine().set(rect=(0.0, 0.0, 1.0, 1.0 - (0.1 + 0.2 * rows) / height))
    place = {"loc": "upper left", "bbox_to_anchor": (0.0, 1.0 - title / height)}
    figure.legend(handles=handles, **place, ncols=columns, fontsize=9, borderaxespad=0.2)


def machine_words(sides: Sequence[Side]) -> str:
    """What was measured: the machine, and the kernel where there is one."""
    models, kernels = (
        dict.fromkeys(result.told(key) or "" for side in sides for result in side.results)
        for key in (schema.CPU_MODEL, schema.KERNEL_RELEASE)
    )
    said = [shorten(" / ".join(filter(None, models)), 48) or "unknown machine"]
    if len(kernels) == 1 and any(kernels):
        said.append(f"kernel {next(iter(kernels))}")
    elif len(kernels) > 1:
        said.append(f"{len(kernels)} kernels")
    if any(side.is_exact for side in sides):
        said.append("instructions counted by QEMU")
    return shorten(", ".join(said), MAX_TITLE)


def shorten(text: str, limit: int = 28) -> str:
    """At most `limit` letters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def told_apart(labels: Sequence[str], limit: int = 28) -> tuple[list[str], str]:
    """Labels of at most `limit` letters that differ where the given ones do; and what all have, which
    the short ones lack."""
    parts = [label.split(",") for label in labels]
    shared = [part for part in parts[0] if all(part in others for others in parts)]
    if len(labels) < 2 or any(len(set(its)) == len(set(shared)) for its in parts):
        shared = []
    short = [",".join(part for part in its if part not in shared) for its in parts]
    apart = (
        made
        for made in (
            [shorten(label, limit) for label in short],
            [_without_its_middle(label, limit) for label in short],
            [_end(label, limit) for label in short],
        )
        if len(set(made)) == len(set(labels))
    )
    numbered = [f"{shorten(label, limit - 5)} ({at})" for at, label in enumerate(short, 1)]
    return next(apart, numbered), ",".join(shared)


def _without_its_middle(text: str, limit: int) -> str:
    half = (limit - 1) // 2
    return text if len(text) <= limit else f"{text[:half]}…{text[-half:]}"


def _end(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"…{text[1 - limit :]}"


def unit_words(sides: Sequence[Side]) -> str:
    exact = any(side.is_exact for side in sides)
    return "instructions a call" if exact else "nanoseconds a call"


def left_words(sides: Sequence[Side]) -> str:
    return f"left is {'fewer' if any(side.is_exact for side in sides) else 'faster'}"
