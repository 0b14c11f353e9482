"""The order of versions is dpkg's own."""

from __future__ import annotations

import itertools
import shutil
import subprocess

import pytest

from vdsobench.archive.debian_version import key

# Each is newer than the one before.
ASCENDING = [
    "5~",
    "5",
    "5.10.223-1",
    "6.1~rc3-1~exp1",
    "6.1-1",
    "6.1.9-1",
    "6.1.10-1",
    "6.12.74-2~bpo12+1",
    "6.12.74-2",
    "6.12.74-2a",
    "6.12.74-2+b1",
    "6.12.74-10",
    "6.12.107-1",
    "7.3~rc7-1~exp1",
    "7.3-1",
    "7.3.4-1~bpo13+1",
    "7.3.4-1",
    "7.3.4-1.1",
    "7.3.4a-1",
    "7.3.4+b-1",
]


def test_each_is_newer_than_the_one_before() -> None:
    keys = [key(version) for version in ASCENDING]
    assert all(one < other for one, other in zip(keys, keys[1:]))


@pytest.mark.parametrize(
    ("one", "other"), [("6.1", "6.1-0"), ("6.01-1", "6.1-1"), ("6.1.", "6.1.0")]
)
def test_what_is_written_otherwise_may_be_as_new(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.skipif(not shutil.which("dpkg"), reason="needs dpkg")
def test_dpkg_agrees() -> None:
    pairs = [*itertools.pairwise(ASCENDING), *zip(ASCENDING, ASCENDING[5:])]
    for one, other in pairs:
        words = ["dpkg", "--compare-versions", one, "lt", other]
        assert subprocess.run(words).returncode == 0, (one, other)
