"""What the machines differ in, and what each word of it means to QEMU and to the kernel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Mapping, Sequence

from vdsobench.compatibility.cover import Row, cover
from vdsobench.kernels.cell import file_name

# CPU models by what /proc/cpuinfo must not list then. None of QEMU 7.2's has an invariant TSC
# (constant_tsc stands there all the same for Intel's: the kernel knows those by their family).
MODELS: dict[str, frozenset[str]] = {
    "qemu64": frozenset({"rdtscp", "rdrand", "nonstop_tsc"}),
    "qemu64,-hypervisor": frozenset({"rdtscp", "rdrand", "nonstop_tsc", "hypervisor"}),
    "Conroe": frozenset({"rdtscp", "rdrand", "nonstop_tsc"}),
    "Nehalem": frozenset({"rdtscp", "rdrand", "nonstop_tsc"}),
    "Opteron_G1": frozenset({"rdtscp", "rdrand", "nonstop_tsc"}),
    "EPYC-v1,-rdtscp": frozenset({"rdtscp"}),
    "max": frozenset(),
    "max,-hypervisor,-rdrand,-invtsc": frozenset({"hypervisor", "rdrand", "nonstop_tsc"}),
}


@dataclass(frozen=True)
class Clock:
    parameters: str
    sources: frozenset[str]  # which clocksource may then be current


ANY = frozenset({"tsc", "hpet", "acpi_pm"})
# Documentation/admin-guide/kernel-parameters.txt, for each. Unless told that it is reliable, a
# kernel may at any time take the TSC of a busy host's emulator for unstable: that happens to the
# machines that are left "as booted". Jiffies have no steps fine enough for high-resolution timers
# (clocksource_select in kernel/time/clocksource.c), so these have to be off.
CLOCKS: dict[str, Clock] = {
    "as booted": Clock("", ANY),
    "tsc": Clock("clocksource=tsc tsc=reliable", frozenset({"tsc"})),
    "hpet": Clock("clocksource=hpet", frozenset({"hpet"})),
    "acpi_pm": Clock("clocksource=acpi_pm", frozenset({"acpi_pm"})),
    "refined-jiffies": Clock(
        "clocksource=refined-jiffies nohz=off highres=off", frozenset({"refined-jiffies"})
    ),
    "notsc": Clock("notsc", ANY - {"tsc"}),
    "tsc=unstable": Clock("tsc=unstable", ANY - {"tsc"}),
}


@dataclass(frozen=True)
class Cpus:
    parameters: str
    given: int
    online: int


CPUS: dict[str, Cpus] = {
    "1": Cpus("", 1, 1),
    "4": Cpus("", 4, 4),
    "4, nosmp": Cpus("nosmp", 4, 1),
}

LEAST = "least"  # in which a kernel boots: see memory.py
MEMORIES: dict[str, int | None] = {LEAST: None, "512": 512}  # MiB

PAGES = ("none", "xonly", "emulate")  # of vsyscall=

# Of every machine: what the kernel tests of its own at its start takes a second, and is not asked.
ALWAYS = "cryptomgr.notests"


@dataclass(frozen=True)
class Cell:
    kernel: str
    model: str
    clock: str
    cpus: str
    memory: str
    page: str

    @property
    def name(self) -> str:
        """Of its files, too: a kernel may be a path."""
        words = (self.model, self.clock, self.cpus, self.memory, self.page)
        return "_".join((file_name(self.kernel, ""), *(re.sub(",? ", "-", it) for it in words)))

    @property
    def append(self) -> str:
        words = (CLOCKS[self.clock].parameters, CPUS[self.cpus].parameters)
        return " ".join(filter(None, (ALWAYS, *words, f"vsyscall={self.page}")))


EVERY_VALUE, EVERY_PAIR = 1, 2


def cells(kernels: Sequence[str], strength: int) -> list[Cell]:
    """Cells that hold every combination of `strength` values, see cover()."""
    columns: Mapping[str, Sequence[str]] = {
        "kernel": kernels,
        "model": list(MODELS),
        "clock": list(CLOCKS),
        "cpus": list(CPUS),
        "memory": list(MEMORIES),
        "page": PAGES,
    }
    return [_cell(row) for row in cover(columns, strength)]


def _cell(row: Row) -> Cell:
    return Cell(**row)
