"""What calls do differently on another side: the finding that matters whatever the times say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

from vdsobench.results import schema
from vdsobench.results.calls import parse_name
from vdsobench.compare.contexts import difference
from vdsobench.results.sides import Side

WORSE = "worse"
BETTER = "better"
UNKNOWN = "unknown"  # not counted on one of the sides, or neither better nor worse

MEASURED = "measured"  # plain Google Benchmark results know no outcomes
FAILED = "failed"

# What may explain a change on a path, likeliest first.
_CAUSES = {
    "libc": (schema.CLOCKSOURCE, schema.VDSO_SYMBOLS, schema.LIBC, schema.RSEQ),
    "vdso": (schema.CLOCKSOURCE, schema.VDSO_SYMBOLS, schema.TIME_NAMESPACE),
    "vsyscall": (schema.VSYSCALL_MODE,),
}
_ANY_CAUSE = (schema.KERNEL_PARAMETERS, schema.SECCOMP_MODE, schema.KERNEL_RELEASE)
# A vDSO getrandom enters the kernel now and then to be reseeded; one call in a hundred is more.
_ENTRIES_TELL = 0.01


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    name: str
    before: str
    after: str
    direction: str
    cause: str

    def __str__(self) -> str:
        why = f" ({self.cause})" if self.cause else ""
        return f"{self.name}: {self.before} → {self.after}{why}"


def outcome_changes(base: Side, new: Side) -> Iterator[OutcomeChange]:
    """Worse ones first."""
    if base.outcomes == new.outcomes and base.entries == new.entries and not base.is_plain:
        return
    in_new = set(new.names)
    found = [_change(base, new, name) for name in base.names if name in in_new]
    order = (WORSE, UNKNOWN, BETTER)
    yield from sorted(filter(None, found), key=lambda change: order.index(change.direction))


def _change(base: Side, new: Side, name: str) -> OutcomeChange | None:
    before, after = _seen(base, name), _seen(new, name)
    if before != after:
        return OutcomeChange(
            name, before, after, _direction(before, after), _cause(base, new, name)
        )
    old, now = base.entries.get(name), new.entries.get(name)
    if old is None or now is None or abs(old - now) <= _ENTRIES_TELL:
        return None
    direction = WORSE if now > old else BETTER
    return OutcomeChange(name, _entries(before, old), _entries(after, now), direction, "")


def _seen(side: Side, name: str) -> str:
    return side.outcome(name) or (MEASURED if side.measured(name) else FAILED)


def _entries(outcome: str, entries: float) -> str:
    return f"{outcome} with {entries:.6g} entries a call"


def _direction(before: str, after: str) -> str:
    badness = schema.BADNESS | {MEASURED: 0, FAILED: 3}
    if before not in badness or after not in badness or badness[before] == badness[after]:
        return UNKNOWN
    return WORSE if badness[after] > badness[before] else BETTER


def _cause(base: Side, new: Side, name: str) -> str:
    """What differs between the sides and may be why; failing that, what the call itself says."""
    for key in (*_CAUSES.get(parse_name(name).path, ()), *_ANY_CAUSE):
        found = difference(base, new, key)
        if found:
            return str(found)
    return new.why(name) or base.why(name)
