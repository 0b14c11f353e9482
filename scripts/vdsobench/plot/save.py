"""Pictures as files, the same bytes for the same figure."""

from __future__ import annotations

import io
import re
import warnings
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas

from vdsobench.plot.style import FONT, PAPER

SIMILAR_FONTS = f"'{FONT}', Verdana, sans-serif"  # where an SVG is shown without the first
DECIMALS = 2  # of a point: what no eye sees, and where the arithmetic of machines agrees

_TAG = re.compile(r"<[^>]*>")
_LONG_NUMBER = re.compile(rf"-?\d+\.\d{{{DECIMALS + 1},}}(?:e-?\d+)?")
# matplotlib calls what is used again by a hash of all its decimals.
_HASHED = re.compile(r"\b[a-z][0-9a-f]{10}\b")


def svg(figure: Canvas, paper: str = PAPER) -> bytes:
    drawn = _saved(FigureCanvasSVG(figure), "svg", {"Date": None, "Creator": None}, paper)
    return settled(drawn.decode()).replace(f"'{FONT}'", SIMILAR_FONTS).encode()


def png(figure: Canvas) -> bytes:
    return _saved(FigureCanvasAgg(figure), "png", {"Software": None}, PAPER)


def settled(drawn: str) -> str:
    """An SVG without the digits in which machines differ: numbers in tags are rounded, and names
    that were hashes are counted."""
    names: dict[str, str] = {}

    def tag(found: re.Match[str]) -> str:
        rounded = _LONG_NUMBER.sub(lambda number: _rounded(float(number[0])), found[0])
        return _HASHED.sub(lambda it: names.setdefault(it[0], f"i{len(names) + 1}"), rounded)

    return _TAG.sub(tag, drawn)


def _rounded(number: float) -> str:
    text = f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _saved(surface: Any, kind: str, metadata: dict[str, None], paper: str) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        # A letter that the font lacks is drawn as a box, which is no news to the reader.
        warnings.filterwarnings("ignore", "Glyph .* missing from current font")
        surface.print_figure(out, format=kind, dpi=150, facecolor=paper, metadata=metadata)
    return out.getvalue()
