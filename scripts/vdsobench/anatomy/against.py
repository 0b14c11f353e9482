"""Estimates of cycles held against what a machine measured: how far off they are."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from typing import Iterator, Sequence

from vdsobench.anatomy import cycles, documents, phases
from vdsobench.anatomy.cycles import Cycles
from vdsobench.anatomy.model import Call, Document
from vdsobench.errors import UsageError
from vdsobench.results import schema
from vdsobench.results.loader import Result
from vdsobench.safe_text import one_line

USER, KERNEL = "in user space", "in the kernel"


@dataclass(frozen=True, slots=True)
class Held:
    name: str
    estimated: Cycles
    measured: float  # cycles
    where: str  # USER or KERNEL

    @property
    def ratio(self) -> float:
        """What is estimated of what was measured."""
        return self.estimated.told / self.measured

    @property
    def within(self) -> bool:
        return self.estimated.low <= self.measured <= self.estimated.high


def of(document: Document, result: Result) -> list[Held]:
    """Those calls that both have. Raises UsageError where that is none, or where the result tells no
    cycles."""
    if result.is_exact or result.core_hz is None:
        raise UsageError(f"{result.name} tells no cycles: give a result of vdsobench run")
    a_nanosecond = result.core_hz * 1e-9
    found = []
    for name, call in document.told().items():
        measured = measured_ns(result, name)
        if call.costly is not None and measured > 0:
            held = Held(name, cycles.estimated(call), measured * a_nanosecond, where(call))
            found.append(held)
    if not found:
        raise UsageError(f"{result.name} has none of the calls whose cycles are estimated")
    return found


def measured_ns(result: Result, name: str) -> float:
    """The median over processes; 0 where it was not measured."""
    call = result.calls.get(name)
    return statistics.median(call.values) if call and call.values else 0.0


def where(call: Call) -> str:
    return KERNEL if phases.ENTRY in call.phases else USER


def errors(held: Sequence[Held]) -> Iterator[str]:
    """A line for what stays in user space and one for what enters the kernel."""
    for place in (USER, KERNEL):
        its = [it for it in held if it.where == place]
        if its:
            mean = math.exp(statistics.fmean(math.log(it.ratio) for it in its))
            worst = max(its, key=lambda it: abs(math.log(it.ratio)))
            inside = sum(it.within for it in its)
            yield (
                f"{place}: estimated {mean:.2f} of measured (geometric mean of {len(its)}), at worst"
                f" {worst.ratio:.2f} ({worst.name}), {inside} within the range"
            )


def machines(document: Document, result: Result) -> list[str]:
    """What was held against what, and where the two differ in more than their calls."""
    told = {key: one_line(result.told(key) or "unknown", 60) for key in _MACHINE}
    clock = f"{(result.core_hz or 0) * 1e-9:.2f} GHz"
    lines = [
        f"measured: {', '.join(told.values())}, {clock}; recorded: {documents.kernel(document)}"
    ]
    if documents.kernel(document) != result.told(schema.KERNEL_RELEASE):
        lines.append("note: another kernel was measured than the one that was recorded")
    if told[schema.HYPERVISOR] not in ("none", "unknown"):
        lines.append(f"note: what {told[schema.HYPERVISOR]} does at an entry is in no recording")
    return lines


_MACHINE = (schema.CPU_MODEL, schema.HYPERVISOR, schema.KERNEL_RELEASE)
