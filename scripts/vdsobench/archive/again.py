"""A kernel that a result names, had again: that very one, or the reason why not and what is near.

Archives drop old versions. What a result names is looked for in the cache, in the archive, and in a
snapshot service that the user names: one with the API of Debian's, where /mr/binary/NAME/VERSION/
binfiles has hashes, and /file/HASH what they are of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from vdsobench import programs
from vdsobench.archive import cache, fetch, images
from vdsobench.archive.archive import APT_HELPER, ARCHITECTURE
from vdsobench.archive.images import KernelImage
from vdsobench.archive.packages import HASH, LARGEST, KernelPackage, is_package
from vdsobench.archive.resolve import Kernels, Unresolved
from vdsobench.errors import UsageError
from vdsobench.results import shape
from vdsobench.results.document import BadContent, read

_SHA1 = shape.name("[0-9a-f]{40}")
_FILE = shape.record({"architecture": shape.name(), "hash": _SHA1})
_FILES = shape.record({"result": shape.listed(_FILE, 100)})
NUMBERS = re.compile(r"\d{1,9}")


@dataclass(frozen=True)
class Named:
    """What a result says of its kernel."""

    package: str  # such as linux-image-6.12.107+deb13-cloud-amd64
    version: str  # of the package
    sha256: str  # of the image

    def __str__(self) -> str:
        return f"{self.package} {self.version}"


def named(package: str, sha256: str) -> Named:
    """Of a result's own words. Raises Unresolved where it ran a file that no archive has."""
    name, _, version = package.partition(" ")
    if not is_package(name, version) or not HASH.fullmatch(sha256):
        raise Unresolved(f"it ran {package or 'a kernel that it does not name'}, of no archive")
    return Named(name, version, sha256)


def image(wanted: Named, kernels: Kernels, snapshot: str = "") -> KernelImage:
    """The very image. Raises Unresolved, with what is nearest."""
    found = fetch.kept(wanted.package, wanted.version, wanted.sha256, wanted.version)
    try:
        return found or _had(wanted, kernels, snapshot)
    except (fetch.FetchFailed, UsageError) as error:
        raise Unresolved(f"{wanted}: {error}") from error


def _had(wanted: Named, kernels: Kernels, snapshot: str) -> KernelImage:
    offered = [it for it in kernels.offered() if (it.name, it.version) == _key(wanted)]
    if offered:
        return _same(kernels.packaged(offered[0], wanted.version), wanted)
    if snapshot:
        return _same(_of_snapshot(wanted, snapshot), wanted)
    raise Unresolved(f"{wanted} is offered no more; {_nearest_words(wanted, kernels)}")


def _key(wanted: Named) -> tuple[str, str]:
    return wanted.package, wanted.version


def _same(found: KernelImage, wanted: Named) -> KernelImage:
    if found.sha256 != wanted.sha256:
        raise Unresolved(
            f"{wanted} is another image here ({found.sha256[:12]}) than there ({wanted.sha256[:12]})"
        )
    return found


def nearest(wanted: Named, kernels: Kernels) -> KernelPackage | None:
    """Of what the archive offers the nearest version, of the same flavour where there is one."""
    flavour = KernelPackage(wanted.package, wanted.version, "", 1, wanted.sha256).flavour

    def distance(package: KernelPackage) -> tuple[list[int], bool]:
        return _apart(package.version, wanted.version), package.flavour != flavour

    offered = kernels.offered()
    return min(offered, key=distance) if offered else None


def _apart(one: str, other: str) -> list[int]:
    """By the numbers of the version, the first that differ most."""
    numbers = ([int(digits) for digits in NUMBERS.findall(text)][:3] for text in (one, other))
    return [abs(here - there) for here, there in zip(*numbers)]


def _nearest_words(wanted: Named, kernels: Kernels) -> str:
    near = nearest(wanted, kernels)
    if near is None:
        return "the archive offers no kernel at all"
    return f"the nearest is {near.version} (--near measures it, --kernel {near.name} too)"


def _of_snapshot(wanted: Named, url: str) -> KernelImage:
    """The package's file is checked by the SHA-1 that the service names, and its kernel by the
    SHA-256 of the result."""
    with cache.work() as work:
        try:
            place = f"{url.rstrip('/')}/mr/binary/{wanted.package}/{wanted.version}/binfiles"
            files = _FILES(read(_downloaded(place, work / "binfiles")), "")["result"]
            sha1 = next((it["hash"] for it in files if it["architecture"] == ARCHITECTURE), None)
            if sha1 is None:
                raise Unresolved(f"{url} has {wanted}, but not for {ARCHITECTURE}")
            deb = _downloaded(f"{url.rstrip('/')}/file/{sha1}", work / "kernel.deb", f"SHA1:{sha1}")
            return fetch.keep(_package(wanted, deb), deb, wanted.version)
        except (programs.ProgramFailed, BadContent, fetch.FetchFailed, UsageError) as error:
            raise Unresolved(f"{wanted} cannot be had from {url}: {_worst(str(error))}") from error


def _worst(said: str) -> str:
    """apt's first error, behind its warnings."""
    lines = said.splitlines()
    return next((line for line in lines if line.startswith("E: ")), lines[0])


def _package(wanted: Named, deb: Path) -> KernelPackage:
    size, sha256 = deb.stat().st_size, images.digest(deb)
    return KernelPackage(wanted.package, wanted.version, "snapshot", size, sha256)


def _downloaded(url: str, file: Path, *hashes: str) -> Path:
    """By apt's own helper, which knows its proxies; no larger than a package may be."""
    limited = ("prlimit", f"--fsize={LARGEST}")
    programs.output(*limited, APT_HELPER, "download-file", url, file, *hashes)
    return file
