"""The machine's own package archive, read through a private apt state.

The system's apt is asked where its archive is and is otherwise left alone: lists, caches and
sources of every suite lie in the cache folder, so no root is needed and nothing is installed.
apt checks the signature of every list, and by it every package.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from vdsobench.errors import Failed, UsageError
from vdsobench.files import write_atomically
from vdsobench.archive import cache
from vdsobench import programs
from vdsobench.safe_text import one_line

ARCHITECTURE = "amd64"
APT_HELPER = "/usr/lib/apt/apt-helper"
DEBIAN_RELEASES = ("oldoldstable", "oldstable", "stable", "testing", "unstable")
DEBIAN_BACKPORTS = ("oldstable-backports", "stable-backports")

# Each becomes a line of apt's sources; a suite, such as stable or bookworm/updates, a folder too.
SUITE = re.compile(r"[A-Za-z0-9][\w.+~-]{0,63}(/[A-Za-z0-9][\w.+~-]{0,63})?", re.ASCII)
URL = re.compile(r"[a-z][a-z0-9+.-]*:[!-~]+")
KEYRING = re.compile(r"/[^\s,]+")


def suite_name(text: str) -> str:
    """The same text. Raises UsageError for what would be another folder or line of apt's."""
    if not SUITE.fullmatch(text):
        raise UsageError(f"'{one_line(text, 60)}' is no suite of an archive, such as stable")
    return text


def archive_url(text: str) -> str:
    """The same text. Raises UsageError for what would be another word or line of apt's."""
    if not URL.fullmatch(text):
        raise UsageError(f"'{one_line(text, 60)}' is no archive's URL (a space in it is %20)")
    return text


def keyring_file(text: str) -> Path:
    """Its whole path. Raises UsageError for one that apt would split."""
    path = Path(text).absolute()
    if not KEYRING.fullmatch(str(path)):
        raise UsageError(
            f"'{one_line(path, 60)}': apt takes no spaces or commas in a keyring's path; copy it"
        )
    return path


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
        archive_url(url or _configured_url(codename)),
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
        self.name = suite_name(name)
        self.archive = archive
        known_by = hashlib.sha256(self._sources().encode()).hexdigest()[:12]
        self._folder = ("apt", f"{name.replace('/', '_')}-{known_by}")
        self.state = cache.place(*self._folder)
        self._locks: tuple[int, ...] = ()

    @contextlib.contextmanager
    def locked(self, how: int = fcntl.LOCK_EX) -> Iterator[None]:
        """Whoever lets apt use the state takes this: shared to read it, alone to change it."""
        with cache.locked(cache.made(*self._folder), how) as lock:
            self._locks = (lock,)
            try:
                yield
            finally:
                self._locks = ()

    def apt(self, *command: str, cwd: Path | None = None, locks: tuple[int, ...] = ()) -> str:
        """The locks stay held until apt has ended, even if this process is killed before."""
        program, *words = command
        locks = (*self._locks, *locks)
        return programs.output(program, *self._options(), *words, cwd=cwd, pass_fds=locks)

    def _options(self) -> list[str]:
        """Words of a command, from which apt takes any character as it is."""
        return [
            f"-oDir::State={self.state}",
            f"-oDir::State::lists={self.state}/lists",
            f"-oDir::Cache={self.state}/cache",
            f"-oDir::Etc::sourcelist={self.state}/suite.sources",
            "-oDir::Etc::sourceparts=/dev/null",
            "-oDir::State::status=/dev/null",
            f"-oAPT::Architecture={ARCHITECTURE}",
            f"-oAPT::Architectures={ARCHITECTURE}",
            # Hooks of the system's apt announce its new lists to the desktop: not these.
            "-o#clear=APT::Update::Post-Invoke",
            "-o#clear=APT::Update::Post-Invoke-Success",
        ]

    def update(self) -> None:
        """Reads the archive's lists anew. Raises SuiteUnavailable with the reason, or
        SuiteUnreachable where the archive may answer later."""
        for needed in ("lists/partial", "cache/archives/partial"):
            (self.state / needed).mkdir(parents=True, exist_ok=True)
        write_atomically(self.state / "suite.sources", self._sources())
        try:
            # -eany: without it apt ends well where it could fetch nothing at all.
            self.apt("apt-get", "update", "-qq", "-eany")
        except programs.ProgramFailed as error:
            unreachable = UNREACHABLE.search(str(error))
            problem = SuiteUnreachable if unreachable else SuiteUnavailable
            raise problem(self._explained(str(error))) from None

    def index(self) -> str:
        """The stanzas of all packages of the suite."""
        only = ("--format", "$(FILENAME)", "Created-By: Packages")
        try:
            files = self.apt("apt-get", "indextargets", *only).splitlines()
            return "\n\n".join(self.apt(APT_HELPER, "cat-file", file) for file in files)
        except programs.ProgramFailed as error:
            raise SuiteUnavailable(self._explained(str(error))) from None

    def _sources(self) -> str:
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
