from __future__ import annotations

from pathlib import Path

import pytest

from vdsobench import bounded
from vdsobench.results import document, loader
from vdsobench.errors import UsageError


def test_a_device_without_end_is_read_as_far_as_it_is_wanted() -> None:
    assert len(bounded.at_most(Path("/dev/zero"), 1000)) == 1001
    with pytest.raises(UsageError, match="over 32 MiB, too large"):
        loader.load("/dev/zero")


@pytest.mark.parametrize("size", range(0, 26))
def test_both_ends_are_the_whole_as_long_as_that_is_short(tmp_path: Path, size: int) -> None:
    file, text = tmp_path / "file", bytes(range(65, 65 + size))
    file.write_bytes(text)
    whole = size <= 20
    assert bounded.both_ends(file, 10) == (text if whole else text[:10] + b"\n[...]\n" + text[-10:])


def test_a_folder_of_results_is_read_without_its_pipes(tmp_path: Path) -> None:
    """To open one would wait for whoever writes to it."""
    import os

    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(UsageError, match="holds no"):
        loader.find([str(tmp_path)])


def test_the_limit_is_said_in_whole_mebibytes() -> None:
    assert document.MAX_BYTES % (1 << 20) == 0
