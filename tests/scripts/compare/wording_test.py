"""Figures in digits, and changes in words."""

from __future__ import annotations

import pytest

from vdsobench.compare import wording


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.7412, "0.741"), (12.34, "12.34"), (123.44, "123.4"), (1234.4, "1,234"), (-12.34, "-12.34")],
)
def test_four_digits_mean_something(value: float, text: str) -> None:
    assert wording.digits(value) == text


def test_counts_are_whole_where_they_are() -> None:
    assert [wording.digits(it, exact=True) for it in (1234.0, 1.5)] == ["1,234", "1.50"]


@pytest.mark.parametrize(
    ("ratio", "text"), [(1.05, "+5.0%"), (0.5, "-50.0%"), (3.0, "3.00×"), (0.25, "0.25×")]
)
def test_a_ratio_is_a_share_until_it_is_a_multiple(ratio: float, text: str) -> None:
    assert wording.percent(ratio) == text


@pytest.mark.parametrize(("p", "text"), [(None, ""), (0.0001, "<0.001"), (0.0123, "0.012")])
def test_a_small_p_is_not_told_to_its_last_digit(p: float | None, text: str) -> None:
    assert wording.p_words(p) == text


def test_of_many_the_first_few_and_how_many_more() -> None:
    assert wording.some(["a", "b"]) == "a; b"
    assert wording.some(list("abcde")) == "a; b; c; and 2 more"
    assert (wording.plural(1, "call"), wording.plural(0, "call")) == ("1 call", "0 calls")
