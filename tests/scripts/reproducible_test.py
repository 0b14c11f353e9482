"""A build does not depend on where it is made, so that its hash in a result names the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from kernel_runs import REPOSITORY


def test_a_release_holds_no_path_of_the_sources(vdsobench: Path) -> None:
    """Of two folders: the BPF program names the file that each of its lines is from."""
    content = vdsobench.read_bytes()
    if b".debug_info" in content:
        pytest.skip("has debug information, which names the folders")
    assert str(REPOSITORY).encode() not in content
