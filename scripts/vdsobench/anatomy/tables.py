"""Anatomies as people read them: by function, as a tree, and one held against another."""

from __future__ import annotations

from typing import Iterator

from rich import box
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from vdsobench.anatomy.diff import Difference
from vdsobench.anatomy.documents import phases_in_words
from vdsobench.anatomy.model import Activation, Call


def by_function(call: Call) -> Table:
    """Functions in the order of the file: those with the most instructions first."""
    table = Table("own", "incl.", "function", "where", "phases", box=box.SIMPLE_HEAD)
    table.title = f"{call.name}: {call.instructions} instructions"
    for row in call.functions:
        phases = phases_in_words(row.phases)
        words = (str(row.own), str(row.inclusive), row.function, row.where, phases)
        table.add_row(*words)
    return table


def by_phase(call: Call) -> str:
    """One line: the instructions as the sum of the phases."""
    parts = " + ".join(f"{number} {phase}" for phase, number in call.phases.items())
    return f"{call.name}: {call.instructions} = {parts}"


def as_tree(call: Call) -> Tree:
    """Each function below its caller: instructions with those below it, and its own."""
    return _branch(call.tree, None)


def _branch(node: Activation, above: Tree | None) -> Tree:
    label = f"{node.inclusive} ({node.own})  {node.function} [{node.where}]"
    branch = above.add(label) if above else Tree(label)
    for child in node.children:
        _branch(child, branch)
    return branch


def listing(call: Call) -> Iterator[str]:
    """Each executed instruction in order of its address, with how often a call executes it."""
    function = None
    for spot in call.code or ():
        if spot.function != function:
            function = spot.function
            yield f"\n{function}:"
        times = "" if spot.times == 1 else f"×{spot.times}"
        yield f"  {spot.address:>18}  {times:>5}  {spot.text}"


def difference(name: str, found: Difference) -> Table:
    """Phases with their sums, and below each the functions that changed."""
    table = Table("phase", "function", "before", "after", "change", box=box.SIMPLE_HEAD)
    table.title = f"{name}: {found.before} → {found.after} ({found.change:+d})"
    for phase, rows in found.by_phase():
        change = sum(row.change for row in rows)
        before, after = sum(r.before for r in rows), sum(r.after for r in rows)
        head, total = Text(phase, "bold"), Text(f"{change:+d}", "bold")
        table.add_row(head, "", str(before), str(after), total)
        for row in rows:
            if row.change:
                words = ("", row.name, str(row.before or "–"), str(row.after or "–"))
                table.add_row(*words, f"{row.change:+d}")
    return table
