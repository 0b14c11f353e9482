"""What a file says of the program that ran in the machine, and of the kernel that it ran on."""

from __future__ import annotations

from pathlib import Path

from vdsobench.results import schema
from vdsobench.archive import images
from vdsobench.guest import closure
from vdsobench.archive.images import KernelImage


def of_program(binary: Path, qemu_version: str) -> dict[str, str]:
    """Context keys of the program and the C library that were put into the machine."""
    libc = closure.libc(binary)
    return {
        schema.key(schema.QEMU_VERSION): qemu_version,
        schema.key(schema.BINARY_HASH): images.digest(binary),
        schema.key(schema.LIBC_HASH): images.digest(libc) if libc else "static",
    }


def of_kernel(image: KernelImage, append: str, cpu: str) -> dict[str, str]:
    """cpu: the one that QEMU was told to be."""
    return {
        schema.key(schema.QEMU_CPU): cpu,
        schema.key(schema.PACKAGE): image.package or image.path.name,
        schema.key(schema.KERNEL_HASH): image.sha256,
        schema.key(schema.APPEND): append,
    }
