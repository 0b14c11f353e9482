"""A small signed package archive on disk, made with the tools that make real ones."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from guest_samples import bz_image

BOOT, IMAGE = "boot/vmlinuz-6.1.9-cloud-amd64", "linux-image-6.1.9-cloud-amd64"


@dataclass(frozen=True)
class Repository:
    root: Path
    keyring: Path

    @property
    def url(self) -> str:
        return f"file:{self.root}"

    @property
    def options(self) -> list[str]:
        """Of kernels.py, to read this archive and no other."""
        return ["--archive", self.url, "--keyring", str(self.keyring), "--suite", "stable"]

    def deb(self, name: str) -> Path:
        return next(self.root.glob(f"pool/{name}_*.deb"))


def make(folder: Path, layouts: dict[str, str], kernel: bytes = b"") -> Repository:
    """layouts: name of a package → where in it the kernel lies ("" for a meta-package)."""
    # Incompressible, so that half of the package is really half of the kernel.
    kernel = kernel or bz_image("6.1.9-test") + os.urandom(200_000)
    root, keys = folder / "archive", folder / "keys"
    (root / "pool").mkdir(parents=True)
    keys.mkdir(mode=0o700)
    for name, place in layouts.items():
        _package(folder / name, root / "pool", name, {place: kernel} if place else {})
    index = root / "dists/stable/main/binary-amd64"
    index.mkdir(parents=True)
    scanned = subprocess.run(
        ["dpkg-scanpackages", "--multiversion", "pool"], cwd=root, capture_output=True, check=True
    )
    (index / "Packages").write_bytes(scanned.stdout)
    return Repository(root, _sign(root / "dists/stable", keys))


def _package(tree: Path, pool: Path, name: str, files: dict[str, bytes]) -> None:
    (tree / "DEBIAN").mkdir(parents=True)
    control = f"Package: {name}\nVersion: 6.1.9-1\nArchitecture: amd64\n"
    control += "Maintainer: Tests <tests@example.org>\nDescription: a kernel for tests\n"
    (tree / "DEBIAN/control").write_text(control)
    for place, content in files.items():
        (tree / place).parent.mkdir(parents=True)
        (tree / place).write_bytes(content)
    subprocess.run(["dpkg-deb", "-Znone", "--build", tree, pool], capture_output=True, check=True)
    built = next(pool.glob(f"{name}_*.deb"))
    built.rename(pool / f"{name}_6.1.9-1_amd64.deb")


def _sign(suite: Path, keys: Path) -> Path:
    packages = suite / "main/binary-amd64/Packages"
    digest = hashlib.sha256(packages.read_bytes()).hexdigest()
    release = "Origin: Tests\nSuite: stable\nCodename: stable\nArchitectures: amd64\n"
    release += "Components: main\nDate: Thu, 01 Jan 2026 00:00:00 UTC\nSHA256:\n"
    release += f" {digest} {packages.stat().st_size} main/binary-amd64/Packages\n"
    (suite / "Release").write_text(release)
    _gpg(keys, "--quick-gen-key", "--passphrase", "", "tests@example.org", "ed25519", "sign")
    _gpg(keys, "--clearsign", "--output", str(suite / "InRelease"), str(suite / "Release"))
    (suite / "Release").unlink()
    keyring = keys / "archive.gpg"
    _gpg(keys, "--output", str(keyring), "--export")
    subprocess.run(["gpgconf", "--homedir", str(keys), "--kill", "all"], check=True)
    shutil.copy(keyring, suite.parents[1] / "archive.gpg")  # where apt's own user may read it
    return suite.parents[1] / "archive.gpg"


def _gpg(home: Path, *words: str) -> None:
    command = ["gpg", "--homedir", str(home), "--batch", "--yes", "--pinentry-mode", "loopback"]
    subprocess.run([*command, *words], capture_output=True, check=True)
