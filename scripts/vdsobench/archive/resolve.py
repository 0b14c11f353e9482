"""From what is asked for on the command line to images that can be booted."""

from __future__ import annotations

from pathlib import Path

from vdsobench.errors import Failed, UsageError
from vdsobench.archive import fetch, images, own, packages
from vdsobench.archive.archive import Archive, Suite, system_archive
from vdsobench.archive.packages import Notice


class Unresolved(Failed):
    """This one kernel cannot be had: the message says why."""


class Kernels:
    """Looks kernels up in the archive, whose lists are read once and only when needed."""

    def __init__(
        self,
        notice: Notice,
        *,
        url: str = "",
        keyring: Path | None = None,
        suites: tuple[str, ...] = (),
        flavour: str = "",
        refresh: bool = False,
    ) -> None:
        self._notice = notice
        self._url, self._keyring, self._suites = url, keyring, suites
        self._flavour, self._refresh = flavour, refresh
        self._offered: list[packages.KernelPackage] | None = None
        self._archive: Archive | None = None

    def offered(self) -> list[packages.KernelPackage]:
        """Every kernel of the suites, the newest first. A suite that cannot be read is told and
        left out."""
        if self._offered is None:
            self._archive = system_archive(self._url, self._keyring)
            suites = [Suite(self._archive, name) for name in self._suites or self._archive.suites]
            self._offered = packages.of_suites(suites, self._refresh, self._notice)
        return self._offered

    def image(self, wanted: str) -> images.KernelImage:
        """wanted: a path, if it has a slash; else a series, version or package. Raises
        Unresolved."""
        try:
            if "/" in wanted:
                return own.image(Path(wanted))
            return self._packaged(wanted)
        except (images.NotAKernel, fetch.FetchFailed, UsageError) as error:
            raise Unresolved(str(error)) from error

    def _packaged(self, wanted: str) -> images.KernelImage:
        return self.packaged(packages.choose(self.offered(), wanted, self._flavour), wanted)

    def packaged(self, package: packages.KernelPackage, label: str) -> images.KernelImage:
        """The kernel of one that is offered, from the cache or the archive. Raises FetchFailed."""
        found = fetch.cached(package, label)
        if found:
            return found
        self._notice(f"fetching {package.name} {package.version} ({package.size >> 20} MiB)")
        assert self._archive
        return fetch.fetch(package, Suite(self._archive, package.suite), label)
