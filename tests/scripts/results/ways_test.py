"""The ways of a call, read from its row, and refused where they are not its calls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import synthetic

from vdsobench.results import ways
from vdsobench.errors import UsageError
from vdsobench.results.document import BadContent
from vdsobench.results.loader import load
from vdsobench.results.sides import Side
from vdsobench.results.ways import Way

NAME = "clock_gettime:monotonic/insn"


def test_a_row_has_all_its_ways() -> None:
    assert ways.of_row(synthetic.with_ways({"name": NAME}, (416, 0.75), (421, 0.25))) == (
        Way(416, 0.75),
        Way(421, 0.25),
    )
    assert ways.of_row(synthetic.with_ways({"name": NAME}, (416, 1))) == (Way(416, 1),)


def test_of_calls_counted_in_batches_nothing_is_known_but_the_figure() -> None:
    assert ways.of_row({"name": NAME, "instructions": 416.0, "batch": 50.0}) == ()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"way2_share": 0.5}, "damaged"),
        ({"way2_share": -0.25}, "damaged"),
        ({"way2_instructions": 416.0}, "damaged"),
        ({"way2_instructions": 421.5}, "damaged"),
        ({"instructions": 421.0}, "damaged"),
        ({"way2_share": None}, "'way2_share' should be a number"),
        ({"way2_share": True}, "'way2_share' should be a number"),
        ({"way2_instructions": float("nan")}, "'way2_instructions' should be a number"),
        ({"way2_instructions": 1e300}, "'way2_instructions' should be a number"),
    ],
)
def test_ways_that_are_not_its_calls_are_refused(changed: dict[str, Any], reason: str) -> None:
    row = synthetic.with_ways({"name": NAME}, (416, 0.75), (421, 0.25)) | changed
    with pytest.raises(BadContent, match=reason):
        ways.of_row(row)


def test_a_file_with_more_ways_than_calls_is_refused_with_its_name(tmp_path: Path) -> None:
    several = [(number, 1 / 600) for number in range(600)]
    made = synthetic.exact_with_ways({NAME: several})
    with pytest.raises(UsageError, match=f"a.json: '{NAME}' has more than the 503 ways"):
        load(synthetic.write(tmp_path / "a.json", made))


def test_runs_of_a_side_have_every_way_that_any_has(tmp_path: Path) -> None:
    sets = ([(416, 0.8), (421, 0.2)], [(421, 0.9), (430, 0.1)])
    results = [
        load(synthetic.write(tmp_path / f"{n}.json", synthetic.exact_with_ways({NAME: it})))
        for n, it in enumerate(sets)
    ]
    found = Side("", results).ways(NAME)
    assert [way.instructions for way in found] == [421, 416, 430]
    assert sum(way.share for way in found) == pytest.approx(1)
    assert ways.together([found, ()]) == ()  # one does not know


def test_a_way_of_few_calls_is_a_price_and_not_worth_a_word() -> None:
    found = (Way(57, 0.7), Way(60, 0.29), Way(62, 0.01))
    assert ways.prices(found) == {57, 60, 62}
    assert ways.others_in_words(found) == "60 in 29 %"
