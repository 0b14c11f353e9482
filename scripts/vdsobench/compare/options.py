"""The command line of scripts/compare.py, and what every command that compares understands."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from vdsobench.results import selection
from vdsobench.results.selection import Selection


@dataclass(frozen=True, slots=True)
class Options:
    """Of compare.py."""

    results: list[str]
    selection: Selection
    min_effect: float | None  # a share; None: the default of what is compared
    format: str  # table, markdown, json or csv
    output: Path | None  # None: standard output
    gate: bool
    allow_missing: bool
    all: bool


def add_selection(made: argparse.ArgumentParser) -> None:
    """Adds which results, and which effect matters, to a command."""
    selection.add(made)
    made.add_argument(
        "--min-effect",
        type=effect,
        metavar="N%",
        help="below this no change matters, however significant (default: 2%%; for exact"
        " results 0%%)",
    )


def effect(text: str) -> float:
    """A percentage such as "2%" or "2", of up to 1000 %, as a share. Raises ArgumentTypeError."""
    try:
        value = float(text.removesuffix("%")) / 100
    except ValueError:
        value = -1.0
    if not 0 <= value <= 10:
        raise argparse.ArgumentTypeError(f"{text!r} should be a percentage, such as 2%")
    return value
