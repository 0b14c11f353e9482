"""How little memory a kernel boots in."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

# The x86 boot protocol, Documentation/arch/x86/boot.rst: where the kernel would like to lie, and
# how much it takes from there until it has unpacked itself.
PREFERRED_ADDRESS_AT, INITIAL_SIZE_AT = 0x258, 0x260
MIB = 1 << 20
STEP = 8  # MiB


def least(kernel: Path, initrd: Path) -> int:
    """In MiB. Kernel, initramfs, and what is in it lie in memory at the same time; tried with 5.10
    to 7.2, where a step less panics or, before that, writes the one over the other."""
    packed = initrd.read_bytes()
    total = _end(kernel.read_bytes()) + len(packed) + len(gzip.decompress(packed))
    return -(-total // (STEP * MIB)) * STEP


def _end(image: bytes) -> int:
    address: int = struct.unpack_from("<Q", image, PREFERRED_ADDRESS_AT)[0]
    size: int = struct.unpack_from("<I", image, INITIAL_SIZE_AT)[0]
    return address + size
