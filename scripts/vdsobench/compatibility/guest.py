"""What is run in each machine, and what comes home of it."""

from __future__ import annotations

import io
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping

from vdsobench.kernels.outcome import CellFailed

# Each may take this long by the guest's clock; where it did not end, its status is timeout(1)'s.
SECONDS_A_PART = 150
PARTS = {
    "check": "check --json",
    "run": "run --quick --quiet --format json",
    "selftest": "selftest",
    "list": "list --json",
    "inspect": "inspect --json",
}


@dataclass(frozen=True)
class Part:
    status: int
    clocksources: frozenset[str]  # before and after
    seconds: float
    output: bytes
    errors: str


@dataclass(frozen=True)
class Report:
    """As the guest's shell found it, without the program's help."""

    parts: Mapping[str, Part]
    features: frozenset[str]  # of /proc/cpuinfo
    cpus: int
    page: str  # its line in /proc/self/maps, if it is there

    @property
    def clocksources(self) -> frozenset[str]:
        return frozenset().union(*(part.clocksources for part in self.parts.values()))


def script() -> str:
    asked = [f"part {name} {SECONDS_A_PART} {words}" for name, words in PARTS.items()]
    return Path(__file__).with_name("guest.sh").read_text() + "\n".join([*asked, "home", ""])


def report(content: bytes) -> Report:
    """content: the tar that guest.sh sends, out of its frame. Raises CellFailed for anything
    else."""
    try:
        files = _files(content)
        return Report(
            {name: _part(files, name) for name in PARTS},
            frozenset(files["machine/flags"].decode().split()),
            int(files["machine/cpus"]),
            files["machine/page"].decode().strip(),
        )
    except (tarfile.TarError, KeyError, ValueError) as error:
        raise CellFailed(f"the guest sent something else than its report: {error}") from error


def _files(content: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
        opened = ((each.name, archive.extractfile(each)) for each in archive if each.isfile())
        return {name: file.read() for name, file in opened if file}


def _part(files: Mapping[str, bytes], name: str) -> Part:
    status, before, after, began, ended = files[f"parts/{name}.end"].decode().split()
    return Part(
        int(status),
        frozenset({before, after}),
        float(ended) - float(began),
        files[f"parts/{name}.output"],
        files[f"parts/{name}.errors"].decode(errors="replace"),
    )
