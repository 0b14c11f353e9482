"""Function symbols of an ELF file, by their offset in the file (System V gABI, chapter 4)."""

from __future__ import annotations

import struct
from typing import Iterator

from vdsobench.errors import Failed

SECTION = struct.Struct("<IIQQQQIIQQ")
SYMBOL = struct.Struct("<IBBHQQ")
PROGRAM = struct.Struct("<IIQQQQQQ")
SYMTAB, DYNSYM, LOAD, FUNCTION, IFUNC = 2, 11, 1, 2, 10


class NotElf(Failed):
    """The bytes are no 64-bit little-endian ELF file."""


def functions(image: bytes) -> list[tuple[int, str]]:
    """Offset in the file and name; of .symtab where it is there, and of .dynsym."""
    if image[:6] != b"\x7fELF\x02\x01":
        raise NotElf("not a 64-bit ELF file")
    try:
        return _functions(image)
    except (struct.error, IndexError, ValueError):  # tables that lie elsewhere than they say
        raise NotElf("a damaged ELF file") from None


def _functions(image: bytes) -> list[tuple[int, str]]:
    sections = list(_sections(image))
    found: list[tuple[int, str]] = []
    for kind, _, offset, size, link in sections:
        if kind in (SYMTAB, DYNSYM):
            strings = sections[link][2]
            found += _symbols(image, offset, size, strings)
    return sorted((_file_offset(image, address), name) for address, name in found)


def _sections(image: bytes) -> Iterator[tuple[int, int, int, int, int]]:
    (table,) = struct.unpack_from("<Q", image, 0x28)
    entry_size, number = struct.unpack_from("<HH", image, 0x3A)
    for i in range(number):
        fields = SECTION.unpack_from(image, table + i * entry_size)
        _, kind, _, address, offset, size, link, *_ = fields
        yield kind, address, offset, size, link


def _symbols(image: bytes, offset: int, size: int, strings: int) -> Iterator[tuple[int, str]]:
    for at in range(offset, offset + size, SYMBOL.size):
        name, info, _, section, value, _ = SYMBOL.unpack_from(image, at)
        if info & 15 in (FUNCTION, IFUNC) and section:
            end = image.index(b"\0", strings + name)
            yield value, image[strings + name : end].decode(errors="replace")


def _file_offset(image: bytes, address: int) -> int:
    """Mappings are known by offsets in the file, symbols by addresses: a segment tells both."""
    (table,) = struct.unpack_from("<Q", image, 0x20)
    entry_size, number = struct.unpack_from("<HH", image, 0x36)
    for i in range(number):
        kind, _, offset, begin, _, size, *_ = PROGRAM.unpack_from(image, table + i * entry_size)
        if kind == LOAD and begin <= address < begin + size:
            return int(address - begin + offset)
    return int(address)
