"""What differs around two sides: what may explain a change, and what forbids comparing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Iterator

from vdsobench.results import schema
from vdsobench.results.settings import NOTHING, NOT_RECORDED, brief
from vdsobench.results.sides import Side


@dataclass(frozen=True, slots=True)
class Difference:
    key: str
    before: str
    after: str

    def __str__(self) -> str:
        what = schema.EXPLAINING.get(self.key, self.key)
        if schema.SEPARATORS.get(self.key) != " " or NOT_RECORDED in (self.before, self.after):
            return f"{what} {brief(self.before)} → {brief(self.after)}"
        gone = [f"-{item}" for item in self.before.split() if self.before != NOTHING]
        come = [f"+{item}" for item in self.after.split() if self.after != NOTHING]
        return f"{what} {' '.join(gone + come)}"


def differences(base: Side, new: Side) -> Iterator[Difference]:
    """Of all keys that may explain a change, those that do most first."""
    for key in schema.EXPLAINING:
        found = difference(base, new, key)
        if found:
            yield found


def difference(base: Side, new: Side, key: str) -> Difference | None:
    """None where both sides say the same, or where one is plain and says nothing of any key."""
    before, after = base.context(key), new.context(key)
    if before == after or _says_nothing(base, new, key):
        return None
    if key in schema.SEPARATORS and key in base.contexts and key in new.contexts:
        before, after = _only_what_differs(before, after, schema.SEPARATORS[key])
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


def other_class(base: Side, new: Side) -> list[str]:
    """Why a difference of times is no regression: not the same class of machine."""
    if base.is_plain and new.is_plain:  # all that Google Benchmark says of a machine
        cpus = difference(base, new, schema.NUM_CPUS)
        return [str(cpus)] if cpus else []
    if base.is_plain or new.is_plain:
        return ["a plain Google Benchmark result does not say what machine it is of"]
    classes = (schema.ACCEL, schema.HYPERVISOR)
    differing = [difference(base, new, key) for key in classes]
    return refusals(base, new) + [str(found) for found in differing if found]
