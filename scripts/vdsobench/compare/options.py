"""What every command that compares understands in the same way."""

from __future__ import annotations

import argparse

from vdsobench.results import selection


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
    try:
        value = float(text.removesuffix("%")) / 100
    except ValueError:
        value = -1.0
    if not text.endswith("%") or not 0 <= value <= 10:
        raise argparse.ArgumentTypeError(f"{text!r} should be a percentage, such as 2%")
    return value
