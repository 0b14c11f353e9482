"""A program of a few functions, executed by hand: traces whose anatomy is known."""

from __future__ import annotations

from vdsobench.anatomy import anatomy
from vdsobench.anatomy.code import Code
from vdsobench.anatomy.model import Call
from vdsobench.anatomy.symbolize import Place

# Each function on a page of its own. The loop calls one; it calls two and jumps to three, which
# returns by a thunk.
LOOP, ONE, TWO, THREE, THUNK = (0x10000 + i * 0x1000 for i in range(5))
NAMES = {LOOP: "loop", ONE: "one", TWO: "two", THREE: "three", THUNK: "x_return_thunk"}


def jump(opcode: int, at: int, target: int) -> bytes:
    return bytes([opcode]) + (target - at - 5).to_bytes(4, "little", signed=True)


def page(content: bytes) -> bytes:
    return content.ljust(0x1000, b"\x90")


PAGES = {
    LOOP: page(jump(0xE8, LOOP, ONE) + b"\x90\x90"),  # call one; nop; nop
    ONE: page(b"\x90" + jump(0xE8, ONE + 1, TWO) + jump(0xE9, ONE + 6, THREE)),
    TWO: page(b"\x90\x90\xc3"),  # nop; nop; ret
    THREE: page(b"\x90" + jump(0xE9, THREE + 1, THUNK)),
    THUNK: page(b"\xc3"),
}
RUN = [
    LOOP,
    ONE,
    ONE + 1,
    TWO,
    TWO + 1,
    TWO + 2,
    ONE + 6,
    THREE,
    THREE + 1,
    THUNK,
    LOOP + 5,
    LOOP + 6,
]
CODE = Code(PAGES)


def place(address: int) -> Place:
    where = "program" if address < ONE else "kernel"
    return Place(where, NAMES[address & -0x1000])


class SomePlaces:
    at = staticmethod(place)


def dissected() -> Call:
    found = anatomy.dissect("one/insn", RUN, 2, 0, CODE, SomePlaces())  # type: ignore[arg-type]
    return anatomy.told(found)
