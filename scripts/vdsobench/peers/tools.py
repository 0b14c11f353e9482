"""The tools: how each is asked for nanoseconds a call, and how it answers."""

from __future__ import annotations

import re
import shutil
import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from vdsobench import layout
from vdsobench.results import document, loader
from vdsobench.errors import UsageError

CLOCK = "clock_gettime:monotonic/libc"
GETPPID = "getppid/libc"

Figures = dict[str, float]  # nanoseconds, by call


@dataclass(frozen=True)
class Tool:
    name: str
    program: str
    arguments: tuple[str, ...]
    read: Callable[[str], Figures]
    remedy: str  # where it comes from
    status: tuple[int, ...] = (0,)

    @property
    def is_here(self) -> bool:
        return shutil.which(self.program) is not None


def read_stress_ng(text: str) -> Figures:
    """Such as `vdso  57.63 nanosecs per call (excluding test overhead)`. It asks for MONOTONIC."""
    return {CLOCK: _number(r"([\d.]+) nanosecs per call", text)}


def read_perf(text: str) -> Figures:
    """Such as `0.300576 usecs/op`. It calls getppid()."""
    return {GETPPID: 1000 * _number(r"([\d.]+) usecs/op", text)}


def read_google_benchmark(text: str) -> Figures:
    """The figure of each call: with several rows (vdsobench has one a process) their median."""
    found = document.expect(document.parse(text.encode()), dict, "all of it", "an object")
    return {
        name.removesuffix("/real_time"): statistics.median(call.values)
        for name, call in loader.checked("", found).calls.items()
        if call.values
    }


def _number(pattern: str, text: str) -> float:
    match = re.search(pattern, text)
    if not match:
        raise ValueError(f"says nothing like {pattern!r}")
    return float(match[1])


def find_vdsobench(given: str | None) -> str:
    """The one that was named, else the one that belongs to this script, else the one on PATH."""
    candidates = [given] if given else [str(layout.VDSOBENCH), "vdsobench"]
    for candidate in candidates:
        found = shutil.which(candidate)
        if found:
            return found
    raise UsageError(f"there is no program {candidates[0]}; build it with scripts/run")


def all_tools(vdsobench: str, cpu: int) -> list[Tool]:
    """vdsobench comes first: its figure on a quiet CPU is what all are held against."""
    names = "|".join((CLOCK, GETPPID))
    ours = ("run", "--quick", "--quiet", "--format=json", f"--cpu={cpu}", f"--filter=^({names})$")
    stress = ("--vdso=1", "--vdso-func=clock_gettime", "--timeout=1", "--metrics", "--stdout")
    plain = str(Path(vdsobench).with_name("plain_loop"))
    return [
        # 1 is a finding, such as a vDSO that fell back: there are figures all the same.
        Tool("vdsobench", vdsobench, ours, read_google_benchmark, "build it", (0, 1)),
        Tool("stress-ng", "stress-ng", stress, read_stress_ng, "install the package stress-ng"),
        Tool(
            "perf bench",
            "perf",
            ("bench", "syscall", "basic", "--loop=5000000"),
            read_perf,
            "install the package linux-perf (Ubuntu: linux-tools-generic)",
        ),
        Tool(
            "Google Benchmark",
            plain,
            ("--benchmark_min_time=0.5", "--benchmark_format=json"),
            read_google_benchmark,
            "build it: cmake --build --preset release --target plain_loop",
        ),
    ]
