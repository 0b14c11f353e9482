"""Where kernels and package lists are kept between runs."""

from __future__ import annotations

import os
from pathlib import Path


def folder() -> Path:
    """VDSOBENCH_CACHE, or vdsobench in the user's cache folder (XDG base directory rules)."""
    chosen = os.environ.get("VDSOBENCH_CACHE")
    if chosen:
        return Path(chosen).absolute()
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base).absolute() / "vdsobench"


def made(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path
