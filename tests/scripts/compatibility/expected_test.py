from __future__ import annotations

import pytest

from vdsobench.compatibility import expected
from vdsobench.compatibility.expected import Situation, outcomes

TSC, HPET = frozenset({"tsc"}), frozenset({"hpet"})
OLD, NEW = (6, 10), (6, 11)
OLD_GLIBC, NEW_GLIBC = (2, 40), (2, 41)


def where(
    clocksources: frozenset[str] = TSC,
    page: str = "none",
    kernel: tuple[int, int] = OLD,
    libc: tuple[int, int] = OLD_GLIBC,
) -> Situation:
    return Situation(clocksources, page, kernel, libc)


@pytest.mark.parametrize(
    ("call", "situation", "right"),
    [
        ("gettimeofday/vdso", where(TSC), "userspace"),
        ("gettimeofday/vdso", where(HPET), "fallback"),
        ("gettimeofday/libc", where(HPET), "fallback"),
        ("gettimeofday/insn", where(TSC), "syscall"),
        ("clock_gettime:monotonic/libc", where(frozenset({"refined-jiffies"})), "fallback"),
        ("clock_gettime:monotonic_coarse/libc", where(HPET), "userspace"),
        ("clock_gettime:process_cputime/libc", where(TSC), "fallback"),
        ("time/vdso", where(HPET), "userspace"),
        ("getcpu/vdso", where(HPET), "userspace"),
        ("getppid/libc", where(TSC), "syscall"),
        ("tick/insn", where(HPET), "userspace"),
        ("time/vsyscall", where(page="none"), "unavailable"),
        ("time/vsyscall", where(page="xonly"), "emulated"),
        ("getcpu/vsyscall", where(page="emulate"), "emulated"),
        ("getrandom:32/vdso", where(kernel=OLD), "unavailable"),
        ("getrandom:32/vdso", where(kernel=NEW), "userspace"),
        ("clock_gettime:boottime/vdso", where(kernel=(5, 2)), "syscall"),
        ("clock_gettime:boottime/libc", where(kernel=(5, 2)), "syscall"),
        ("clock_gettime:boottime/libc", where(HPET, kernel=(5, 3)), "fallback"),
        ("clock_getres:realtime/vdso", where(kernel=(5, 2)), "unavailable"),
        ("getrandom:32/libc", where(kernel=NEW), "syscall"),
        ("futex_robust_unlock/insn", where(kernel=(7, 1)), "unavailable"),
        ("futex_robust_unlock/insn", where(kernel=(7, 2)), "syscall"),
        ("futex_robust_unlock/vdso", where(kernel=(7, 1)), "unavailable"),
        ("futex_robust_unlock/vdso", where(kernel=(7, 2)), "userspace"),
        ("getrandom:32/libc", where(kernel=OLD, libc=NEW_GLIBC), "syscall"),
        ("getrandom:32/libc", where(kernel=NEW, libc=NEW_GLIBC), "userspace"),
    ],
)
def test_outcomes(call: str, situation: Situation, right: str) -> None:
    assert outcomes(call, situation) == {right}


def test_a_kernel_that_changed_its_clocksource_meanwhile_may_have_been_seen_before_or_after() -> (
    None
):
    both = where(TSC | HPET)
    assert outcomes("gettimeofday/vdso", both) == {"userspace", "fallback"}
    assert outcomes("time/vdso", both) == {"userspace"}
    assert expected.statuses(both) == {0, 1}


def test_a_clock_that_falls_back_is_a_finding() -> None:
    assert expected.statuses(where(TSC)) == {0}
    assert expected.statuses(where(HPET)) == {1}


def test_of_a_function_that_is_not_known_only_what_is_never_right_is_wrong() -> None:
    right = outcomes("new_function/vdso", where())
    assert "userspace" in right and not right & {"disagrees", "blocked", "unconfirmed"}
