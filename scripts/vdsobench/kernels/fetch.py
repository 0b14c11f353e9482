"""Brings a kernel package's image into the cache, whole or not at all."""

from __future__ import annotations

import fnmatch
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import IO

from vdsobench.errors import Failed, UsageError
from vdsobench.kernels import cache, images, programs
from vdsobench.kernels.archive import Suite
from vdsobench.kernels.packages import KernelPackage

# Where a package keeps its kernel: the common layout, and that of a split package (Debian 7.x).
LAYOUTS = ("./boot/vmlinuz-*", "./usr/lib/modules/*/vmlinuz", "./lib/modules/*/vmlinuz")


class FetchFailed(Failed):
    """The message says what is wrong with the download or the package."""


def cached(package: KernelPackage, label: str) -> images.KernelImage | None:
    """The image from an earlier run, if it still is what was unpacked then."""
    folder = _place(package)
    try:
        origin = json.loads((folder / "origin.json").read_text())
        if images.digest(folder / "vmlinuz") != origin["vmlinuz_sha256"]:
            return None
    except (OSError, ValueError, KeyError):
        return None
    return _image(package, label, origin["vmlinuz_sha256"])


def fetch(package: KernelPackage, suite: Suite, label: str) -> images.KernelImage:
    found = cached(package, label)
    if found:
        return found
    try:
        return _unpack(package, _download(package, suite), label)
    except (OSError, UsageError) as error:
        raise FetchFailed(f"{package.name} cannot be kept in {cache.folder()}: {error}") from error


def _place(package: KernelPackage) -> Path:
    return cache.folder() / "kernels" / f"{package.name}_{package.version}"


def _image(package: KernelPackage, label: str, sha256: str) -> images.KernelImage:
    name = f"{package.name} {package.version}"
    return images.KernelImage(label, _place(package) / "vmlinuz", sha256, name)


def _download(package: KernelPackage, suite: Suite) -> Path:
    """apt-get resumes what is in the folder and checks it; a file that is complete but wrong is
    thrown away and fetched anew once."""
    folder = cache.made(cache.folder() / "downloads" / f"{package.name}_{package.version}")
    for _ in range(2):
        problem = _apt_download(package, suite, folder)
        for file in folder.glob("*.deb"):
            if images.digest(file) == package.sha256:
                return file
        if not problem:
            shutil.rmtree(cache.made(folder))
            cache.made(folder)
            problem = "what arrived is not what the signed list promises"
    raise FetchFailed(f"download of {package.name} failed: {problem}")


def _apt_download(package: KernelPackage, suite: Suite, folder: Path) -> str:
    wanted = f"{package.name}={package.version}"
    try:
        programs.output("apt-get", "download", "-qq", *suite.options(), wanted, cwd=folder)
    except programs.ProgramFailed as error:
        return str(error).splitlines()[0]
    return ""


def _unpack(package: KernelPackage, deb: Path, label: str) -> images.KernelImage:
    folder = _place(package)
    cache.made(folder.parent)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unpacking-") as temporary:
        half = cache.made(Path(temporary) / "kernel")
        _extract_kernel(deb, half / "vmlinuz")
        images.version_of(half / "vmlinuz")
        origin = {
            "package": package.name,
            "version": package.version,
            "suite": package.suite,
            "package_sha256": package.sha256,
            "vmlinuz_sha256": images.digest(half / "vmlinuz"),
        }
        (half / "origin.json").write_text(json.dumps(origin, indent=2) + "\n")
        shutil.rmtree(folder, ignore_errors=True)
        half.rename(folder)
    shutil.rmtree(deb.parent)
    return _image(package, label, origin["vmlinuz_sha256"])


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
                content = archive.extractfile(member)
                assert content
                with target.open("wb") as file:
                    shutil.copyfileobj(content, file)
                return True
    return False
