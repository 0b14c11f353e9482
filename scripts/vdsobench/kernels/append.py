"""Kernel command lines: --append 'vsyscall={none,xonly}' stands for two."""

from __future__ import annotations

import itertools
import re
from typing import Sequence

from vdsobench.errors import UsageError

GROUP = re.compile(r"\{([^{}]*)\}")


def expand(pattern: str) -> list[str]:
    """As the shell's braces: every {a,b} is each of its parts in turn; {,x} is "with and without"."""
    parts = GROUP.split(pattern)
    if any("{" in text or "}" in text for text in parts):
        raise UsageError(f"--append '{pattern}': braces must pair up and not nest")
    choices = [part.split(",") if i % 2 else [part] for i, part in enumerate(parts)]
    return [" ".join("".join(chosen).split()) for chosen in itertools.product(*choices)]


def product(patterns: Sequence[str]) -> list[str]:
    """Every combination of one alternative of each pattern, in the order given."""
    combined = itertools.product(*(expand(pattern) for pattern in patterns))
    lines = [" ".join(filter(None, chosen)) for chosen in combined]
    return list(dict.fromkeys(lines))
