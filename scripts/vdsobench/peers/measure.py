"""Runs the tools in turns on one CPU, alone and beside a process that never rests."""

from __future__ import annotations

import contextlib
import subprocess
from collections import defaultdict
from typing import Callable, Iterator, Sequence

from vdsobench.results.document import BadContent
from vdsobench.errors import UsageError
from vdsobench.peers.tools import Tool
from vdsobench.safe_text import one_line

PATIENCE = 120  # seconds for one run of one tool

Key = tuple[str, str, bool]  # tool, call, whether the CPU was shared
Samples = dict[Key, list[float]]  # nanoseconds


def pinned(cpu: int) -> list[str]:
    return ["taskset", "--cpu-list", str(cpu)]


@contextlib.contextmanager
def busy(cpu: int) -> Iterator[None]:
    """A process that takes what it gets of a CPU. It dies with this one, however that ends."""
    spin = ["setpriv", "--pdeathsig", "KILL", *pinned(cpu), "sh", "-c", "while :; do :; done"]
    process = subprocess.Popen(spin)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def measure(
    tools: Sequence[Tool], cpu: int, turns: int, progress: Callable[[int], None]
) -> Samples:
    """Nanoseconds of every tool's calls, one a turn, with the CPU to itself and shared with another
    process. Raises UsageError where a tool fails."""
    samples: Samples = defaultdict(list)
    done = 0
    for _ in range(turns):
        for shared in (False, True):
            with busy(cpu) if shared else contextlib.nullcontext():
                for tool in tools:
                    for call, nanoseconds in figures(tool, cpu).items():
                        samples[tool.name, call, shared].append(nanoseconds)
                    progress(done := done + 1)
    return samples


def figures(tool: Tool, cpu: int) -> dict[str, float]:
    """One run of a tool on the CPU: nanoseconds by call. Raises UsageError."""
    command = [*pinned(cpu), tool.program, *tool.arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise UsageError(f"{tool.name} took longer than {PATIENCE} s; run it by hand") from None
    if done.returncode not in tool.status:
        raise UsageError(f"{tool.name} ended with status {done.returncode}: {last(done.stderr)}")
    try:
        return tool.read(done.stdout)
    except (ValueError, BadContent) as error:
        raise UsageError(f"{tool.name} answered otherwise than known: {one_line(error)}") from None


def last(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "it said nothing"
