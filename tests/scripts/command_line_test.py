"""What was parsed becomes a dataclass, whole and with nothing left over."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import pytest

from vdsobench import command_line


@dataclass(frozen=True, slots=True)
class Inner:
    suite: list[str]


@dataclass(frozen=True, slots=True)
class Outer:
    cpu: int
    inner: Inner


def test_a_field_that_is_a_dataclass_takes_its_own() -> None:
    given = argparse.Namespace(cpu=3, suite=["stable"])
    assert command_line.typed(Outer, given) == Outer(3, Inner(["stable"]))


def test_a_field_that_no_option_gives_is_an_error() -> None:
    with pytest.raises(TypeError, match="no option gives Inner.suite"):
        command_line.typed(Outer, argparse.Namespace(cpu=3))


def test_an_option_that_no_field_takes_is_an_error() -> None:
    given = argparse.Namespace(cpu=3, suite=[], rounds=7)
    with pytest.raises(TypeError, match="no field for rounds"):
        command_line.typed(Outer, given)


def test_a_parser_gives_them_from_words() -> None:
    made = command_line.parser("x.py", "what it does", "examples")
    made.add_argument("--suite", action="append", default=[])
    assert made.options(Inner, ["--suite", "a", "--suite", "b"]) == Inner(["a", "b"])


@pytest.mark.parametrize("text", ["0", "-1"])
def test_a_positive_number_is_at_least_1(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="at least 1"):
        command_line.positive(text)


def test_a_positive_number_is_whole() -> None:
    assert command_line.positive("1000") == 1000
    with pytest.raises(ValueError):
        command_line.positive("1.5")
