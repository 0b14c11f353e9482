"""Makes tables.json of what `vdsobench list --json` prints: to be run after a change of src/calls
or src/verdict, with COMMAND.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from vdsobench.files import write_atomically

FILE = Path(__file__).with_name("tables.json")
COMMAND = (
    "build/release/bench/vdsobench list --json |"
    " PYTHONPATH=scripts python3 -m vdsobench.results.make_tables"
)
_TABLES = ("functions", "paths", "outcomes")
_LEFT_OUT = ("number",)  # of a system call: the architecture's


def text(listed: dict[str, Any]) -> str:
    """The file's content: what of `list --json` is the same on every machine."""
    tables = {
        name: [{key: row[key] for key in row if key not in _LEFT_OUT} for row in listed[name]]
        for name in _TABLES
    }
    return json.dumps(tables, indent=1) + "\n"


if __name__ == "__main__":
    write_atomically(FILE, text(json.load(sys.stdin)))
