"""Writes the "newc" archive that the kernel unpacks as its first root file system.

Format: Linux Documentation/driver-api/early-userspace/buffer-format.rst. Nothing of the host
leaks into it (times, owners, inode numbers), so the same files give the same bytes anywhere.
"""

from __future__ import annotations

import stat
from typing import Iterable

FILE, FOLDER = stat.S_IFREG, stat.S_IFDIR


def archive(files: dict[str, tuple[bytes, int]]) -> bytes:
    """files: path in the guest, without leading slash → content and permissions."""
    entries = [(folder, b"", FOLDER | 0o755) for folder in _folders(files)]
    entries += [(name, data, FILE | mode) for name, (data, mode) in sorted(files.items())]
    numbered = [_entry(i, *entry) for i, entry in enumerate(entries, start=1)]
    return b"".join(numbered) + _entry(0, "TRAILER!!!", b"", 0)


def _folders(names: Iterable[str]) -> list[str]:
    found: set[str] = set()
    for name in names:
        parts = name.split("/")[:-1]
        found.update("/".join(parts[: i + 1]) for i in range(len(parts)))
    return sorted(found)


def _entry(inode: int, name: str, data: bytes, mode: int) -> bytes:
    owner, group, links, time, device = 0, 0, 1, 0, 0
    encoded = name.encode() + b"\0"
    fields = [inode, mode, owner, group, links, time, len(data), *[device] * 4, len(encoded), 0]
    header = b"070701" + b"".join(b"%08X" % field for field in fields)
    return _padded(header + encoded) + _padded(data)


def _padded(block: bytes) -> bytes:
    return block + b"\0" * (-len(block) % 4)
