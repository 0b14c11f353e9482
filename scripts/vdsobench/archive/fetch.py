"""Brings a kernel package's image into the cache, whole or not at all."""

from __future__ import annotations

import fcntl
import fnmatch
import json
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import IO

from vdsobench.results import document
from vdsobench.errors import Failed, UsageError
from vdsobench.files import write_atomically
from vdsobench.archive import cache, images
from vdsobench import programs
from vdsobench.archive.archive import Suite
from vdsobench.archive.packages import KernelPackage

# Where a package keeps its kernel: the common layout, and that of a split package (Debian 7.x).
LAYOUTS = ("./boot/vmlinuz-*", "./usr/lib/modules/*/vmlinuz", "./lib/modules/*/vmlinuz")
IMAGE, ORIGIN = "vmlinuz", "origin.json"
PACKAGE_HASH, IMAGE_HASH = "package_sha256", "vmlinuz_sha256"


class FetchFailed(Failed):
    """The message says what is wrong with the download or the package."""


def cached(package: KernelPackage, label: str) -> images.KernelImage | None:
    """The image from an earlier run, if it still is what was unpacked then."""
    folder = cache.place(*_place(package))
    try:
        origin = document.read(folder / ORIGIN)
        sha256 = images.digest(folder / IMAGE)
    except (OSError, document.BadContent):
        return None
    wanted = {PACKAGE_HASH: package.sha256, IMAGE_HASH: sha256}
    if any(origin.get(key) != value for key, value in wanted.items()):
        return None
    return _image(package, folder, label, sha256)


def fetch(package: KernelPackage, suite: Suite, label: str) -> images.KernelImage:
    """The package's kernel from the archive, or from the cache where another process was faster.
    Raises FetchFailed."""
    try:
        folder = cache.made(*_place(package))
        with cache.locked(folder) as lock:
            found = cached(package, label)  # another process may have brought it meanwhile
            return found or _unpack(package, _download(package, suite, folder, lock), label)
    except (OSError, UsageError) as error:
        raise FetchFailed(f"{package.name} cannot be kept in {cache.folder()}: {error}") from error


def keep(package: KernelPackage, deb: Path, label: str) -> images.KernelImage:
    """The kernel of a package's file that lies elsewhere, in the cache. Raises FetchFailed."""
    try:
        folder = cache.made(*_place(package))
        with cache.locked(folder):
            own = folder / "package.deb"
            shutil.copyfile(deb, own)
            return _unpack(package, own, label)
    except (OSError, images.NotAKernel) as error:
        raise FetchFailed(f"{package.name} cannot be kept: {error}") from error


def kept(name: str, version: str, sha256: str, label: str) -> images.KernelImage | None:
    """An image in the cache that is this very one, whatever archive its package came from."""
    folder = cache.place("kernels", f"{name}_{version}")
    try:
        there = images.digest(folder / IMAGE)
    except OSError:
        return None
    found = images.KernelImage(label, folder / IMAGE, there, f"{name} {version}")
    return found if there == sha256 else None


def _image(package: KernelPackage, folder: Path, label: str, sha256: str) -> images.KernelImage:
    name = f"{package.name} {package.version}"
    return images.KernelImage(label, folder / IMAGE, sha256, name)


def _place(package: KernelPackage) -> tuple[str, str]:
    return "kernels", f"{package.name}_{package.version}"


def _download(package: KernelPackage, suite: Suite, folder: Path, lock: int) -> Path:
    """apt-get resumes what is in the folder and checks it; a file that is complete but wrong is
    thrown away and fetched anew once."""
    for _ in range(2):
        problem = _apt_download(package, suite, folder, lock)
        for file in folder.glob("*.deb"):
            if images.digest(file) == package.sha256:
                return file
        if not problem:
            cache.keep_only(folder)
            problem = "what arrived is not what the signed list promises"
    raise FetchFailed(f"download of {package.name} failed: {problem}")


def _apt_download(package: KernelPackage, suite: Suite, folder: Path, lock: int) -> str:
    wanted = f"{package.name}={package.version}"
    try:
        with suite.locked(fcntl.LOCK_SH):
            suite.apt("apt-get", "download", "-qq", wanted, cwd=folder, locks=(lock,))
    except programs.ProgramFailed as error:
        return str(error).splitlines()[0]
    return ""


def _unpack(package: KernelPackage, deb: Path, label: str) -> images.KernelImage:
    """The image under its own name, then the file that vouches for it, and nothing else."""
    folder = deb.parent
    try:
        sha256 = unpack(deb, folder)
        write_atomically(folder / ORIGIN, json.dumps(_origin(package, sha256), indent=2) + "\n")
    finally:
        cache.keep_only(folder, IMAGE, ORIGIN)
    return _image(package, folder, label, sha256)


def unpack(deb: Path, folder: Path) -> str:
    """Puts a package's kernel into the folder as IMAGE, whole or not at all. Returns its SHA-256.
    Raises FetchFailed, and NotAKernel for an image that cannot be booted."""
    half = folder / f"{IMAGE}.new"
    try:
        _extract_kernel(deb, half)
        images.version_of(half)
        sha256 = images.digest(half)
        half.replace(folder / IMAGE)
    finally:
        half.unlink(missing_ok=True)
    return sha256


def _origin(package: KernelPackage, sha256: str) -> dict[str, str]:
    return {
        "package": package.name,
        "version": package.version,
        "suite": package.suite,
        PACKAGE_HASH: package.sha256,
        IMAGE_HASH: sha256,
    }


def _extract_kernel(deb: Path, target: Path) -> None:
    command = ["dpkg-deb", "--fsys-tarfile", str(deb)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe) as unpacker:
        assert unpacker.stdout and unpacker.stderr
        try:
            found = _copy_kernel(unpacker.stdout, target)
        except tarfile.TarError as error:  # such as for want of zstd
            unpacker.stdout.close()
            said = unpacker.stderr.read().decode(errors="replace").strip() or error
            raise FetchFailed(f"{deb.name} cannot be unpacked: {said}") from error
        finally:
            unpacker.stdout.close()
            unpacker.kill()  # the kernel is near the front: what follows is not needed
    if not found:
        raise FetchFailed(f"{deb.name} holds no kernel image in {', '.join(LAYOUTS)}")


def _copy_kernel(stream: IO[bytes], target: Path) -> bool:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            if member.isfile() and any(fnmatch.fnmatch(member.name, kind) for kind in LAYOUTS):
                images.check_size(target, member.size)
                content = archive.extractfile(member)
                assert content
                with target.open("wb") as file:
                    shutil.copyfileobj(content, file)
                return True
    return False
