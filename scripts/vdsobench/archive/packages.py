"""Kernel packages: which there are, and which one is meant by "6.1"."""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Callable, Iterable, Iterator

from vdsobench.results import shape
from vdsobench.results.document import BadContent, read
from vdsobench.errors import UsageError
from vdsobench.files import write_atomically
from vdsobench.archive import debian_version
from vdsobench.archive.archive import Suite, SuiteUnavailable, SuiteUnreachable
from vdsobench.safe_text import one_line

Notice = Callable[[str], None]

# The smallest first: the cloud flavour has everything that is measured (BTF, system call
# tracepoints, hpet, acpi_pm, vsyscall emulation) in a third of the download.
FLAVOURS = ("cloud-amd64", "amd64", "generic")
# linux-binary-* holds the kernel where Debian splits the package, and linux-image-* of the same
# version is then only a meta-package.
NAME = re.compile(
    r"linux-(?P<kind>image|binary)-(?P<release>\d[\w.+~]*?(?:-\d+)?)-(?P<flavour>[a-z][\w-]*)",
    re.ASCII,
)
VERSION = re.compile(r"\d{1,6}(\.\d{1,6})*([-~+][\w.+~-]*)?", re.ASCII)
ASKED = re.compile(r"[\w.+~-]{1,100}", re.ASCII)
HASH = re.compile("[0-9a-f]{64}")
LONGEST, LARGEST = 100, 1 << 30  # characters of a name or version; bytes of a package
LISTS_STAY_FRESH = 24 * 3600  # seconds


@dataclass(frozen=True)
class KernelPackage:
    name: str
    version: str
    suite: str
    size: int
    sha256: str

    def __post_init__(self) -> None:
        """Name and version become a folder's name in the cache: nothing but this grammar does."""
        if not is_package(self.name, self.version):
            raise ValueError("no kernel's package")
        if not HASH.fullmatch(self.sha256) or not 0 < self.size <= LARGEST:
            raise ValueError("no package of a sensible size with a hash")

    @property
    def flavour(self) -> str:
        return NAME.fullmatch(self.name)["flavour"]  # type: ignore[index]

    @property
    def upstream(self) -> str:
        """The kernel's own version: 6.12.107 of 6.12.107-1~bpo12+1."""
        return re.split(r"[-~+]", self.version)[0]

    @property
    def series(self) -> str:
        return ".".join(self.upstream.split(".")[:2])


def asked(text: str) -> str:
    """A series, a version, a flavour or a package's name as it is asked for."""
    if not ASKED.fullmatch(text):
        raise UsageError(
            f"'{one_line(text, 60)}' is no kernel of an archive, nor a path (./bzImage)"
        )
    return text


def is_package(name: str, version: str) -> bool:
    """Whether these are in the grammar of a kernel's package."""
    grammar = is_kernel(name) and VERSION.fullmatch(version)
    return bool(grammar) and max(len(name), len(version)) <= LONGEST


def is_kernel(name: str) -> bool:
    match = NAME.fullmatch(name)
    return bool(match) and not re.search(r"-(dbg|unsigned)$", name)


def of_suite(suite: Suite, refresh: bool, notice: Notice) -> list[KernelPackage]:
    """Read out of the suite's index once, then kept beside it: an index is 50 MB of text."""
    kept = suite.state / "kernels.json"
    with suite.locked():
        known = _known(kept, suite.name)
        if known and not refresh and 0 <= time.time() - kept.stat().st_mtime < LISTS_STAY_FRESH:
            return known
        if known:
            os.utime(kept, (0, 0))  # from here on it is no more than what a failure falls back on
        try:
            suite.update()
        except SuiteUnreachable as problem:
            if not known:
                raise
            notice(f"{problem}; going on with the list of the last time")
            return known
        found = list(_offered(suite.index(), suite.name))
        if found:
            write_atomically(kept, json.dumps({"kernels": [asdict(it) for it in found]}, indent=1))
        return found


_NAME = shape.name(limit=LONGEST)
_PACKAGE = {"name": _NAME, "version": _NAME, "suite": _NAME, "sha256": _NAME}
_KERNELS = shape.record(
    {"kernels": shape.listed(shape.record({**_PACKAGE, "size": shape.whole(1, LARGEST)}), 10_000)}
)


def _known(kept: Path, suite: str) -> list[KernelPackage]:
    """A damaged list is made anew, as if it were not there."""
    try:
        found = _KERNELS(read(kept), "")["kernels"]
        return [replace(KernelPackage(**fields), suite=suite) for fields in found]
    except (BadContent, ValueError):
        return []


def _offered(index: str, suite: str) -> Iterator[KernelPackage]:
    for stanza in index.split("\n\n"):
        if stanza.startswith("Package: linux-"):
            fields = dict(re.findall(r"^([\w-]+): (.*)$", stanza, re.M))
            with contextlib.suppress(KeyError, ValueError):
                yield _package(fields, suite)


def _package(fields: dict[str, str], suite: str) -> KernelPackage:
    return KernelPackage(
        fields["Package"], fields["Version"], suite, int(fields["Size"]), fields["SHA256"]
    )


def of_suites(suites: Iterable[Suite], refresh: bool, notice: Notice) -> list[KernelPackage]:
    """All kernels of all suites that there are; a suite that is not is told and passed over."""

    def fetched(suite: Suite) -> list[KernelPackage] | SuiteUnavailable:
        try:
            return of_suite(suite, refresh, notice)
        except SuiteUnavailable as problem:
            return problem

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(fetched, suites))
    for problem in answers:
        if isinstance(problem, SuiteUnavailable):
            notice(str(problem))
    return _newest_first(p for answer in answers if isinstance(answer, list) for p in answer)


def _newest_first(packages: Iterable[KernelPackage]) -> list[KernelPackage]:
    unique = {(package.name, package.version): package for package in packages}
    by_name = sorted(unique.values(), key=lambda it: it.name)  # linux-binary before linux-image
    return sorted(by_name, key=lambda it: debian_version.key(it.version), reverse=True)


def choose(packages: list[KernelPackage], wanted: str, flavour: str = "") -> KernelPackage:
    """The newest package for a series (6.1), a major (7 or 7.x), a version or a package name."""
    found = _preferred([package for package in packages if _matches(package, wanted)], flavour)
    if found:
        return found
    raise UsageError(
        f"the archive has no kernel {wanted}{f' {flavour}' if flavour else ''}: "
        f"it offers {', '.join(all_series(packages)) or 'none'}"
    )


def newest_of_each_series(packages: list[KernelPackage], flavour: str) -> list[KernelPackage]:
    """Of those that have the flavour, if one is asked for."""
    by_series = (
        [package for package in packages if package.series == series]
        for series in all_series(packages)
    )
    return [found for each in by_series if (found := _preferred(each, flavour))]


def _preferred(packages: list[KernelPackage], flavour: str) -> KernelPackage | None:
    """Unless one flavour is asked for, that of another is better than none."""
    for preferred in (flavour,) if flavour else FLAVOURS:
        for package in packages:
            if package.flavour == preferred:
                return package
    return None if flavour or not packages else packages[0]


def _matches(package: KernelPackage, wanted: str) -> bool:
    if wanted in (package.name, package.version):
        return True
    return f"{package.upstream}.".startswith(wanted.removesuffix(".x") + ".")


def all_series(packages: list[KernelPackage]) -> list[str]:
    series = {package.series for package in packages}
    return sorted(series, key=lambda text: [int(part) for part in text.split(".")])
