"""The built program, as its tests call it."""

import json
import os
import subprocess
from typing import Any

BINARY = os.environ["VDSOBENCH_BINARY"]

# Fast, and enough: two calls, two processes.
QUICK = ["--filter", "^time/(vdso|syscall)$", "--min-time", "0.02", "--processes", "2"]


def vdsobench(*arguments: str, **options: Any) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [BINARY, *arguments], capture_output=True, text=True, timeout=600, **options
    )


def strict_json(text: str) -> Any:
    """JSON as the standard has it: Python's reader takes NaN unless told otherwise."""

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is not JSON")

    return json.loads(text, parse_constant=refuse)
