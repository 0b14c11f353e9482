"""Killed at any moment, fetch and run leave nothing half written, and what they leave goes at the
next start. With VDSOBENCH_LONG, as scripts/test --long sets it, 200 times; else a few."""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
from pathlib import Path

import pytest
from commands import LONG
import archive_made
from kernel_runs import SUITES, Offered, kernels_py
from archive_made import BOOT, IMAGE
from machines import until
from guest_samples import bz_image

from vdsobench.archive.resolve import Kernels

FETCHES, RUNS = (120, 80) if LONG else (10, 4)


@pytest.fixture
def temporary(reachable: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where all programs may leave what they forget."""
    folder = reachable / "tmp"
    folder.mkdir()
    folder.chmod(0o1777)
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def whole(command: list[str]) -> float:
    began = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    return time.monotonic() - began


def killed(command: list[str], within: float) -> None:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as it:
        try:
            it.wait(random.uniform(0, within))
        except subprocess.TimeoutExpired:
            it.kill()


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def nobody_uses(folder: Path) -> bool:
    """No process of any user has it in its words, such as a QEMU or an apt that outlived us."""
    for words in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if os.fsencode(folder) in words.read_bytes():
                return False
        except OSError:  # it has just ended
            pass
    return True


def an_hour_passes(folder: Path) -> None:
    for half in folder.rglob(".*.vdsobench-*"):
        os.utime(half, (0, 0))


def test_fetch(reachable: Path, own_cache: Path, temporary: Path) -> None:
    kernel = bz_image("6.1.9-test") + os.urandom(20 << 20)  # so that all that is done takes a while
    archive = archive_made.make(reachable, {IMAGE: BOOT}, kernel)
    command = kernels_py("fetch", "--kernel", "6.1", "--refresh", *archive.options)
    within = whole(command)
    clean = files(own_cache)
    (image,) = own_cache.glob("kernels/*/vmlinuz")
    for _ in range(FETCHES):
        image.with_name("origin.json").unlink(missing_ok=True)  # so that it is fetched again
        killed(command, within)
        assert image.read_bytes() == kernel
        assert all(json.loads(it.read_text()) for it in own_cache.glob("*/*/*.json"))
    an_hour_passes(own_cache)
    whole(command)
    assert files(own_cache) == clean
    until(lambda: nobody_uses(own_cache))
    assert not files(temporary)


def test_run(
    offered: Offered,
    standin: Path,
    reachable: Path,
    temporary: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = Kernels(print, suites=SUITES).image(offered.older).path
    archive = archive_made.make(reachable, {IMAGE: BOOT}, image.read_bytes())
    cache, out = tmp_path / "cache", tmp_path / "out"
    monkeypatch.setenv("VDSOBENCH_CACHE", str(cache))
    words = ("--kernel", "6.1", "--accel", "tcg", "--binary", standin, "--out", out)
    command = kernels_py("run", *words, *archive.options)
    within = whole(command)
    clean, results = files(cache), files(out)
    for _ in range(RUNS):
        killed(command, within)
        assert all(json.loads(it.read_text())["benchmarks"] for it in out.glob("*.json"))
        until(lambda: nobody_uses(cache))
    an_hour_passes(out)
    whole(command)
    assert (files(cache), files(out)) == (clean, results)
    assert not files(temporary)
