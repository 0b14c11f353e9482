"""What a machine's parameters mean for each call: said here once more, and not asked of the program.

The kernel's part is in lib/vdso/gettimeofday.c and arch/x86/entry/vsyscall/vsyscall_64.c, glibc's
in its NEWS (getrandom: 2.41).
"""

from __future__ import annotations

from dataclasses import dataclass

from vdsobench.results import schema
from vdsobench.results.schema import EMULATED, FALLBACK, SYSCALL, UNAVAILABLE, USERSPACE

Outcomes = frozenset[str]
Version = tuple[int, int]

VDSO, LIBC, VSYSCALL = "vdso", "libc", "vsyscall"

READABLE = frozenset(
    {"tsc", "tsc-early"}
)  # clocksources that this machine may have and a vDSO read

# Functions by how they are answered.
BY_CLOCKSOURCE = {"gettimeofday"} | {
    f"clock_gettime:{clock}"
    for clock in ("realtime", "monotonic", "monotonic_raw", "boottime", "tai")
}
BY_VDSO = {"time", "getcpu", "clock_getres:monotonic"} | {
    f"clock_gettime:{clock}_coarse" for clock in ("realtime", "monotonic")
}
BY_KERNEL = {f"clock_gettime:{clock}_cputime" for clock in ("process", "thread")}
# There only with a clock that wakes the machine (kernel/time/alarmtimer.c).
ALARMS = {f"clock_gettime:{clock}_alarm" for clock in ("realtime", "boottime")}
RANDOM = {"getrandom:8", "getrandom:32"}
KNOWN = BY_CLOCKSOURCE | BY_VDSO | BY_KERNEL | ALARMS | RANDOM | {"sched_getcpu", "getppid", "tick"}
ON_THE_PAGE = {"gettimeofday", "time", "getcpu"}

RANDOM_IN_VDSO: Version = (6, 11)
RANDOM_BY_VDSO_IN_GLIBC: Version = (2, 41)

# Of functions that this module knows nothing of.
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
    """Any of which is right."""
    function, _, path = call.rpartition("/")
    if function not in KNOWN:
        return SANE
    if path == VSYSCALL:
        return frozenset({UNAVAILABLE if where.page == "none" else EMULATED})
    if path == VDSO:
        return _by_vdso(function, where)
    if path == LIBC:
        return _by_libc(function, where)
    return _by_trap(function)


def statuses(where: Situation) -> frozenset[int]:
    """Of check and run: 1 where clocks have fallen back to the kernel."""
    return frozenset(int(source not in READABLE) for source in where.clocksources)


def _by_vdso(function: str, where: Situation) -> Outcomes:
    if function in BY_CLOCKSOURCE:
        readable = {source in READABLE for source in where.clocksources}
        return frozenset(USERSPACE if each else FALLBACK for each in readable)
    if function in RANDOM:
        return frozenset({USERSPACE if where.kernel >= RANDOM_IN_VDSO else UNAVAILABLE})
    if function in ALARMS:
        return frozenset({FALLBACK, UNAVAILABLE})
    return frozenset({FALLBACK if function in BY_KERNEL else USERSPACE})


def _by_libc(function: str, where: Situation) -> Outcomes:
    if function == "getppid":
        return frozenset({SYSCALL})
    if function in RANDOM and where.libc < RANDOM_BY_VDSO_IN_GLIBC:
        return frozenset({SYSCALL})
    by_vdso = _by_vdso(function, where)
    return frozenset({SYSCALL}) if function in RANDOM and by_vdso == {UNAVAILABLE} else by_vdso


def _by_trap(function: str) -> Outcomes:
    if function == "tick":
        return frozenset({USERSPACE})
    return frozenset({SYSCALL, UNAVAILABLE} if function in ALARMS else {SYSCALL})
