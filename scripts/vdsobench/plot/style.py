"""How plots look, and how they are saved. Nothing is told apart by colour alone."""

from __future__ import annotations

import io
import math
import warnings
from dataclasses import dataclass
from typing import Any, Sequence

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

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
SIMILAR_FONTS = b"'DejaVu Sans', Verdana, sans-serif"  # where an SVG is shown without the first

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
    figure.suptitle(f"{title}\n{machine_words(sides)}", x=0.01, ha="left", fontsize=11)


def log_scale(axes: Any, name: str, least_reach: float = 1.0) -> None:
    """Plain numbers at 1, 2 and 5, or only at powers of ten where the scale is long.

    least_reach is how far the scale goes, at the least, to either side of its middle: without it
    a difference of nothing would fill the picture.
    """
    axes.set(**{f"{name}scale": "log"})
    axis = axes.xaxis if name == "x" else axes.yaxis
    low, high = axis.get_view_interval()
    middle = math.sqrt(low * high)
    low, high = min(low, middle / least_reach), max(high, middle * least_reach)
    axes.set(**{f"{name}lim": (low, high)})
    steps = (1.0,) if high / low > 500 else (1.0, 2.0, 5.0)
    axis.set_major_locator(LogLocator(subs=steps, numticks=9))
    axis.set_major_formatter(FuncFormatter(lambda value, _: plain_number(value)))
    axis.set_minor_formatter(NullFormatter())


def plain_number(value: float) -> str:
    """Short enough that seven powers of ten fit below half a picture."""
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= 10 * size or value == size:
            return f"{value / size:g}{letter}"
    return f"{value:,g}"


def legend(figure: Canvas, handles: Sequence[Any]) -> None:
    """Below everything, where it covers nothing."""
    columns = 3
    rows = -(-len(handles) // columns)
    bottom = (0.1 + 0.2 * rows) / figure.get_figheight()
    figure.get_layout_engine().set(rect=(0.0, bottom, 1.0, 1.0 - bottom))
    figure.legend(handles=handles, loc="lower left", ncols=columns, fontsize=9)


def machine_words(sides: Sequence[Side]) -> str:
    """What was measured: the machine, and the kernel where there is one."""
    models = dict.fromkeys(side.context(schema.CPU_MODEL) for side in sides)
    kernels = dict.fromkeys(side.context(schema.KERNEL_RELEASE) for side in sides)
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


def unit_words(sides: Sequence[Side]) -> str:
    exact = any(side.is_exact for side in sides)
    return "instructions a call" if exact else "nanoseconds a call"


def left_words(sides: Sequence[Side]) -> str:
    return f"left is {'fewer' if any(side.is_exact for side in sides) else 'faster'}"


def svg(figure: Canvas, paper: str = PAPER) -> bytes:
    """The file's bytes, the same for the same figure."""
    drawn = _saved(FigureCanvasSVG(figure), "svg", {"Date": None, "Creator": None}, paper)
    return drawn.replace(f"'{FONT}'".encode(), SIMILAR_FONTS)


def png(figure: Canvas) -> bytes:
    """The same as PNG."""
    return _saved(FigureCanvasAgg(figure), "png", {"Software": None}, PAPER)


def _saved(surface: Any, kind: str, metadata: dict[str, None], paper: str) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        # A letter that the font lacks is drawn as a box, which is no news to the reader.
        warnings.filterwarnings("ignore", "Glyph .* missing from current font")
        surface.print_figure(out, format=kind, dpi=150, facecolor=paper, metadata=metadata)
    return out.getvalue()
