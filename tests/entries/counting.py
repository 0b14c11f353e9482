"""Counting as the program does it, for tests to watch."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import Any

import pytest

VDSOBENCH = os.environ.get("VDSOBENCH_BINARY", "build/release/bench/vdsobench")
COUNT_ENTRIES = os.environ.get("COUNT_ENTRIES", "build/dev/tests/bench/count_entries")

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")


def tool(name: str) -> str:
    path = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")
    if path is None:
        pytest.skip(f"needs {name}")
    return path


def counting(calls: str, times: int, confirm: str, seconds: int = 60) -> list[str]:
    """Counts like vdsobench does, but what it could not be made to; ended after so many seconds."""
    return [COUNT_ENTRIES, confirm, str(times), str(seconds), *calls.split(",")]


def report(command: list[str]) -> dict[str, Any]:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    parsed: dict[str, Any] = json.loads(done.stdout)
    return parsed


def needs_ebpf() -> None:
    found = report(counting("getppid/insn", 1, "ebpf"))
    if found["method"] != "ebpf":
        pytest.skip(found["not_used"][0]["reason"])
