"""What vdsobench might have said in an environment."""

from __future__ import annotations

import json
from typing import Any

from vdsobench.environments.trial import Ended

GOOD = {"name": "time", "grade": "good", "reason": "", "remedy": ""}
SLOW = {"name": "gettimeofday", "grade": "bad", "reason": "of hpet", "remedy": "take tsc\nfor good"}
DARK = {"name": "getcpu", "grade": "unknown", "reason": "not counted", "remedy": ""}


def ended(output: str, errors: str = "", status: int | None = 0) -> Ended:
    return Ended(status, 0.5, output, errors)


def check(*functions: dict[str, str], status: int = 0, **more: Any) -> Ended:
    said = {"functions": functions, "notes": [], "confirm": "ebpf", **more}
    return ended(json.dumps(said, indent=2) + "\n", status=status)


def measured(status: int = 0) -> Ended:
    row = {"name": "getppid/libc", "label": "syscall", "real_time": 99.6}
    return ended(json.dumps({"benchmarks": [row, row]}, indent=2), status=status)
