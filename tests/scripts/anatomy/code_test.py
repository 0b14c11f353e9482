"""Bytes of the guest as instructions."""

from __future__ import annotations

import pytest

from vdsobench.anatomy.code import Code

PAGE = 0x1000


def test_what_cannot_be_read_is_unknown_and_not_a_crash() -> None:
    assert Code({}).at(0x1234).text == "(unreadable)"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (b"\xe8\x00\x00\x00\x00", "call"),
        (b"\xc3", "return"),
        (b"\x0f\x05", "trap"),  # syscall
        (b"\x48\x0f\x07", "trap-return"),  # sysretq
        (b"\x48\xcf", "trap-return"),  # iretq
        (b"\x0f\x31", "counter"),  # rdtsc
        (b"\x0f\x01\xf9", "counter"),  # rdtscp
        (b"\x90", "other"),
    ],
)
def test_an_instruction_is_told_by_its_bytes(code: bytes, kind: str) -> None:
    found = Code({PAGE: code.ljust(PAGE, b"\x90")}).at(PAGE)
    assert (found.kind, found.next) == (kind, PAGE + len(code))
