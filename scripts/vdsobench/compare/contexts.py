"""What differs around two sides: what may explain a change, and what forbids comparing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, Iterator

from vdsobench import schema
from vdsobench.sides import NOT_RECORDED, Side

# Keys in the order of how much they explain, with their names in plain words.
EXPLAINING = {
    schema.MODE: "mode",
    schema.ACCEL: "acceleration",
    schema.MACHINE: "architecture",
    schema.CPU_MODEL: "CPU",
    schema.HYPERVISOR: "hypervisor",
    schema.KERNEL_RELEASE: "kernel",
    schema.KERNEL_VERSION: "kernel build",
    schema.KERNEL_PARAMETERS: "kernel parameters",
    schema.CLOCKSOURCE: "clocksource",
    schema.VSYSCALL_MODE: "vsyscall mode",
    schema.VDSO_SYMBOLS: "vDSO symbols",
    schema.MITIGATIONS: "mitigations",
    schema.CPU_MICROCODE: "microcode",
    schema.CPU_FEATURES: "CPU features",
    schema.LIBC: "libc",
    schema.RSEQ: "rseq",
    schema.TIME_NAMESPACE: "time namespace",
    schema.SECCOMP_MODE: "seccomp",
    schema.GOVERNOR: "frequency governor",
    schema.COUNTER: "tick counter",
    schema.CONFIRM: "entries counted by",
    schema.BINARY_HASH: "vdsobench's program",
    schema.LIBC_HASH: "libc's file",
    schema.QEMU_VERSION: "QEMU",
    schema.QEMU_CPU: "emulated CPU",
}
NOTHING = "none"
_LISTS = {
    schema.VDSO_SYMBOLS: " ",
    schema.CPU_FEATURES: " ",
    schema.KERNEL_PARAMETERS: " ",
    schema.MITIGATIONS: "; ",
}


_HASH = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")


def brief(text: str) -> str:
    """With as much of each SHA-256 as tells it apart."""
    return _HASH.sub(r"\1…", text)


@dataclass(frozen=True, slots=True)
class Difference:
    key: str
    before: str
    after: str

    def __str__(self) -> str:
        what = EXPLAINING.get(self.key, self.key)
        if _LISTS.get(self.key) != " " or NOT_RECORDED in (self.before, self.after):
            return f"{what} {brief(self.before)} → {brief(self.after)}"
        gone = [f"-{item}" for item in self.before.split() if self.before != NOTHING]
        come = [f"+{item}" for item in self.after.split() if self.after != NOTHING]
        return f"{what} {' '.join(gone + come)}"


def differences(base: Side, new: Side) -> Iterator[Difference]:
    for key in EXPLAINING:
        found = difference(base, new, key)
        if found:
            yield found


def difference(base: Side, new: Side, key: str) -> Difference | None:
    before, after = base.context(key), new.context(key)
    if before == after or _says_nothing(base, new, key):
        return None
    if key in _LISTS and key in base.contexts and key in new.contexts:
        before, after = _only_what_differs(before, after, _LISTS[key])
    return Difference(key, before or _absent(base, key), after or _absent(new, key))


def _says_nothing(base: Side, new: Side, key: str) -> bool:
    """Plain results record none of the keys; that is said once, not for each key."""
    return key not in base.contexts and base.is_plain or key not in new.contexts and new.is_plain


def _absent(side: Side, key: str) -> str:
    return NOTHING if key in side.contexts else NOT_RECORDED


def _only_what_differs(before: str, after: str, separator: str) -> tuple[str, str]:
    old, new = before.split(separator), after.split(separator)
    gone = [item for item in old if item not in new]
    come = [item for item in new if item not in old]
    return separator.join(filter(None, gone)), separator.join(filter(None, come))


def _is_emulated(side: Side) -> str:
    emulated = side.context(schema.ACCEL) == schema.EMULATED_ACCEL
    return "emulated (QEMU's TCG)" if emulated else "hardware"


_FORBIDDING: dict[str, Callable[[Side], str]] = {
    "mode": lambda side: side.context(schema.MODE) or schema.TIMED,
    "machine": _is_emulated,
    "architecture": lambda side: side.context(schema.MACHINE),
    "CPU": lambda side: side.context(schema.CPU_MODEL),
}


def refusals(base: Side, new: Side) -> list[str]:
    """Why times of these sides should not be compared; empty where they may be."""
    found = []
    for what, read in _FORBIDDING.items():
        before, after = read(base), read(new)
        if before != after and before and after:
            found.append(f"{what} {before} → {after}")
    return found


def _cpus(side: Side) -> str:
    return " / ".join(dict.fromkeys(r.harness.get(schema.NUM_CPUS, "") for r in side.results))


def other_class(base: Side, new: Side) -> list[str]:
    """Why a difference of times is no regression: not the same class of machine."""
    if base.is_plain and new.is_plain:  # all that Google Benchmark says of a machine
        cpus = [_cpus(side) for side in (base, new)]
        return [f"CPUs {' → '.join(cpus)}"] if all(cpus) and cpus[0] != cpus[1] else []
    if base.is_plain or new.is_plain:
        return ["a plain Google Benchmark result does not say what machine it is of"]
    classes = (schema.ACCEL, schema.HYPERVISOR)
    differing = [difference(base, new, key) for key in classes]
    return refusals(base, new) + [str(found) for found in differing if found]
