"""A bootable kernel image, and what it says about itself."""

from __future__ import annotations

import hashlib
import stat
import struct
from dataclasses import dataclass
from pathlib import Path

from vdsobench.archive import vmlinux
from vdsobench.errors import Failed

# The x86 boot protocol, Documentation/arch/x86/boot.rst: "HdrS" at 0x202; at 0x20e the offset,
# less 0x200, of the version as text.
MAGIC_AT, MAGIC = 0x202, b"HdrS"
VERSION_POINTER_AT, VERSION_BASE = 0x20E, 0x200
LONGEST_VERSION, LARGEST = 256, 512 << 20  # bytes; of an image the largest are some 20 MiB


class NotAKernel(Failed):
    """The message says why the file cannot be booted."""


@dataclass(frozen=True)
class KernelImage:
    label: str  # as asked for: 6.1, or a file's name
    path: Path
    sha256: str
    package: str = ""  # name and version, where it came from an archive


def local(path: Path) -> KernelImage:
    """A file of the user's own. Raises NotAKernel."""
    version_of(path)
    return KernelImage(path.name, path.absolute(), digest(path))


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def version_of(path: Path) -> str:
    """The release that the image names, such as 6.1.0-50-cloud-amd64."""
    try:
        image = _beginning(path)
        if image[:4] == vmlinux.MAGIC:
            return vmlinux.release(path)
    except OSError as error:
        raise NotAKernel(f"{path}: {error.strerror}") from error
    except vmlinux.NotBootable as error:
        raise NotAKernel(f"{path} {error}") from error
    if image[MAGIC_AT : MAGIC_AT + 4] != MAGIC or len(image) < VERSION_POINTER_AT + 2:
        raise NotAKernel(f"{path} is not an x86 kernel image (bzImage)")
    (pointer,) = struct.unpack_from("<H", image, VERSION_POINTER_AT)
    text = image[VERSION_BASE + pointer :].split(b"\0")[0].decode(errors="replace")
    return text.split(" ")[0]


def _beginning(path: Path) -> bytes:
    """As far as 16 bits can point. A device or a pipe has no end and is not even opened."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise NotAKernel(f"{path} is not a file")
    check_size(path, found.st_size)
    with path.open("rb") as file:
        return file.read(VERSION_BASE + 0x10000 + LONGEST_VERSION)


def check_size(path: Path, size: int) -> None:
    """Raises NotAKernel for more than any image has: it is not even read."""
    if size > LARGEST:
        raise NotAKernel(
            f"{path} would be a kernel of {size >> 20} MiB; {LARGEST >> 20} are the most"
        )
