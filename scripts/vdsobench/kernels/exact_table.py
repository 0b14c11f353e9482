"""kernels.py table: what each call costs in instructions, from kernel to kernel."""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from pathlib import Path
from typing import Any, Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from vdsobench.errors import UsageError

Column = tuple[str, dict[str, str]]  # a file's name, and a figure in words for each call


def show(given: argparse.Namespace) -> int:
    names = short([path.stem for path in given.files])
    columns = list(zip(names, map(figures, given.files)))
    calls = given.call or list(dict.fromkeys(call for _, found in columns for call in found))
    if given.plot:
        draw(columns, calls, given.plot)
    if given.markdown:
        print(markdown(columns, calls))
    else:
        Console(width=None if sys.stdout.isatty() else 240).print(table(columns, calls))
    return 0


def short(names: Sequence[str]) -> list[str]:
    """Names without the words that all of them share."""
    words = [name.split(",") for name in names]
    shared = set.intersection(*(set(each) for each in words)) if len(names) > 1 else set()
    return [",".join(w for w in each if w not in shared) or ",".join(each) for each in words]


def figures(path: Path) -> dict[str, str]:
    try:
        document = json.loads(path.read_bytes())
        return {row["name"]: figure(row) for row in document["benchmarks"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is no result of kernels.py run --exact: {error}") from error


def figure(row: dict[str, Any]) -> str:
    """The whole number; – where the call is not there; ? where it has no one number."""
    if "instructions" in row:
        return str(int(row["instructions"]))
    return "–" if row.get("label") in ("unavailable", "blocked") else "?"


def table(columns: Sequence[Column], calls: Sequence[str]) -> Table:
    made = Table("instructions a call", box=box.SIMPLE_HEAD)
    for name, _ in columns:
        made.add_column(name, justify="right")
    for call in calls:
        made.add_row(call, *(found.get(call, "") for _, found in columns))
    return made


def markdown(columns: Sequence[Column], calls: Sequence[str]) -> str:
    head = " | ".join(["instructions a call", *(name for name, _ in columns)])
    lines = [f"| {head} |", "|---" + "|---:" * len(columns) + "|"]
    for call in calls:
        found = " | ".join(found.get(call, "") for _, found in columns)
        lines.append(f"| `{call}` | {found} |")
    return "\n".join(lines)


def draw(columns: Sequence[Column], calls: Sequence[str], target: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    matplotlib.rcParams["svg.hashsalt"] = "vdsobench"  # the same input gives the same bytes
    figure, axis = pyplot.subplots(figsize=(9, 5))
    for marker, call in zip(itertools.cycle("osD^vPX*<>"), calls):
        points = [
            (i, int(f[call])) for i, (_, f) in enumerate(columns) if f.get(call, "").isdigit()
        ]
        if points:
            axis.plot(*zip(*points), marker=marker, label=call)
    axis.set_xticks(range(len(columns)), [name for name, _ in columns])
    axis.set_ylabel("instructions a call")
    axis.set_ylim(bottom=0)
    axis.grid(alpha=0.3)
    axis.legend(loc="center left", bbox_to_anchor=(1, 0.5), fontsize=8)
    figure.tight_layout()
    figure.savefig(target, metadata={"Date": None})
    pyplot.close(figure)
