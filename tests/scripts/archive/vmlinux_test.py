"""A kernel's ELF file: which QEMU can start, and what release it is of."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vdsobench.archive import images, vmlinux

BANNER = b"Linux version 6.9.1-mine (me@here) #1 SMP\0"


def note(owner: bytes, kind: int) -> bytes:
    padded = owner + bytes(-len(owner) % 4)
    return struct.pack("<III", len(owner), 8, kind) + padded + bytes(8)


def elf(notes: bytes, machine: int = 62, banner: bytes = BANNER) -> bytes:
    head = vmlinux.MAGIC + vmlinux.CLASS + bytes(10) + struct.pack("<HHI", 2, machine, 1)
    head += struct.pack("<QQQIHHH", 0, 64, 0, 0, 64, 56, 1) + bytes(6)
    segment = struct.pack("<IIQQQQQQ", 4, 4, 120, 0, 0, len(notes), len(notes), 4)
    return head + segment + notes + banner


PVH = note(b"GNU\0", 3) + note(b"Xen\0", 18)


def test_one_with_a_pvh_entry_is_a_kernel(tmp_path: Path) -> None:
    path = tmp_path / "vmlinux"
    path.write_bytes(elf(PVH))
    assert images.version_of(path) == "6.9.1-mine"
    assert images.local(path).label == "vmlinux"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (elf(note(b"Xen\0", 6)), "without a PVH entry .CONFIG_PVH=y.*bzImage of the same build"),
        (elf(note(b"GNU\0", 18)), "without a PVH entry"),
        (elf(PVH, machine=183), "none of an x86-64 kernel"),
        (elf(PVH, banner=b""), "names no Linux version"),
        (vmlinux.MAGIC, "none of an x86-64 kernel"),
    ],
)
def test_another_is_refused_with_its_name(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "vmlinux"
    path.write_bytes(content)
    with pytest.raises(images.NotAKernel, match=f"vmlinux is an ELF file.*{why}|vmlinux {why}"):
        images.version_of(path)


@settings(max_examples=60)
@given(st.integers(4, len(elf(PVH)) - 1), st.integers(0, 255))
def test_a_damaged_one_is_told_or_read(
    tmp_path_factory: pytest.TempPathFactory, at: int, to: int
) -> None:
    made = bytearray(elf(PVH))
    made[at] = to
    path = tmp_path_factory.mktemp("elf") / "vmlinux"
    path.write_bytes(made)
    try:
        vmlinux.release(path)
    except vmlinux.NotBootable:
        pass
