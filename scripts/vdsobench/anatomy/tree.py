"""Who called whom, read out of the executed instructions.

Calls, returns and traps are followed on a stack of return addresses. What is not as a compiler
would write it is common in a kernel, and handled by what happened, not by what was meant: a return
to elsewhere than the caller (retpolines, return thunks) is a jump; a jump into another function is
a tail call, and its target takes the place of the function that jumped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Callable, Iterator, Sequence

from vdsobench.anatomy.code import Code, Instruction
from vdsobench.anatomy.documents import MAX_DEPTH
from vdsobench.anatomy.symbolize import Place
from vdsobench.anatomy.trace import BadTrace

# What a mitigation puts in the place of "ret": arch/x86/lib/retpoline.S.
RETURN_THUNK = re.compile(r"_return_thunk$|^srso(_alias)?_safe_ret$|^zen_untrain_ret$")


@dataclass
class Node:
    """One activation of a function."""

    place: Place
    own: int = 0  # instructions of its own
    children: list[Node] = field(default_factory=list)
    depth: int = 1

    def call(self, place: Place) -> Node:
        """Of a function that this activation calls."""
        if self.depth == MAX_DEPTH:
            raise BadTrace(f"its calls nest deeper than {MAX_DEPTH}")
        self.children.append(Node(place, depth=self.depth + 1))
        return self.children[-1]

    @property
    def inclusive(self) -> int:
        return self.own + sum(child.inclusive for child in self.children)

    def walk(self, above: tuple[Node, ...] = ()) -> Iterator[tuple[tuple[Node, ...], Node]]:
        yield above, self
        for child in self.children:
            yield from child.walk((*above, self))


@dataclass
class _Frame:
    node: Node
    returns_to: int  # 0: to nowhere that is known


class Builder:
    def __init__(self, root: Place) -> None:
        self.root = Node(root)
        self._stack = [_Frame(self.root, 0)]

    def step(self, before: Instruction | None, address: int, place: Place) -> Node:
        """Accounts one executed instruction, which followed another; gives its activation."""
        if before is not None:
            self._move(before, address, place)
        node = self._stack[-1].node
        if node.place != place:
            node = self._replace(place)
        node.own += 1
        return node

    def _move(self, before: Instruction, address: int, place: Place) -> None:
        if before.kind in ("call", "trap"):
            self._push(place, before.next)
        elif before.kind in ("return", "trap-return"):
            self._return(address)
        elif address != before.next and place.where == "kernel" and self._outside_kernel():
            self._push(place, before.address)  # a fault: the instruction never ended

    def _outside_kernel(self) -> bool:
        return self._stack[-1].node.place.where != "kernel"

    def _push(self, place: Place, returns_to: int) -> None:
        self._stack.append(_Frame(self._stack[-1].node.call(place), returns_to))

    def _return(self, address: int) -> None:
        for depth in range(len(self._stack) - 1, 0, -1):
            if self._stack[depth].returns_to == address:
                del self._stack[depth:]
                return
        if len(self._stack) > 1:  # the innermost return address was overwritten: a retpoline
            self._stack.pop()

    def _replace(self, place: Place) -> Node:
        """A tail call, or running on into the next label."""
        frame = self._stack[-1]
        if len(self._stack) == 1:  # the loop itself has no caller to go back to
            self._push(place, 0)
            return self._stack[-1].node
        # A function that returns by a thunk has not been left for it.
        above = frame.node if RETURN_THUNK.search(place.symbol) else self._stack[-2].node
        frame.node = above.call(place)
        return frame.node


def build(
    executed: Sequence[int], code: Code, place_of: Callable[[int], Place]
) -> tuple[Node, list[Node]]:
    """The tree, and for each instruction the activation that it belongs to."""
    builder = Builder(place_of(executed[0]))
    before: Instruction | None = None
    nodes = []
    for address in executed:
        nodes.append(builder.step(before, address, place_of(address)))
        before = code.at(address)
    return builder.root, nodes
