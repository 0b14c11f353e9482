"""Estimates: what is added up, and what they are worth on the machine that some were set by."""

from __future__ import annotations

from dataclasses import replace

import pytest
from kernel_runs import REPOSITORY

from vdsobench.anatomy import against, costly, cycles, documents
from vdsobench.anatomy.cycles import ORDINARY, PRICES, Cycles
from vdsobench.anatomy.model import Activation, Call
from vdsobench.results import loader

RECORDED = REPOSITORY / "results/anatomy/estimates/6.18,vsyscall=xonly.json"
MEASURED = REPOSITORY / "results/vm/6.18.json"


def call(instructions: int, **counted: int) -> Call:
    return Call("f/insn", instructions, {}, [], Activation("loop", "program", 1), costly=counted)


def test_every_kind_has_a_price_with_a_range_that_is_one() -> None:
    assert set(PRICES) == set(costly.KINDS)
    assert all(0 < price.low < price.told < price.high for price in PRICES.values())
    assert ORDINARY.low < ORDINARY.told < ORDINARY.high


def test_what_is_told_is_as_far_from_both_ends() -> None:
    assert Cycles(2, 8).told == 4


def test_a_price_takes_the_place_of_an_ordinary_instructions() -> None:
    plain, one = cycles.estimated(call(10)), cycles.estimated(call(10, syscall=1))
    assert plain == Cycles(ORDINARY.low * 10, ORDINARY.high * 10)
    assert one.low == pytest.approx(ORDINARY.low * 9 + PRICES["syscall"].low)
    assert one.high == pytest.approx(ORDINARY.high * 9 + PRICES["syscall"].high)


def test_a_fault_is_paid_besides_all_instructions() -> None:
    assert cycles.estimated(call(10, fault=2)).low == pytest.approx(
        ORDINARY.low * 10 + PRICES["fault"].low * 2
    )


def test_what_was_not_counted_is_all_ordinary() -> None:
    assert cycles.estimated(replace(call(10), costly=None)) == cycles.estimated(call(10))


def test_prices_that_no_program_can_measure_are_right_for_the_two_calls_they_were_set_by() -> None:
    """And every other way into the kernel is within its range on that machine."""
    _, document = documents.load(RECORDED)
    held = {it.name: it for it in against.of(document, loader.load(str(MEASURED)))}
    assert all(0.95 < held[name].ratio < 1.05 for name in ("time/insn", "time/vsyscall"))
    assert all(it.within for it in held.values() if it.where == against.KERNEL)
