"""How the tests run scripts/kernels.py, and on which kernels."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
KERNELS_PY = REPOSITORY / "scripts" / "kernels.py"
# Seconds that a machine may take, however busy the host is: what a test wants to hang says less.
PATIENCE = ("--timeout", "3600")
# Two suites have two series, whichever these are by now, and keep the lists short.
SUITES = ("oldstable", "stable")


@dataclass(frozen=True)
class Offered:
    """The oldest and the newest series that the archive offers in SUITES."""

    older: str
    newer: str


def kernels_py(*words: str | Path) -> list[str]:
    return ["/usr/bin/python3", str(KERNELS_PY), *map(str, words)]


def command(*words: str | Path) -> list[str]:
    suites = [word for suite in SUITES for word in ("--suite", suite)]
    return kernels_py("run", *suites, *PATIENCE, *words)


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*words), capture_output=True, text=True)
