"""`check`: what it says besides the verdict."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1]))
from command_line import strict_json, vdsobench  # noqa: E402


def test_check_shows_what_libbpf_says_where_asked_to() -> None:
    checked = vdsobench("check", "--json", "--verbose")
    if strict_json(checked.stdout)["confirm"] != "ebpf":
        pytest.skip("nothing is counted by eBPF here, so libbpf is not asked")
    assert "libbpf: " in checked.stderr
    assert vdsobench("check").stderr == ""
