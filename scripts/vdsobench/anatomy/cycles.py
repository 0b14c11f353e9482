"""An estimate of a call's cycles from its instructions, with the range that it may be in.

It is no measurement. A trace knows neither caches nor how many instructions a core does at a time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Iterable, Mapping

from vdsobench.anatomy import costly
from vdsobench.anatomy.model import Call


@dataclass(frozen=True, slots=True)
class Cycles:
    """From the least to the most that is thought possible; told is what lies between."""

    low: float
    high: float

    @property
    def told(self) -> float:
        """As far from both ends, as a ratio: prices differ by factors."""
        return math.sqrt(self.low * self.high)


def _about(measured: float) -> Cycles:
    """Of one CPU. That others are within a factor of two is an allowance, not measured."""
    return Cycles(measured / 2, measured * 2)


# From five in a cycle to a chain of which each waits for the one before.
ORDINARY = Cycles(0.2, 1.0)
# Measured by results/anatomy/estimates/prices.c on an AMD Zen 5 at 3.6 GHz, for what a program may execute.
_MEASURED = {
    "iret": _about(154),  # to the same level
    "serialising": _about(11),  # lfence; mfence 76, and cpuid leaves a guest: 22,000
    "verw": _about(29),
    "counter": _about(38),
    "locked": _about(20),
    "segment": _about(58),  # lsl
    "division": _about(7.4),
    costly.STRING: _about(11.5),
    costly.RETURN: _about(25),
    costly.BRANCH: _about(25),  # as a return: what is flushed is the same
}
# What only a kernel may execute is measured by no program. The kernel's own documentation has "on the
# order of a hundred cycles" for CR3 (Documentation/arch/x86/pti.rst). The others are set, in a ratio
# that is a guess, so that two calls of 6.18 come out as a KVM guest on an Intel Xeon took them in
# results/vm/: time/insn for those of a system call, time/vsyscall for the fault. So these two are
# no proof of the estimate; the others are.
_THOUGHT = {
    "syscall": Cycles(20, 80),
    "sysret": Cycles(20, 80),
    costly.FAULT: Cycles(625, 2500),
    "swapgs": Cycles(5, 20),
    "page tables": Cycles(50, 200),
    "msr": Cycles(30, 300),  # an IBPB takes thousands
    "smap": Cycles(4, 16),
    "interrupt flag": Cycles(2, 10),
}
PRICES: Mapping[str, Cycles] = {**_MEASURED, **_THOUGHT}


def estimated(call: Call) -> Cycles:
    """Of a call whose costly instructions were counted. A price takes the place of an ordinary
    instruction's, but a fault is none."""
    counted = call.costly or {}
    instructions = sum(number for kind, number in counted.items() if kind != costly.FAULT)
    parts = [(PRICES[kind], number) for kind, number in counted.items()]
    return _sum([*parts, (ORDINARY, max(0, call.instructions - instructions))])


def _sum(parts: Iterable[tuple[Cycles, int]]) -> Cycles:
    """The middles do not add up to the middle of the sums: the ends are what is added."""
    parts = list(parts)
    return Cycles(
        sum(price.low * number for price, number in parts),
        sum(price.high * number for price, number in parts),
    )
