"""What lies at an address: the kernel's functions, libraries, the vDSO, the vsyscall page."""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Sequence

from vdsobench.anatomy import elf
from vdsobench.errors import Failed

KERNEL_BEGINS = 1 << 63
VSYSCALL_PAGE = range(0xFFFFFFFFFF600000, 0xFFFFFFFFFF601000)


@dataclass(frozen=True, order=True)
class Place:
    where: str  # kernel, vdso, libc, program, vsyscall, or a library's name
    symbol: str


@dataclass(frozen=True)
class Mapping:
    begin: int
    end: int
    offset: int
    name: str


def mappings(maps: str) -> list[Mapping]:
    """Of /proc/pid/maps."""
    found = re.findall(
        r"^([0-9a-f]{1,16})-([0-9a-f]{1,16}) (\S{4}) ([0-9a-f]{1,16}) \S+ \d+ *(.*)$", maps, re.M
    )
    return [
        Mapping(int(begin, 16), int(end, 16), int(offset, 16), name)
        for begin, end, _, offset, name in found
    ]


class Table:
    """Symbols in order of their addresses; each reaches to the next."""

    def __init__(self, symbols: Iterable[tuple[int, str]]) -> None:
        names: dict[int, str] = {}
        for address, name in symbols:
            names[address] = _plainer(names.get(address), name)
        self._addresses = sorted(names)
        self._names = names

    def name(self, address: int) -> str:
        at = bisect.bisect_right(self._addresses, address) - 1
        return self._names[self._addresses[at]] if at >= 0 else ""


def _plainer(one: str | None, other: str) -> str:
    """Of two names of one address: not the 32-bit twin, not the internal one."""
    if one is None:
        return other
    return min(one, other, key=lambda name: (name.startswith(("__ia32_", "_")), name))


class Places:
    """Resolves every address of a recording. An address that nothing accounts for is an error.

    files: what was put into the guest, by its path there. Whatever else the guest's mappings name is
    not opened: it is a file of the guest, if it is one at all.
    """

    def __init__(
        self,
        maps: str,
        kernel: Sequence[tuple[int, str]],
        vdso: Sequence[tuple[int, str]],
        files: dict[str, Path],
    ) -> None:
        self._kernel = Table(kernel)
        self._mappings = mappings(maps)
        self._files = files
        self._vdso = Table(vdso)
        self._tables: dict[str, Table] = {}
        self.at = functools.cache(self._at)

    def _at(self, address: int) -> Place:
        if address in VSYSCALL_PAGE:
            return Place("vsyscall", "[vsyscall]")
        if address >= KERNEL_BEGINS:
            name = self._kernel.name(address)
            if not name:
                raise ForeignAddress(f"no kernel symbol covers {address:#x}")
            return Place("kernel", name)
        return self._of_process(address)

    def _of_process(self, address: int) -> Place:
        mapping = next((m for m in self._mappings if m.begin <= address < m.end), None)
        if mapping is None or not mapping.name:
            raise ForeignAddress(f"{address:#x} lies in no mapping of the program")
        if mapping.name == "[vdso]":
            return Place("vdso", self._vdso.name(address - mapping.begin) or "[vdso]")
        table = self._tables.setdefault(mapping.name, self._table(mapping.name))
        name = table.name(address - mapping.begin + mapping.offset)
        return Place(_where(mapping.name), _readable(name) or mapping.name.split("/")[-1])

    def _table(self, name: str) -> Table:
        if name not in self._files:
            raise ForeignAddress(f"{name} is mapped in the guest, but was not put into it")
        return Table(elf.functions(self._files[name].read_bytes()))


class ForeignAddress(Failed):
    """The message says which address cannot be told."""


def _where(name: str) -> str:
    file = name.split("/")[-1]
    if file.startswith("libc."):
        return "libc"
    return "program" if file == "vdsobench" else file.split(".")[0]


def _readable(name: str) -> str:
    """The program's loops are templates: their mangled names say nothing that the call's does not."""
    return "loop" if name.startswith("_ZN9vdsobench5calls4loop") else name
