"""An anatomy as data: what its file holds, and what is drawn, shown and compared.

as_json() gives each part with its keys in the file's order, so that what is read and written again
stays the same to the byte.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping

Phases = dict[str, int]  # instructions by phase, in the order of phases.PHASES
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Activation:
    """A function that was called, and those that it called."""

    function: str
    where: str  # kernel, vdso, libc, program, vsyscall, or a library's name
    own: int  # instructions of its own
    children: list[Activation] = field(default_factory=list)

    @property
    def inclusive(self) -> int:
        """Its instructions with those of all below it."""
        return self.own + sum(child.inclusive for child in self.children)

    def as_json(self) -> Json:
        made: Json = {"function": self.function, "where": self.where, "own": self.own}
        if self.children:
            made["children"] = [child.as_json() for child in self.children]
        return made


@dataclass(frozen=True, slots=True)
class Function:
    """All activations of one function, of which recursive ones count once."""

    where: str
    function: str
    own: int
    inclusive: int
    phases: Phases  # adds up to own

    def as_json(self) -> Json:
        return {
            "where": self.where,
            "function": self.function,
            "own": self.own,
            "inclusive": self.inclusive,
            "phases": self.phases,
        }


@dataclass(frozen=True, slots=True)
class Spot:
    """One executed instruction of the program or the kernel."""

    address: str  # hexadecimal
    times: int  # a call executes it
    function: str
    text: str  # disassembled

    def as_json(self) -> Json:
        return {
            "address": self.address,
            "times": self.times,
            "function": self.function,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was taken apart. Phases, functions and tree add up to the instructions each."""

    name: str
    instructions: int  # net of the loop's own: what exact mode measures
    phases: Phases
    functions: list[Function]
    tree: Activation  # of the loop
    set_aside: int | None = None  # iterations unlike the others; None: the file does not tell
    code: list[Spot] | None = None  # by address, where it was asked for
    ways: list[int] | None = None  # instructions of each, where there are several; one is the above
    costly: dict[str, int] | None = None  # by kind of costly.KINDS; None: they were not counted

    def as_json(self) -> Json:
        aside = {} if self.set_aside is None else {"set_aside": self.set_aside}
        ways = {} if self.ways is None else {"ways": self.ways}
        costly = {} if self.costly is None else {"costly": self.costly}
        code = {} if self.code is None else {"code": [spot.as_json() for spot in self.code]}
        return {
            "name": self.name,
            "instructions": self.instructions,
            **ways,
            **aside,
            **costly,
            "phases": self.phases,
            "functions": [function.as_json() for function in self.functions],
            "tree": self.tree.as_json(),
            **code,
        }


@dataclass(frozen=True, slots=True)
class Refused:
    """A call that was not taken apart."""

    name: str
    reason: str
    failed: bool = False  # and that is an error; else the machine just does not have it

    def as_json(self) -> Json:
        failed = {"failed": True} if self.failed else {}
        return {"name": self.name, "reason": self.reason, **failed}


@dataclass(frozen=True, slots=True)
class Document:
    """One kernel in one mode."""

    context: Mapping[str, str]  # keys with their prefix
    calls: list[Call | Refused]

    def told(self) -> dict[str, Call]:
        """The calls that were taken apart, by name."""
        return {call.name: call for call in self.calls if isinstance(call, Call)}
