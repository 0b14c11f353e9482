"""What a machine's parameters mean for each call: concluded once more, not asked of the program.

What is known of a function is in the program's table, which results/tables.json has. What follows
for a machine is in the kernel's lib/vdso/gettimeofday.c and arch/x86/entry/vsyscall/vsyscall_64.c.
"""

from __future__ import annotations

from dataclasses import dataclass

from vdsobench.results import schema
from vdsobench.results.schema import EMULATED, FALLBACK, SYSCALL, UNAVAILABLE, USERSPACE
from vdsobench.results.tables import FUNCTIONS, Function

Outcomes = frozenset[str]
Version = tuple[int, int]

VDSO, LIBC, VSYSCALL = "vdso", "libc", "vsyscall"

# Clocksources that this machine may have and a vDSO reads.
READABLE = frozenset({"tsc", "tsc-early"})

# Of calls that this module has no opinion of: never right.
SANE: Outcomes = frozenset(schema.OUTCOMES) - {
    schema.BLOCKED,
    schema.DISAGREES,
    schema.UNCONFIRMED,
}


@dataclass(frozen=True)
class Situation:
    clocksources: frozenset[str]  # more than one where the kernel changed its mind meanwhile
    page: str  # of vsyscall=
    kernel: Version
    libc: Version
    hypervisor: bool = True  # CPUID says that there is one


def outcomes(call: str, where: Situation) -> Outcomes:
    """Any of which is right for `call`, a function/path."""
    name, _, path = call.rpartition("/")
    function = FUNCTIONS.get(name)
    if function is None or _hangs_on_set_up(function):
        return SANE
    if path == VSYSCALL:
        return frozenset({UNAVAILABLE if where.page == "none" else EMULATED})
    if path == VDSO:
        return _by_vdso(function, where)
    if path == LIBC:
        return _by_libc(function, where)
    return _by_trap(function, where)


def _hangs_on_set_up(function: Function) -> bool:
    """An auxiliary clock is there where root switched it on, and a vDSO then reads it."""
    return function.may_be_absent and function.user_space


def _is_alarm(function: Function) -> bool:
    """There only with a clock that wakes the machine (kernel/time/alarmtimer.c)."""
    return function.may_be_absent and not function.user_space


def statuses(where: Situation) -> frozenset[int]:
    """Of check and run: 1 where clocks have fallen back to the kernel."""
    return frozenset(int(source not in READABLE) for source in where.clocksources)


def _by_vdso(function: Function, where: Situation) -> Outcomes:
    if function.kernel_since and where.kernel < _version(function.kernel_since):
        # clock_gettime itself has been there from the beginning.
        return frozenset({SYSCALL if function.symbol == "clock_gettime" else UNAVAILABLE})
    if _is_alarm(function):
        return frozenset({FALLBACK, UNAVAILABLE})
    if not function.user_space:
        return frozenset({FALLBACK})
    if not function.reads_clocksource:
        return frozenset({USERSPACE})
    readable = {source in READABLE for source in where.clocksources}
    return frozenset(USERSPACE if each else FALLBACK for each in readable)


def _by_libc(function: Function, where: Situation) -> Outcomes:
    """A C library asks the vDSO, but for what this one knows nothing of."""
    is_by_libc = not function.libc_since or where.libc >= _version(function.libc_since)
    if not function.in_vdso:  # sched_getcpu reads the CPU from rseq(2), or asks the vDSO's getcpu
        return frozenset({USERSPACE if function.user_space else SYSCALL})
    if not is_by_libc:
        return frozenset({SYSCALL})
    by_vdso = _by_vdso(function, where)
    return frozenset({SYSCALL}) if function.kernel_since and by_vdso == {UNAVAILABLE} else by_vdso


def _by_trap(function: Function, where: Situation) -> Outcomes:
    if function.answer == "ticks":
        return frozenset({USERSPACE})
    if function.call_since and where.kernel < _version(function.call_since):
        return frozenset({UNAVAILABLE})
    return frozenset({SYSCALL, UNAVAILABLE} if _is_alarm(function) else {SYSCALL})


def _version(since: str) -> Version:
    """Of "Linux 6.11" or "glibc 2.41"."""
    major, minor = since.split()[1].split(".")
    return int(major), int(minor)
