"""What commands have in common on a terminal: how they are called, and where tables are shown."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console


def parser(program: str, description: str, epilog: str) -> argparse.ArgumentParser:
    """Examples and exit statuses stand in the epilog, in lines as they are written there."""
    return argparse.ArgumentParser(
        prog=program,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_results(made: argparse.ArgumentParser) -> None:
    made.add_argument("results", nargs="+", help="result files, or folders of them")


def console(width_of_a_file: int, **settings: Any) -> Console:
    """Standard output: as wide as the terminal, or where it is none as wide as said."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else width_of_a_file, **settings)


def plain_console(width_of_a_file: int, **settings: Any) -> Console:
    """The same for text from files, in which nothing is markup."""
    return console(width_of_a_file, highlight=False, markup=False, emoji=False, **settings)
