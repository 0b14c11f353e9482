"""Kernels of the user's own: an image, a tree in which one was built, a package, or an ELF file."""

from __future__ import annotations

from pathlib import Path

from vdsobench import programs
from vdsobench.archive import cache, fetch, images
from vdsobench.archive.images import KernelImage, NotAKernel
from vdsobench.safe_text import one_line

# Where a kernel's makefile leaves it (arch/x86/boot/Makefile).
BUILT = Path("arch/x86/boot/bzImage")


def image(path: Path) -> KernelImage:
    """What a path names: a bzImage, a vmlinux that QEMU can start, a .deb file, or the folder of a
    kernel's source after its build. Raises NotAKernel, and UsageError where nothing can be kept."""
    if path.is_dir():
        return _of_tree(path)
    if path.suffix == ".deb" and path.is_file():
        return _of_package(path)
    return images.local(path)


def _of_tree(tree: Path) -> KernelImage:
    if not (tree / BUILT).exists():
        raise NotAKernel(f"{tree} is a folder without {BUILT}: build the kernel in it first")
    found = images.local(tree / BUILT)
    return KernelImage(tree.absolute().name or str(tree), found.path, found.sha256)


def _of_package(deb: Path) -> KernelImage:
    """Unpacked into the cache, by the file's own hash."""
    images.check_size(deb, deb.stat().st_size)
    place = cache.made("kernels", f"deb-{images.digest(deb)[:32]}")
    try:
        with cache.locked(place):
            fetch.unpack(deb, place)
        name = programs.output("dpkg-deb", "--show", "--showformat=${Package} ${Version}", deb)
    except (OSError, fetch.FetchFailed, programs.ProgramFailed) as error:
        raise NotAKernel(f"{deb}: {error}") from error
    kept = place / fetch.IMAGE
    return KernelImage(deb.name, kept, images.digest(kept), one_line(name, 200))
