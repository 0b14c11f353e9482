"""Anatomies as people read them: by function, as a tree, and one held against another."""

from __future__ import annotations

from typing import Iterator

from rich.text import Text
from rich.tree import Tree

from vdsobench.anatomy.diff import Difference
from vdsobench.anatomy.documents import phases_in_words
from vdsobench.anatomy.model import Activation, Call
from vdsobench.fitted_table import Column, add_row


BY_FUNCTION, BY_PHASE = 3, 2  # columns that name a row


def title(call: Call) -> str:
    return f"{call.name}: {call.instructions} instructions"


def by_function(call: Call) -> list[Column]:
    """Functions in the order of the file: those with the most instructions first."""
    made = [Column("own"), Column("incl."), Column("function", right=False)]
    made += [Column("where", right=False, rank=1), Column("phases", right=False, prose=True)]
    for row in call.functions:
        phases = phases_in_words(row.phases)
        words = (str(row.own), str(row.inclusive), row.function, row.where, phases)
        add_row(made, map(Text, words))
    return made


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


def title_of_difference(name: str, found: Difference) -> str:
    return f"{name}: {found.before} → {found.after} ({found.change:+d})"


def difference(found: Difference) -> list[Column]:
    """Phases with their sums, and below each the functions that changed."""
    table = [Column("phase", right=False), Column("function", right=False)]
    table += [Column("before"), Column("after"), Column("change")]
    for phase, rows in found.by_phase():
        change = sum(row.change for row in rows)
        before, after = sum(r.before for r in rows), sum(r.after for r in rows)
        head, total = Text(phase, "bold"), Text(f"{change:+d}", "bold")
        add_row(table, [head, Text(""), Text(str(before)), Text(str(after)), total])
        for row in rows:
            if row.change:
                words = ("", row.name, str(row.before or "–"), str(row.after or "–"))
                add_row(table, map(Text, (*words, f"{row.change:+d}")))
    return table
