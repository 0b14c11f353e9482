"""The executed instructions themselves: their lengths and kinds, read from the guest's memory."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Mapping

import capstone
from capstone import x86_const as x86

PAGE = 4096
LONGEST = 15  # bytes of an x86 instruction
TRAPS = {x86.X86_INS_SYSCALL, x86.X86_INS_INT, x86.X86_INS_INT3}
TRAP_RETURNS = {x86.X86_INS_SYSRET, x86.X86_INS_IRETQ, x86.X86_INS_IRET, x86.X86_INS_SYSEXIT}


@dataclass(frozen=True)
class Instruction:
    address: int
    size: int
    text: str
    kind: str  # call, return, trap, trap-return, jump, branch, counter, other

    @property
    def next(self) -> int:
        return self.address + self.size


class Code:
    """Disassembles on request; what was executed but could not be read is unknown, of size 0."""

    def __init__(self, pages: Mapping[int, bytes]) -> None:
        self._pages = pages
        self._capstone = capstone.Cs(capstone.CS_ARCH_X86, capstone.CS_MODE_64)
        self._capstone.detail = True
        self.at = functools.cache(self._at)

    def _at(self, address: int) -> Instruction:
        for found in self._capstone.disasm(self._bytes(address), address, 1):
            text = f"{found.mnemonic} {found.op_str}".strip()
            return Instruction(address, found.size, text, _kind(found))
        return Instruction(address, 0, "(unreadable)", "other")

    def _bytes(self, address: int) -> bytes:
        page = address & -PAGE
        both = self._pages.get(page, b"") + self._pages.get(page + PAGE, b"")
        return both[address - page : address - page + LONGEST]


def _kind(found: capstone.CsInsn) -> str:
    if found.id in TRAPS:
        return "trap"
    if found.id in TRAP_RETURNS:
        return "trap-return"
    if found.id in (x86.X86_INS_RDTSC, x86.X86_INS_RDTSCP):
        return "counter"
    if found.group(capstone.CS_GRP_CALL):
        return "call"
    if found.group(capstone.CS_GRP_RET):
        return "return"
    if found.id == x86.X86_INS_JMP:
        return "jump"
    return "branch" if found.group(capstone.CS_GRP_JUMP) else "other"
