"""Suggestions: the near words, or the first few of all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vdsobench.suggestion import MOST_NAMED, suggestion

KEYS = ["clocksource_before", "cpu_model", "kernel_parameters", "kernel_release", "kernel_version"]


def test_a_slip_of_the_finger_is_mended() -> None:
    assert suggestion("kernel_relase", KEYS).startswith("did you mean kernel_release")


def test_a_beginning_is_completed() -> None:
    found = suggestion("kernel", KEYS)
    assert found == "did you mean kernel_parameters, kernel_release, kernel_version?"


def test_where_nothing_is_near_the_first_few_are_named() -> None:
    assert suggestion("typo", KEYS) == f"there are {', '.join(KEYS)}"
    many = [f"key{number}" for number in range(MOST_NAMED + 3)]
    assert suggestion("typo", many).endswith(f"key{MOST_NAMED - 1} and 3 more")
    assert suggestion("typo", []) == "there is none"


@given(st.text(max_size=300), st.lists(st.text(max_size=80), max_size=20))
def test_it_is_one_line_whatever_the_words(word: str, known: list[str]) -> None:
    assert "\n" not in suggestion(word, known)
