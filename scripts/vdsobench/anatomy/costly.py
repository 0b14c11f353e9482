"""The few instructions of a call that cost tens to hundreds of cycles each, by kind.

Instructions are not time: an addition is a third of a cycle, a switch of page tables a hundred. These
are counted in the trace, so that cycles.py can tell them apart from the many that are alike.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Iterator, Sequence

from vdsobench.anatomy.symbolize import KERNEL_BEGINS, VSYSCALL_PAGE

if TYPE_CHECKING:  # it takes a disassembler, which the names of the kinds do not
    from vdsobench.anatomy.code import Instruction

FAULT, RETURN, BRANCH, STRING = "fault", "missed return", "missed branch", "string"
_BY_TEXT = {
    "syscall": r"(syscall|sysenter|int)\b",
    "sysret": r"sys(ret|exit)",
    "iret": r"iret",
    "swapgs": r"swapgs",
    "page tables": r"mov cr3,|invpcid",
    "msr": r"(wr|rd)msr",  # an IBPB is one
    "serialising": r"(cpuid|[lm]fence|serialize)\b",
    "verw": r"verw",
    "smap": r"(stac|clac)\b",
    "interrupt flag": r"(sti|cli|popf\w?)\b",
    "counter": r"rd(tscp?|pmc)\b",
    "locked": r"lock |xchg .*\[",
    "segment": r"(lsl|lar|rdpid|str)\b|mov [d-gs]s,",
    "division": r"i?div\b",
}
# A fault is no instruction: one is interrupted, and the CPU calls the kernel by itself.
KINDS = (*list(_BY_TEXT)[:2], FAULT, *list(_BY_TEXT)[2:], STRING, RETURN, BRANCH)
_PATTERNS = [(kind, re.compile(pattern)) for kind, pattern in _BY_TEXT.items()]


def count(run: Sequence[Instruction]) -> dict[str, int]:
    """Of one iteration, kinds that occur. What a predictor has learnt is what the iteration before,
    the same, has left behind."""
    found = Counter(kind for i, it in enumerate(run) if (kind := _kind(run, i)))
    found[FAULT] = sum(_faults(it, run[i + 1]) for i, it in enumerate(run[:-1]))
    twice = [*run, *run]
    missed = [kind for at, kind in _missed(twice) if at >= len(run)]
    return {kind: number for kind in KINDS if (number := (found + Counter(missed))[kind])}


def _kind(run: Sequence[Instruction], at: int) -> str | None:
    """A string instruction is met once for each step, and has one beginning."""
    it = run[at]
    if it.text.startswith("rep"):
        return STRING if at == 0 or run[at - 1].address != it.address else None
    return next((kind for kind, pattern in _PATTERNS if pattern.match(it.text)), None)


def _faults(before: Instruction, it: Instruction) -> bool:
    entered = not _in_kernel(before.address) and _in_kernel(it.address)
    return entered and before.kind != "trap"


def _in_kernel(address: int) -> bool:
    return address >= KERNEL_BEGINS and address not in VSYSCALL_PAGE


def _missed(run: Sequence[Instruction]) -> Iterator[tuple[int, str]]:
    """Where the predictor cannot know what comes: a return to elsewhere than the last call came from,
    an indirect branch to elsewhere than the last time."""
    stack: list[int] = []
    last: dict[int, int] = {}
    for at, (it, following) in enumerate(zip(run, [*run[1:], run[0]])):
        if it.kind == "return":
            if stack and stack.pop() != following.address:
                yield at, RETURN
        elif is_indirect(it):
            if last.get(it.address) != following.address:
                yield at, BRANCH
            last[it.address] = following.address
        if it.kind == "call":
            stack.append(it.next)


def is_indirect(it: Instruction) -> bool:
    """Whether a register or memory says where to: a direct one has a number there."""
    target = it.text.partition(" ")[2]
    return it.kind in ("call", "jump") and not target.startswith("0x")
