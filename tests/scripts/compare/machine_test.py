"""The comparison as JSON and CSV: every call once, with the figures that the pair holds."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import synthetic
from comparisons import compare

from vdsobench.compare import gate, machine
from vdsobench.compare.pair import Pair

SLOWER = "gettimeofday/vdso"


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """One call is slower, one is gone, one has come, and one could not be measured."""
    base, new = synthetic.result(1), synthetic.result(2, scale={SLOWER: 1.05})
    drop(base, "getppid/insn")
    drop(new, "getppid/libc")
    return compare(tmp_path, base, new)


def drop(made: synthetic.Json, name: str) -> None:
    made["benchmarks"] = [row for row in made["benchmarks"] if row["name"] != name]


def as_json(*pairs: Pair) -> Any:
    return json.loads(machine.to_json(pairs, gate.judge(pairs)))


def as_csv(*pairs: Pair) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(machine.to_csv(pairs))))


def test_json_names_its_version_and_both_sides(pair: Pair) -> None:
    made = as_json(pair)
    (found,) = made["pairs"]
    assert made["vdsobench.compare"] == machine.FORMAT_VERSION
    assert (found["base"]["label"], found["new"]["label"], found["unit"]) == ("0", "1", "ns")
    assert [Path(file).name for file in found["new"]["files"]] == ["1-0.json"]


def test_json_holds_each_change_as_the_pair_does(pair: Pair) -> None:
    (found,) = as_json(pair)["pairs"]
    assert [call["name"] for call in found["calls"]] == [change.name for change in pair.changes]
    (slower,) = [call for call in found["calls"] if call["verdict"] == "slower"]
    (change,) = pair.of_verdict("slower")
    assert slower["name"] == SLOWER and slower["p"] == change.p
    assert slower["ratio"] == change.ratio == pytest.approx(1.05, rel=0.01)
    assert slower["interval"] == list(change.interval or ())
    assert slower["base"]["median"] == change.base.median
    assert slower["base"]["processes"] == 10


def test_json_holds_what_was_not_compared_and_the_gate(pair: Pair) -> None:
    made = as_json(pair)
    (found,) = made["pairs"]
    assert (found["only_base"], found["only_new"]) == (["getppid/libc"], ["getppid/insn"])
    assert sorted(found["errored"]) == ["getcpu/int80", "time/int80"]
    assert made["gate"]["status"] == 1
    assert any(f"{SLOWER} is slower" in failure for failure in made["gate"]["failures"])
    means = {path: (it["ratio"], it["calls"]) for path, it in found["geometric_means"].items()}
    assert means == pair.means() and means["vdso"][0] > means["syscall"][0]


def test_csv_has_a_row_for_every_call_of_either_side(pair: Pair) -> None:
    rows = as_csv(pair)
    names = [row["name"] for row in synthetic.result(1)["benchmarks"]]
    assert sorted(row["call"] for row in rows) == sorted(set(names))
    assert tuple(rows[0]) == machine.COLUMNS
    told = {row["call"]: row["verdict"] for row in rows}
    assert told[SLOWER] == "slower" and told["time/int80"] == "errored"
    assert (told["getppid/libc"], told["getppid/insn"]) == ("only in base", "only in new")


def test_csv_has_the_figures_in_their_columns(pair: Pair) -> None:
    row = next(row for row in as_csv(pair) if row["call"] == SLOWER)
    (change,) = pair.of_verdict("slower")
    assert change.interval and change.new.interval
    assert (row["base"], row["new"], row["unit"]) == ("0", "1", "ns")
    assert (row["base_outcome"], row["new_outcome"]) == ("userspace", "userspace")
    assert float(row["base_median"]) == change.base.median
    assert (float(row["new_low"]), float(row["new_high"])) == change.new.interval
    assert (float(row["ratio_low"]), float(row["ratio_high"])) == change.interval
    assert (float(row["p_holm"]), row["new_processes"]) == (change.p, "10")


def test_what_is_not_there_is_an_empty_cell_and_null(tmp_path: Path) -> None:
    pair = compare(tmp_path, synthetic.result(1, 1), synthetic.result(2, 1))
    row = next(row for row in as_csv(pair) if row["call"] == SLOWER)
    absent = ("base_low", "base_high", "new_low", "new_high", "ratio_low", "ratio_high")
    assert {row[column] for column in absent} == {""} and float(row["ratio"]) > 0
    call = next(call for call in as_json(pair)["pairs"][0]["calls"] if call["name"] == SLOWER)
    assert call["interval"] is call["base"]["interval"] is None
    unmeasured = next(row for row in as_csv(pair) if row["call"] == "time/int80")
    assert {unmeasured[column] for column in machine.COLUMNS[6:-2]} == {""}
    assert unmeasured["new_outcome"] == "unavailable"


def test_several_pairs_follow_one_another_under_one_head(pair: Pair) -> None:
    once, twice = as_csv(pair), as_csv(pair, pair)
    assert twice == once + once
    assert len(as_json(pair, pair)["pairs"]) == 2


def test_a_ratio_is_that_of_the_figures_beside_it_whatever_the_clock(tmp_path: Path) -> None:
    fast = synthetic.at_clock(synthetic.result(2), 1.05)
    pair = compare(tmp_path, synthetic.result(1), fast)
    measured = [row for row in as_csv(pair) if row["ratio"]]
    assert measured and {row["unit"] for row in measured} == {"ns"}
    for row in measured:
        ratio = float(row["new_median"]) / float(row["base_median"])
        assert float(row["ratio"]) == pytest.approx(ratio)
        assert float(row["at_hz"]) == pair.base.core_hz


def test_counts_are_more_or_fewer_and_no_slower(tmp_path: Path) -> None:
    pair = compare(tmp_path, synthetic.exact(1), synthetic.exact(1, {SLOWER: 3}))
    row = next(row for row in as_csv(pair) if row["call"] == SLOWER)
    assert (row["unit"], row["verdict"], row["at_hz"]) == ("instructions", "more", "")
    (call,) = [call for call in as_json(pair)["pairs"][0]["calls"] if call["name"] == SLOWER]
    assert call["verdict"] == "more"
