"""The stretches of a call in the field's words, in the order in which they pass."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Sequence

from vdsobench.anatomy.symbolize import Place

if TYPE_CHECKING:  # it takes a disassembler, which the names of the phases do not
    from vdsobench.anatomy.code import Instruction

ENTRY, DISPATCH, WORK, EXIT = "entry", "dispatch", "work", "exit"
BEGIN, READ, ARITHMETIC, RETRY = "vdso begin", "vdso counter read", "vdso arithmetic", "vdso retry"
VDSO = "vdso"  # of a function that reads no counter, such as getcpu
CALLER = "caller"  # the program and its libraries
PHASES = (CALLER, VDSO, BEGIN, READ, ARITHMETIC, RETRY, ENTRY, DISPATCH, WORK, EXIT)

# The first C function after the assembly of arch/x86/entry/entry_64.S.
DISPATCHES = re.compile(r"^(do_syscall_64|exc_page_fault)")
WORKS = re.compile(r"^(__x64_sys_|__do_sys_|__se_sys_|__ia32_sys_|ksys_|emulate_vsyscall)")
# What follows the work on the way out, where the work's own function is not seen to return.
EXITS = re.compile(r"syscall_exit|exit_to_user|irqentry_exit|via_sysret|error_return")


def of(
    executed: Sequence[Instruction], places: Sequence[Place], inside_work: Sequence[bool]
) -> list[str]:
    """The phase of each instruction. inside_work: whether it belongs to the work or its callees."""
    kernel = _of_kernel(places, inside_work)
    vdso = _of_vdso(executed, places)
    found = []
    for i, place in enumerate(places):
        within = {"kernel": kernel, "vdso": vdso}.get(place.where)
        found.append(within[i] if within else CALLER)
    return found


def _of_kernel(places: Sequence[Place], inside_work: Sequence[bool]) -> list[str]:
    phases, now = [], ENTRY
    for place, working in zip(places, inside_work):
        if place.where != "kernel":
            now = ENTRY
        elif working:
            now = WORK
        elif now == WORK or EXITS.search(place.symbol):
            now = EXIT
        elif now == ENTRY and DISPATCHES.search(place.symbol):
            now = DISPATCH
        phases.append(now)
    return phases


def _of_vdso(executed: Sequence[Instruction], places: Sequence[Place]) -> list[str]:
    if all(instruction.kind != "counter" for instruction in executed):
        return [VDSO] * len(executed)
    phases, now = [], BEGIN
    for i, (instruction, place) in enumerate(zip(executed, places)):
        if place.where != "vdso":
            now = BEGIN if place.where != "kernel" else now
        elif instruction.kind == "counter" or _orders_counter(executed, i):
            now = READ
        elif now == READ:
            now = ARITHMETIC
        phases.append(now)
    for i in _retry_check(executed, phases):
        phases[i] = RETRY
    return phases


def _orders_counter(executed: Sequence[Instruction], at: int) -> bool:
    """The fence before rdtsc belongs to the read (rdtsc_ordered, arch/x86/include/asm/tsc.h)."""
    after = executed[at + 1 : at + 2]
    return executed[at].text == "lfence" and bool(after) and after[0].kind == "counter"


def _retry_check(executed: Sequence[Instruction], phases: Sequence[str]) -> list[int]:
    """vdso_read_retry (include/vdso/helpers.h) loads the 32-bit sequence count again, compares it
    with the one before and jumps back where it moved: the only 32-bit compare with a jne there."""
    for i in range(1, len(executed) - 1):
        compare, jump = executed[i], executed[i + 1]
        if phases[i] == ARITHMETIC and re.match(r"cmp (e\w+|r\d+d|dword)", compare.text):
            if jump.text.startswith("jne"):
                loads = executed[i - 1].text.startswith("mov e")
                return [i - 1, i, i + 1] if loads else [i, i + 1]
    return []
