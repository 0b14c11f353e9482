"""A kernel as its linker leaves it: QEMU starts one that has a PVH entry."""

from __future__ import annotations

import mmap
import re
import struct
from pathlib import Path
from typing import Iterator

from vdsobench.errors import Failed

MAGIC = b"\x7fELF"
# ELF-64, little-endian, x86-64 (elf(5)): what follows the magic, and e_machine.
CLASS, MACHINE = b"\x02\x01", 62
PT_NOTE = 4
# XEN_ELFNOTE_PHYS32_ENTRY of include/xen/interface/elfnote.h: the PVH entry, of CONFIG_PVH kernels.
OWNER, PVH = b"Xen\0", 18
MOST_HEADERS, LONGEST_NOTES = 64, 1 << 20
BANNER = re.compile(rb"Linux version ([\w.+~-]{1,100}) \(")  # linux_banner of init/version.c


class NotBootable(Failed):
    """The message says why QEMU cannot start the file; whoever knows its name puts it before."""


def release(path: Path) -> str:
    """The release that it names. Raises NotBootable, OSError."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as image:
        if not any(_is_pvh(notes) for notes in _notes(image)):
            raise NotBootable(
                "is an ELF file without a PVH entry (CONFIG_PVH=y), which QEMU cannot start: "
                "give arch/x86/boot/bzImage of the same build"
            )
        found = BANNER.search(image)
        if not found:
            raise NotBootable("names no Linux version")
        return found[1].decode()


def _notes(image: mmap.mmap) -> Iterator[bytes]:
    """The content of each segment of notes."""
    if image[4:6] != CLASS or len(image) < 64 or _at(image, "<H", 18) != MACHINE:
        raise NotBootable("is an ELF file, but none of an x86-64 kernel")
    headers, size, count = _at(image, "<Q", 32), _at(image, "<H", 54), _at(image, "<H", 56)
    for place in [headers + number * size for number in range(min(count, MOST_HEADERS))]:
        if place + 56 <= len(image) and _at(image, "<I", place) == PT_NOTE:
            begin, length = _at(image, "<Q", place + 8), _at(image, "<Q", place + 32)
            yield image[begin : begin + min(length, LONGEST_NOTES)]


def _at(image: mmap.mmap, kind: str, place: int) -> int:
    return int(struct.unpack_from(kind, image, place)[0])


def _is_pvh(notes: bytes) -> bool:
    """Each note is the lengths of its name and content and a type, then both, in steps of four."""
    place = 0
    while place + 12 <= len(notes):
        name, content, kind = struct.unpack_from("<III", notes, place)
        if kind == PVH and notes[place + 12 : place + 12 + name] == OWNER:
            return True
        place += 12 + (name + 3 & ~3) + (content + 3 & ~3)
    return False
