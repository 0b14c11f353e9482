"""Comparisons of runs beside a neighbour: what is told a change, what is left open, and what is found.

The neighbour is synthetic, as its truth is known: beside it a process has no quiet visits, and its
figures cost a quarter more. One process in ten pays 3 % for every entry, as recorded on a guest of
Zen 4 (tests/timing/recordings).
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import synthetic
from comparisons import compare, side, verdicts

from vdsobench.compare.comparison import compare_all
from vdsobench.compare.pair import FASTER, INCONCLUSIVE, SLOWER

Json = dict[str, Any]

PAIRS = 200
PROCESSES, MORE = 15, 40
DEAR_PROCESS, DEARER = 0.1, 1.03
NEIGHBOUR = 1.25
SCATTER = 0.001


def run(
    seed: int, shared: float, scale: dict[str, float] | None = None, processes: int = PROCESSES
) -> Json:
    """One run, of whose processes that share had the core never to itself."""
    draw = random.Random(seed)
    made = synthetic.result(seed, processes, noise=0, scale=scale, modes=False)
    alone = {index: draw.random() >= shared for index in range(processes)}
    dear = {index: draw.random() < DEAR_PROCESS for index in range(processes)}
    made["context"]["vdsobench.schema"] = "2"
    for row in synthetic.measured_rows(made):
        index = row["repetition_index"]
        cost = draw.gauss(1, SCATTER) * (DEARER if dear[index] else 1)
        quiet = draw.uniform(0.05, 0.9) if alone[index] else 0
        row["quiet"] = quiet
        factor = cost if quiet else cost * draw.uniform(1.1, NEIGHBOUR)
        row["real_time"] *= factor
        row["cycles"] *= factor
    return made


def without_quiet(made: Json) -> Json:
    for row in synthetic.measured_rows(made):
        row["quiet"] = 0
        row["real_time"] *= NEIGHBOUR
    return made


def test_runs_of_one_machine_are_rarely_told_apart(tmp_path: Path) -> None:
    false = 0
    for seed in range(PAIRS):
        shared = 0.6 if seed % 2 else 0.1
        pair = compare(tmp_path, run(2 * seed, shared), run(2 * seed + 1, shared))
        false += any(verdict in (SLOWER, FASTER) for verdict in verdicts(pair).values())
    assert false <= PAIRS * 0.05


@pytest.mark.parametrize("shared", [0.0, 0.2])
def test_a_change_of_one_per_cent_is_found_beside_a_neighbour(
    tmp_path: Path, shared: float
) -> None:
    name = "gettimeofday/syscall"
    sides = [
        side(tmp_path, str(seed), run(seed, shared, {name: scale}, MORE))
        for seed, scale in ((1, 1.0), (2, 1.01))
    ]
    found = verdicts(compare_all(sides, 0.003, True, True)[0])
    assert found.pop(name) == SLOWER
    assert not {SLOWER, FASTER} & {*found.values()}


def test_a_side_that_never_had_the_core_to_itself_leaves_all_open(tmp_path: Path) -> None:
    pair = compare(tmp_path, run(1, 0), without_quiet(run(2, 0)))
    assert set(verdicts(pair).values()) == {INCONCLUSIVE}
    assert any("--wait-quiet" in note for note in pair.notes)


def test_two_such_sides_are_compared_as_they_are(tmp_path: Path) -> None:
    pair = compare(tmp_path, without_quiet(run(1, 0)), without_quiet(run(2, 0)))
    assert not any("--wait-quiet" in note for note in pair.notes)


def test_sides_that_mean_different_things_by_a_figure_say_so(tmp_path: Path) -> None:
    pair = compare(tmp_path, synthetic.result(1), run(2, 0))
    assert any("measure the older side again" in note for note in pair.notes)
    assert not any("older side" in note for note in compare(tmp_path, run(1, 0), run(2, 0)).notes)


def with_lowest_share(made: Json, share: float) -> Json:
    for row in synthetic.measured_rows(made):
        row["state1_share"] = share if row["name"] == "getppid/insn" else 1.0
    return made


def test_another_share_of_the_lowest_cost_is_named_and_no_change(tmp_path: Path) -> None:
    documents = [with_lowest_share(run(seed, 0), share) for seed, share in ((1, 0.9), (2, 0.2))]
    pair = compare(tmp_path, *documents)
    assert any("1 of" in note and "(getppid/insn)" in note for note in pair.notes)
    assert verdicts(pair)["getppid/insn"] not in (SLOWER, FASTER)
    same = compare(tmp_path, documents[0], with_lowest_share(run(3, 0), 0.8))
    assert not any("lowest cost" in note for note in same.notes)
