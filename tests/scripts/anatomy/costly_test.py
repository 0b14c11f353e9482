"""Costly instructions by kind, and where a predictor cannot know what comes."""

from __future__ import annotations

import pytest
from anatomy.machine_code import CODE, RUN

from vdsobench.anatomy import costly
from vdsobench.anatomy.code import Instruction

USER, KERNEL = 0x1000, 0xFFFFFFFF81000000


def one(text: str, kind: str = "other", address: int = USER) -> Instruction:
    return Instruction(address, 4, text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("syscall", "syscall"),
        ("int 0x80", "syscall"),
        ("sysretq", "sysret"),
        ("iretq", "iret"),
        ("swapgs", "swapgs"),
        ("mov cr3, rax", "page tables"),
        ("wrmsr", "msr"),
        ("rdmsr", "msr"),
        ("cpuid", "serialising"),
        ("lfence", "serialising"),
        ("mfence", "serialising"),
        ("verw word ptr [rip + 8]", "verw"),
        ("stac", "smap"),
        ("cli", "interrupt flag"),
        ("rdtsc", "counter"),
        ("rdtscp", "counter"),
        ("lock cmpxchg qword ptr [rdi], rdx", "locked"),
        ("xchg qword ptr [rdi], rax", "locked"),
        ("lsl eax, ecx", "segment"),
        ("mov ds, eax", "segment"),
        ("div rcx", "division"),
        ("idiv ecx", "division"),
        ("rep stosq qword ptr [rdi], rax", "string"),
    ],
)
def test_each_kind_is_known_by_its_text(text: str, kind: str) -> None:
    assert costly.count([one("nop", address=USER + 8), one(text)]) == {kind: 1}


@pytest.mark.parametrize(
    "text",
    [
        "xchg rax, rbx",
        "mov rax, cr3",
        "mov rax, cr2",
        "divss xmm0, xmm1",
        "sfence",
        "intended",
        "nop",
    ],
)
def test_what_is_like_one_but_cheap_is_no_kind(text: str) -> None:
    assert costly.count([one(text)]) == {}


def test_a_string_instruction_begins_once_however_many_steps_it_takes() -> None:
    step = one("rep movsb byte ptr [rdi], byte ptr [rsi]")
    assert costly.count([step] * 8 + [one("nop", address=USER + 8), step]) == {"string": 2}


def test_a_way_into_the_kernel_that_no_instruction_asked_for_is_a_fault() -> None:
    back = one("iretq", "trap-return", KERNEL)
    assert costly.count([one("call rax", "call"), back]) == {
        "fault": 1,
        "iret": 1,
    }
    assert costly.count([one("syscall", "trap"), back]) == {"syscall": 1, "iret": 1}


def test_ordinary_returns_are_known() -> None:
    assert costly.count([CODE.at(address) for address in RUN]) == {}


def test_a_return_to_elsewhere_than_its_call_came_from_is_missed() -> None:
    """As a safe return thunk does: it calls on to take the address away, and returns further out."""
    inner = one("call 0x3000", "call", 0x2000)
    leave = one("ret", "return", 0x3000)
    run = [one("call 0x2000", "call", 0x1000), inner, leave, one("nop", address=0x1004)]
    assert costly.count(run) == {"missed return": 1}


def test_what_an_iteration_leaves_behind_is_there_in_the_next() -> None:
    """A call that never returned is what the next return is taken for."""
    run = [one("ret", "return", 0x2000), one("call 0x2000", "call", 0x1000)]
    assert costly.count(run) == {"missed return": 1}


def test_a_return_without_any_call_before_is_not_held_against_the_predictor() -> None:
    assert costly.count([one("ret", "return"), one("nop", address=0x2000)]) == {}


def test_an_indirect_branch_is_missed_where_its_target_is_another_than_last_time() -> None:
    there = one("jmp rax", "jump", 0x1000)
    one_way = [there, one("nop", address=0x2000)]
    assert costly.count(one_way) == {}
    assert costly.count([*one_way, there, one("nop", address=0x3000)]) == {"missed branch": 2}


@pytest.mark.parametrize(
    ("text", "kind", "indirect"),
    [
        ("call rax", "call", True),
        ("jmp qword ptr [rip + 0x20]", "jump", True),
        ("call 0xffffffff81000000", "call", False),
        ("jmp 0x1000", "jump", False),
        ("ret", "return", False),
        ("jne 0x1000", "branch", False),
    ],
)
def test_a_branch_is_indirect_where_its_target_is_no_number(
    text: str, kind: str, indirect: bool
) -> None:
    assert costly.is_indirect(one(text, kind)) == indirect
