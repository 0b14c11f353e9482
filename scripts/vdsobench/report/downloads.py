"""The raw data, inside the page: what a reader takes away must not depend on a server."""

from __future__ import annotations

import base64
import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

from vdsobench.safe_text import one_line
from vdsobench.export.entries import entries_of
from vdsobench.export.formats import to_csv
from vdsobench.results.sides import Side

# Browsers refuse to save longer data: addresses, and pages should stay small.
MAX_LINK = 1 << 20
MAX_FILES = 30
MAX_SIDES = 100


@dataclass(frozen=True, slots=True)
class Download:
    name: str
    words: str
    address: str


def downloads(sides: Sequence[Side]) -> list[Download]:
    """Links that hold what the page was made of: the figures, and each file as it was given. What
    is too large for a link is left out."""
    found = []
    if len(sides) <= MAX_SIDES:  # of more, the figures are longer than a link may be
        figures = to_csv(entries_of(sides)).encode("utf-8", "replace")
        found.append(_packed("vdsobench-figures.csv", "one figure for each call, as CSV", figures))
    results = [result for side in sides for result in side.results]
    if len(results) <= MAX_FILES:
        for number, result in enumerate(results, 1):
            path = Path(result.path)
            content = path.read_bytes() if result.content is None else result.content
            name = f"{number}-{one_line(path.name, 80)}"
            found.append(_packed(name, "the result as it was measured", content))
    return [download for download in found if len(download.address) <= MAX_LINK]


def _packed(name: str, words: str, content: bytes) -> Download:
    packed = gzip.compress(content, mtime=0)  # no time: the same results make the same page
    address = "data:application/gzip;base64," + base64.b64encode(packed).decode()
    return Download(f"{name}.gz", words, address)
