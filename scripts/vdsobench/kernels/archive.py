"""The machine's own package archive, read through a private apt state.

The system's apt is asked where its archive is and is otherwise left alone: lists, caches and
sources of every suite lie in the cache folder, so no root is needed and nothing is installed.
apt checks the signature of every list, and by it every package.
"""

from __future__ import annotations

import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from vdsobench.errors import Failed, UsageError
from vdsobench.files import write_atomically
from vdsobench.kernels import cache, programs

ARCHITECTURE = "amd64"
APT_HELPER = "/usr/lib/apt/apt-helper"
LISTS_STAY_FRESH = 24 * 3600  # seconds
DEBIAN_RELEASES = ("oldoldstable", "oldstable", "stable", "testing", "unstable")
DEBIAN_BACKPORTS = ("oldstable-backports", "stable-backports")


class SuiteUnavailable(Failed):
    """The archive has no such suite, or it cannot be trusted: the message says which."""


class SuiteUnreachable(SuiteUnavailable):
    """The archive does not answer just now."""


UNREACHABLE = re.compile(r"Could not (connect|resolve)|Temporary failure|timed out|unreachable")


@dataclass(frozen=True)
class Archive:
    url: str
    keyring: Path | None  # None: whatever the system's apt trusts
    suites: tuple[str, ...]


def os_release() -> dict[str, str]:
    pairs = re.findall(r'^(\w+)="?([^"\n]*)"?$', Path("/etc/os-release").read_text(), re.M)
    return {key: value for key, value in pairs}


def system_archive(url: str = "", keyring: Path | None = None) -> Archive:
    """The archive that this system's own release comes from, as its apt is configured."""
    release = os_release()
    codename = release.get("VERSION_CODENAME", "")
    return Archive(
        url or _configured_url(codename),
        keyring or _system_keyring(release.get("ID", "")),
        _suites(release.get("ID", ""), codename),
    )


def _configured_url(codename: str) -> str:
    """apt-get itself resolves every form of its configuration; no format is parsed here."""
    try:
        printed = programs.output("apt-get", "update", "--print-uris")
    except programs.ProgramFailed as error:
        raise UsageError(f"apt's configuration cannot be read: {error}") from None
    found = _archives_with(codename, printed)
    if not codename or not found:
        raise UsageError(
            f"apt names no archive for the system's own release '{codename}': give --archive URL"
        )
    # Others name their suites after the distribution's, but only itself has updates to it.
    updated = _archives_with(f"{codename}-updates", printed)
    return next((url for url in found if url in updated), found[0])


def _archives_with(suite: str, printed: str) -> list[str]:
    return re.findall(rf"^'([^']+)/dists/{re.escape(suite)}/(?:In)?Release'", printed, re.M)


def _system_keyring(distribution: str) -> Path | None:
    keyring = Path(f"/usr/share/keyrings/{distribution}-archive-keyring.gpg")
    return keyring if keyring.is_file() else None


def _suites(distribution: str, codename: str) -> tuple[str, ...]:
    if distribution == "debian":
        return DEBIAN_RELEASES + DEBIAN_BACKPORTS
    return (codename, f"{codename}-updates")


class Suite:
    """One suite of the archive, with an apt state of its own: a failing one harms no other."""

    def __init__(self, archive: Archive, name: str) -> None:
        self.name = name
        self.archive = archive
        self.state = cache.folder() / "apt" / name
        self._sources = self.state / "suite.sources"

    def options(self) -> list[str]:
        return [
            f"-oDir::State={self.state}",
            f"-oDir::State::lists={self.state}/lists",
            f"-oDir::Cache={self.state}/cache",
            f"-oDir::Etc::sourcelist={self._sources}",
            "-oDir::Etc::sourceparts=/dev/null",
            "-oDir::State::status=/dev/null",
            f"-oAPT::Architecture={ARCHITECTURE}",
            f"-oAPT::Architectures={ARCHITECTURE}",
            # Hooks of the system's apt announce its new lists to the desktop: not these.
            "-o#clear=APT::Update::Post-Invoke",
            "-o#clear=APT::Update::Post-Invoke-Success",
        ]

    def update(self, refresh: bool = False) -> bool:
        """Fetches the suite's index unless a fresh one of the same archive is there."""
        wanted = self._sources_text()
        known = self._sources.is_file() and self._sources.read_text() == wanted
        if known and not refresh and self._age() < LISTS_STAY_FRESH:
            return False
        if not known:  # what came from another archive is nothing to this one
            shutil.rmtree(self.state, ignore_errors=True)
        self._prepare(wanted)
        try:
            # -eany: without it apt ends well where it could fetch nothing at all.
            programs.output("apt-get", "update", "-qq", "-eany", *self.options())
        except programs.ProgramFailed as error:
            unreachable = UNREACHABLE.search(str(error))
            problem = SuiteUnreachable if unreachable else SuiteUnavailable
            raise problem(self._explained(str(error))) from None
        (self.state / "updated").touch()
        return True

    def index(self) -> str:
        """The stanzas of all packages of the suite."""
        only = ("--format", "$(FILENAME)", "Created-By: Packages")
        try:
            files = programs.output("apt-get", "indextargets", *self.options(), *only).split()
            return "\n\n".join(programs.output(APT_HELPER, "cat-file", file) for file in files)
        except programs.ProgramFailed as error:
            raise SuiteUnavailable(self._explained(str(error))) from None

    def _prepare(self, sources: str) -> None:
        (self.state / "updated").unlink(missing_ok=True)
        for needed in ("lists/partial", "cache/archives/partial"):
            cache.made(self.state / needed)
        write_atomically(self._sources, sources)

    def _age(self) -> float:
        stamp = self.state / "updated"
        return time.time() - stamp.stat().st_mtime if stamp.exists() else float("inf")

    def _sources_text(self) -> str:
        lines = [
            "Types: deb",
            f"URIs: {self.archive.url}",
            f"Suites: {self.name}",
            "Components: main",
        ]
        if self.archive.keyring:
            lines.append(f"Signed-By: {self.archive.keyring}")
        return "\n".join(lines) + "\n"

    def _explained(self, said: str) -> str:
        key = re.search(r"NO_PUBKEY ([0-9A-F]+)|EXPKEYSIG ([0-9A-F]+)", said)
        if key:
            return (
                f"suite {self.name} is signed with key {key[1] or key[2]}, which is not (or no "
                f"longer) in {self.archive.keyring or 'the system keyring'}: upgrade the package "
                "of the archive's keyring (debian-archive-keyring), or give --keyring FILE"
            )
        if re.search(r"404|does not have a Release file|File not found", said):
            return f"{self.archive.url} has no suite {self.name}"
        lines = said.splitlines()
        return f"suite {self.name}: {next((it for it in lines if it.startswith('E: ')), lines[0])}"
