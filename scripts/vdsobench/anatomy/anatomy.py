"""The anatomy of one call: its instructions by function, by phase and by activation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Iterable

from vdsobench.anatomy import costly, phases, tree
from vdsobench.anatomy.code import Code
from vdsobench.anatomy.model import Activation, Call, Function, Phases, Spot
from vdsobench.anatomy.symbolize import Place, Places
from vdsobench.anatomy.trace import BadTrace


@dataclass(frozen=True)
class Anatomy:
    name: str
    instructions: int  # net: what exact mode measures
    loop: int  # what the loop itself costs, and is not counted
    set_aside: int  # iterations that were not like the others
    root: tree.Node
    phase_of: Counter[tuple[Place, str]]  # own instructions by function and phase
    spots: Counter[int]  # by address
    costly: dict[str, int]  # instructions by kind

    def by_place(self) -> Counter[Place]:
        """Own instructions of each function."""
        counted: Counter[Place] = Counter()
        for (place, _), number in self.phase_of.items():
            counted[place] += number
        return counted

    def by_phase(self) -> Phases:
        """Instructions of each phase that has any, in the order of PHASES."""
        counted: Counter[str] = Counter()
        for (_, phase), number in self.phase_of.items():
            counted[phase] += number
        return {phase: counted[phase] for phase in phases.PHASES if counted[phase]}


def dissect(
    name: str, run: list[int], empty: int, set_aside: int, code: Code, places: Places
) -> Anatomy:
    """run: one undisturbed iteration; empty: how long one of the empty loop is."""
    root, nodes = tree.build(run, code, places.at)
    _take_away_loop(root, empty)
    own = [places.at(address) for address in run]
    executed = [code.at(address) for address in run]
    told = phases.of(executed, own, _inside_work(root, nodes))
    counted = Counter(zip(own, told))
    counted[root.place, phases.CALLER] -= empty
    made = Anatomy(
        name,
        len(run) - empty,
        empty,
        set_aside,
        root,
        +counted,
        Counter(run),
        costly.count(executed),
    )
    _check(made)
    return made


def _take_away_loop(root: tree.Node, empty: int) -> None:
    """An empty loop's instructions are the loop's own in every loop."""
    if root.own < empty:
        raise BadTrace(f"the loop has {root.own} instructions of its own, an empty one {empty}")
    root.own -= empty


def _inside_work(root: tree.Node, nodes: Iterable[tree.Node]) -> list[bool]:
    working: set[int] = set()
    for above, node in root.walk():
        chain = (*above, node)
        if any(it.place.where == "kernel" and phases.WORKS.search(it.place.symbol) for it in chain):
            working.add(id(node))
    return [id(node) in working for node in nodes]


def _check(made: Anatomy) -> None:
    """The parts are the whole, or nothing is told."""
    parts = {"functions": sum(made.phase_of.values()), "activations": made.root.inclusive}
    for what, total in parts.items():
        if total != made.instructions:
            raise BadTrace(f"{made.name}: {what} add up to {total}, not {made.instructions}")


def told(made: Anatomy, ways: list[int] | None = None, code: list[Spot] | None = None) -> Call:
    """The anatomy as it is kept, with all ways where there are several, and with the listing where
    one is wanted."""
    return Call(
        made.name,
        made.instructions,
        made.by_phase(),
        _functions(made),
        _activation(made.root),
        made.set_aside,
        code,
        ways,
        made.costly,
    )


def listing(made: Anatomy, code: Code, places: Places) -> list[Spot]:
    """Every instruction executed, in the order of addresses."""
    return [
        Spot(f"{address:x}", times, places.at(address).symbol, code.at(address).text)
        for address, times in sorted(made.spots.items())
    ]


def _functions(made: Anatomy) -> list[Function]:
    """Those with the most instructions first."""
    inclusive = _inclusive(made.root)
    rows = [
        Function(place.where, place.symbol, own, inclusive[place], _phases(made, place))
        for place, own in made.by_place().items()
    ]
    return sorted(rows, key=lambda row: (-row.own, row.where, row.function))


def _phases(made: Anatomy, place: Place) -> Phases:
    return {p: made.phase_of[place, p] for p in phases.PHASES if made.phase_of[place, p]}


def _inclusive(root: tree.Node) -> Counter[Place]:
    """Recursion counts once: an activation below another of its own function is in it already."""
    counted: Counter[Place] = Counter()
    for above, node in root.walk():
        if all(it.place != node.place for it in above):
            counted[node.place] += node.inclusive
    return counted


def _activation(node: tree.Node) -> Activation:
    children = [_activation(child) for child in node.children]
    return Activation(node.place.symbol, node.place.where, node.own, children)
