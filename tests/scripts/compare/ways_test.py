"""Exact calls with several ways: sets of prices are compared, not how often each was met."""

from __future__ import annotations

from pathlib import Path

import pytest
import synthetic
from commands import Done, call
from comparisons import compare, verdicts

from vdsobench.compare import command, wording
from vdsobench.compare.gate import judge
from vdsobench.compare.pair import FASTER, Pair, SAME, SLOWER

NAME = "clock_gettime:monotonic/insn"
Ways = list[tuple[int, float]]


def held(tmp_path: Path, old: Ways, now: Ways) -> Pair:
    made = (synthetic.exact_with_ways({NAME: several}) for several in (old, now))
    return compare(tmp_path, *made)


def test_equal_sets_are_equal_though_another_way_is_the_usual_one(tmp_path: Path) -> None:
    pair = held(tmp_path, [(416, 0.6), (421, 0.4)], [(421, 0.9), (416, 0.1)])
    assert set(verdicts(pair).values()) == {SAME}
    found = next(change for change in pair.changes if change.name == NAME)
    assert (wording.exact_words(found), found.ratio, pair.notes) == ("=", 1.0, [])
    assert judge([pair]).status == 0


@pytest.mark.parametrize(
    ("old", "now", "verdict"),
    [
        ([(57, 1.0)], [(57, 0.9), (62, 0.1)], SLOWER),
        ([(57, 0.9), (62, 0.1)], [(57, 1.0)], FASTER),
        ([(416, 0.6), (421, 0.4)], [(421, 0.6), (426, 0.4)], SLOWER),  # all of them 5 more
        ([(416, 0.6), (421, 0.4)], [(421, 0.6), (416, 0.3), (410, 0.1)], FASTER),
        ([(57, 0.6), (56, 0.2), (60, 0.2)], [(57, 0.6), (55, 0.2), (61, 0.2)], SLOWER),
        ([(100, 0.9), (500, 0.1)], [(90, 0.9), (520, 0.1)], FASTER),  # the usual way, on both sides
    ],
)
def test_another_set_is_a_change_that_is_told_with_both(
    tmp_path: Path, old: Ways, now: Ways, verdict: str
) -> None:
    pair = held(tmp_path, old, now)
    found = verdicts(pair)
    assert found.pop(NAME) == verdict and set(found.values()) == {SAME}
    before, after = (", ".join(str(price) for price, _ in sorted(it)) for it in (old, now))
    assert pair.notes == [f"1 call with other ways: {NAME} {before} → {after}"]
    assert judge([pair]).status == (verdict == SLOWER)


def test_swapping_the_sides_swaps_the_verdict(tmp_path: Path) -> None:
    sets = [(57, 0.6), (56, 0.2), (60, 0.2)], [(57, 0.6), (55, 0.2), (61, 0.2)]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    there, back = held(tmp_path / "a", *sets), held(tmp_path / "b", *reversed(sets))
    assert (verdicts(there)[NAME], verdicts(back)[NAME]) == (SLOWER, FASTER)


def test_a_way_of_hardly_any_call_is_missed_by_chance(tmp_path: Path) -> None:
    pair = held(tmp_path, [(57, 1.0)], [(57, 0.994), (62, 0.006)])
    assert set(verdicts(pair).values()) == {SAME} and not pair.notes
    often = [(57, 0.9), (62, 0.1)]
    assert set(verdicts(held(tmp_path, often, [(57, 0.99), (62, 0.01)])).values()) == {SAME}


@pytest.mark.parametrize(("told", "verdict"), [(416, SAME), (421, SAME), (430, FASTER)])
def test_a_figure_of_batches_may_be_any_of_the_ways(
    tmp_path: Path, told: int, verdict: str
) -> None:
    """An older result: it tells of the one way that a batch of calls took."""
    older = synthetic.exact()
    for row in synthetic.measured_rows(older):
        if row["name"] == NAME:
            row["instructions"] = told
    newer = synthetic.exact_with_ways({NAME: [(416, 0.6), (421, 0.4)]})
    assert verdicts(compare(tmp_path, older, newer))[NAME] == verdict


def test_the_table_marks_the_figure_and_the_gate_names_the_ways(tmp_path: Path) -> None:
    done = printed(tmp_path, [(57, 1.0)], [(57, 0.9), (62, 0.1)])
    assert f"{NAME} takes more instructions, ways 57 → 57, 62" in done.stderr
    (row,) = (line for line in done.stdout.splitlines() if line.startswith(NAME))
    assert row.split() == [NAME, "57", "57*", "ways", "57", "→", "57,", "62"]
    assert wording.MARK_WORDS in done.stdout


def printed(tmp_path: Path, *several: Ways) -> Done:
    paths = [
        synthetic.write(tmp_path / f"{n}.json", synthetic.exact_with_ways({NAME: ways}))
        for n, ways in enumerate(several)
    ]
    return call(command.main, "--gate", *paths)
