"""Whose code an exact call's instructions are, as a file tells it."""

from __future__ import annotations

from typing import Any

import pytest

from vdsobench.results.code_parts import CodeParts, of_row, together
from vdsobench.results.document import BadContent

ROW = {
    "name": "time/libc",
    "instructions": 72.0,
    "instructions_loop": 3.0,
    "instructions_libc": 11.0,
    "instructions_vdso": 58.0,
    "instructions_kernel": 0.0,
}


def test_they_are_of_a_row_that_tells_them() -> None:
    assert of_row(ROW) == CodeParts(3, 11, 58, 0)
    assert of_row({"name": "time/libc", "instructions": 72.0}) is None
    assert CodeParts(3, 11, 58, 1400).words == "3+11+58+1400"


@pytest.mark.parametrize(
    "wrong",
    [
        {"instructions_loop": 4.0},
        {"instructions_libc": "many"},
        {"instructions_libc": True},
        {"instructions_vdso": None},
        {"instructions_vdso": float("nan")},
        {"instructions_loop": 75.0, "instructions_libc": 11.0, "instructions_vdso": -14.0},
        {"instructions_loop": 3.5, "instructions_vdso": 57.5},
        {"instructions": 73.0},
    ],
)
def test_what_does_not_add_up_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadContent, match="'?time/libc'?: its parts are damaged"):
        of_row(ROW | wrong)


def test_runs_that_tell_different_ones_tell_none() -> None:
    one, other = CodeParts(3, 11, 58, 0), CodeParts(4, 10, 58, 0)
    assert together([one, one]) == one
    assert together([one, other]) is None
    assert together([one, None]) is None
    assert together([]) is None
