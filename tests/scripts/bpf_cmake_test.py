"""When cmake/bpf.cmake goes on without eBPF."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from commands import SCRIPTS, stand_in

PROJECT = """
cmake_minimum_required(VERSION 3.25)
project(asks NONE)
include({})
message(STATUS "lacks [${{VDSOBENCH_BPF_LACKS}}]")
"""


@pytest.mark.skipif(not shutil.which("cmake"), reason="there is no cmake to configure with")
@pytest.mark.parametrize(("status", "lacks"), [(0, False), (2, True)])
def test_a_bpftool_that_does_not_run_is_none(status: int, lacks: bool, tmp_path: Path) -> None:
    """As of Ubuntu's linux-tools-common where no package fits the running kernel."""
    tool = stand_in(tmp_path / "bpftool", f"exit {status}")
    bpf = SCRIPTS.parent / "cmake" / "bpf.cmake"
    (tmp_path / "CMakeLists.txt").write_text(PROJECT.format(bpf))
    configured = subprocess.run(
        [
            "cmake",
            "-G",
            "Ninja",
            "-S",
            tmp_path,
            "-B",
            tmp_path / "build",
            f"-DVDSOBENCH_BPFTOOL={tool}",
        ],
        capture_output=True,
        text=True,
    )
    assert configured.returncode == 0, configured.stderr
    assert ("a bpftool that runs" in configured.stdout) == lacks
