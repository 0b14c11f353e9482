"""Lists of kernels as commands take them."""

from __future__ import annotations

from pathlib import Path

import pytest
from guest_samples import bz_image

from vdsobench.archive.options import wanted_kernels
from vdsobench.errors import Failed, UsageError


def test_lists_are_added_up_and_each_kernel_taken_once(tmp_path: Path) -> None:
    image = tmp_path / "bzImage"
    image.write_bytes(bz_image("6.1.0"))
    assert wanted_kernels(["6.1, 6.12", f"6.1,{image},"]) == ["6.1", "6.12", str(image)]


def test_a_file_that_is_no_kernel_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--kernel .*nosuch: No such file"):
        wanted_kernels([f"6.1,{tmp_path}/nosuch"])
    (tmp_path / "text").write_text("not a kernel")
    with pytest.raises(UsageError, match="is not an x86 kernel image"):
        wanted_kernels([f"{tmp_path}/text"])


@pytest.mark.parametrize("lists", [[""], [" , ,"], []])
def test_a_list_of_none_is_wrong_usage(lists: list[str]) -> None:
    with pytest.raises(UsageError, match="names no kernel"):
        wanted_kernels(lists)


def test_what_can_be_no_kernels_name_is_refused() -> None:
    with pytest.raises(Failed):
        wanted_kernels(["6.1;reboot"])
