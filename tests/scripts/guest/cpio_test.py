import subprocess
from pathlib import Path

from vdsobench.guest import cpio


def test_busybox_unpacks_what_was_packed(tmp_path: Path) -> None:
    content = bytes(range(256)) * 3 + b"x"  # a length that needs padding
    packed = cpio.archive({"init": (b"#!/bin/sh\n", 0o755), "lib/deep/er": (content, 0o644)})
    subprocess.run(["busybox", "cpio", "-i", "-d"], cwd=tmp_path, input=packed, check=True)
    assert (tmp_path / "lib/deep/er").read_bytes() == content
    assert (tmp_path / "init").stat().st_mode & 0o777 == 0o755


def test_the_same_files_give_the_same_bytes_in_any_order() -> None:
    one = {"a": (b"1", 0o644), "b/c": (b"2", 0o755)}
    assert cpio.archive(one) == cpio.archive(dict(reversed(one.items())))


def test_folders_come_before_what_is_in_them() -> None:
    packed = cpio.archive({"a/b/c": (b"", 0o644)})
    assert packed.index(b"a\0") < packed.index(b"a/b\0") < packed.index(b"a/b/c\0")
