"""Lists of kernels as commands take them."""

from __future__ import annotations

import pytest

from vdsobench.archive.options import wanted_kernels
from vdsobench.errors import Failed, UsageError


def test_lists_are_added_up_and_each_kernel_taken_once() -> None:
    assert wanted_kernels(["6.1, 6.12", "6.1,./bzImage,"]) == ["6.1", "6.12", "./bzImage"]


@pytest.mark.parametrize("lists", [[""], [" , ,"], []])
def test_a_list_of_none_is_wrong_usage(lists: list[str]) -> None:
    with pytest.raises(UsageError, match="names no kernel"):
        wanted_kernels(lists)


def test_what_can_be_no_kernels_name_is_refused() -> None:
    with pytest.raises(Failed):
        wanted_kernels(["6.1;reboot"])
