"""Which changes of times are shown: never one that is not there, and those that are."""

from pathlib import Path

import pytest
import synthetic
from comparisons import compare, side, verdicts

from vdsobench.results.calls import reads_clocksource
from vdsobench.compare import wording
from vdsobench.compare.comparison import compare_all
from vdsobench.compare.pair import FASTER, INCONCLUSIVE, SAME, SLOWER
from vdsobench.results.sides import Side


def test_the_same_kernel_twice_shows_nothing(tmp_path: Path) -> None:
    pair = compare(tmp_path, synthetic.result(1), synthetic.result(2))
    assert set(verdicts(pair).values()) == {SAME}
    assert not pair.outcomes and wording.headline(pair) == "nothing shown to differ"


@pytest.mark.parametrize("factor,verdict", [(1.05, SLOWER), (0.95, FASTER)])
def test_a_change_is_shown_of_that_call_alone(tmp_path: Path, factor: float, verdict: str) -> None:
    changed = synthetic.result(2, scale={"getcpu/vdso": factor})
    found = verdicts(compare(tmp_path, synthetic.result(1), changed))
    assert found.pop("getcpu/vdso") == verdict
    assert set(found.values()) == {SAME}


def test_a_change_below_the_minimum_effect_does_not_matter(tmp_path: Path) -> None:
    changed = synthetic.result(2, noise=0.0005, scale={"getcpu/vdso": 1.01})
    pair = compare(tmp_path, synthetic.result(1, noise=0.0005), changed)
    change = next(change for change in pair.changes if change.name == "getcpu/vdso")
    assert change.p is not None and change.p < 0.001  # significant, and yet
    assert change.verdict == SAME


def test_noise_as_large_as_the_change_is_inconclusive(tmp_path: Path) -> None:
    pair = compare(tmp_path, synthetic.result(1, noise=0.2), synthetic.result(2, noise=0.2))
    assert set(verdicts(pair).values()) <= {INCONCLUSIVE, SAME}
    assert INCONCLUSIVE in verdicts(pair).values()


def test_too_few_processes_say_so(tmp_path: Path) -> None:
    scale = {"getcpu/vdso": 2.0}
    pair = compare(tmp_path, synthetic.result(1, 5), synthetic.result(2, 5, scale=scale))
    assert SLOWER not in verdicts(pair).values()
    assert pair.notes and "measure with 7" in pair.notes[0]


def test_few_processes_against_many_are_enough(tmp_path: Path) -> None:
    new = synthetic.result(2, 5, scale={"getcpu/vdso": 2.0})
    pair = compare(tmp_path, synthetic.result(1, 40), new)
    assert verdicts(pair)["getcpu/vdso"] == SLOWER and not pair.notes


def test_one_process_has_no_interval(tmp_path: Path) -> None:
    pair = compare(tmp_path, synthetic.result(1, 1), synthetic.result(2, 1))
    assert {change.interval for change in pair.changes} == {None}
    assert {change.base.interval for change in pair.changes} == {None}


def test_a_faster_clock_is_no_finding(tmp_path: Path) -> None:
    fast = synthetic.at_clock(synthetic.result(2, noise=0.001), 1.05)
    pair = compare(tmp_path, synthetic.result(1, noise=0.001), fast)
    assert not [change for change in pair.changes if change.is_shown]
    assert any("the core's clock ran 5.0% faster" in note for note in pair.notes)


def test_a_change_is_found_in_spite_of_a_faster_clock(tmp_path: Path) -> None:
    new = synthetic.result(2, noise=0.001, scale={"getcpu/vdso": 1.10})
    found = verdicts(compare(tmp_path, synthetic.result(1), synthetic.at_clock(new, 1.05)))
    assert [name for name, verdict in found.items() if verdict == SLOWER] == ["getcpu/vdso"]


def test_a_change_in_cycles_is_shown_though_the_clock_hides_it_in_time(tmp_path: Path) -> None:
    new = synthetic.result(2, noise=0.001, scale={"getcpu/vdso": 1.05})
    found = verdicts(compare(tmp_path, synthetic.result(1), synthetic.at_clock(new, 1.05)))
    assert [name for name, verdict in found.items() if verdict == SLOWER] == ["getcpu/vdso"]


@pytest.mark.parametrize("speed", [1 / 1.11, 0.99, 1.01, 1.11])
def test_beside_a_slow_clocksource_no_speed_of_the_core_is_a_finding(
    tmp_path: Path, speed: float
) -> None:
    old = synthetic.under_hpet(synthetic.result(1, noise=0.001))
    new = synthetic.under_hpet(synthetic.result(2, noise=0.001), speed)
    pair = compare(tmp_path, old, new)
    assert not [change for change in pair.changes if change.is_shown]
    said = " ".join(pair.notes)
    assert ("in nanoseconds too where a call reads hpet" in said) == (abs(speed - 1) > 0.02)


@pytest.mark.parametrize(
    "call,speed",
    [("getppid/insn", 1.11), ("clock_gettime:monotonic/syscall", 1.0), ("time/vdso", 0.9)],
)
def test_beside_a_slow_clocksource_a_change_is_found(
    tmp_path: Path, call: str, speed: float
) -> None:
    old = synthetic.under_hpet(synthetic.result(1, noise=0.001))
    new = synthetic.under_hpet(synthetic.result(2, noise=0.001, scale={call: 1.05}), speed)
    found = verdicts(compare(tmp_path, old, new))
    assert [name for name, verdict in found.items() if verdict == SLOWER] == [call]


@pytest.mark.parametrize(
    "function,reads",
    [
        ("gettimeofday", True),
        ("clock_gettime:monotonic", True),
        ("clock_gettime:boottime_alarm", True),
        ("clock_gettime:aux0", True),
        ("time", False),
        ("getcpu", False),
        ("clock_gettime:realtime_coarse", False),
        ("clock_gettime:thread_cputime", False),
        ("clock_getres:monotonic", False),
        ("getppid", False),
    ],
)
def test_which_functions_read_the_clocksource(function: str, reads: bool) -> None:
    assert reads_clocksource(function) == reads


@pytest.mark.parametrize("clock", ["", "0", "-1", "nan", "1e999", "x", "9" * 30])
def test_without_a_clock_times_are_judged_as_measured(tmp_path: Path, clock: str) -> None:
    new = synthetic.result(2, scale={"getcpu/vdso": 1.05}, context={"core_hz": clock})
    found = verdicts(compare(tmp_path, synthetic.result(1), new))
    assert [name for name, verdict in found.items() if verdict == SLOWER] == ["getcpu/vdso"]


def runs(tmp_path: Path, label: str, *factors: float) -> Side:
    """A side of runs, in each of which a call takes so much longer."""
    documents = [
        synthetic.result(seed, scale={"getcpu/vdso": factor}, modes=False)
        for seed, factor in enumerate(factors)
    ]
    return side(tmp_path, label, *documents)


@pytest.mark.parametrize(
    "factors,others,verdict",
    [
        ([1, 1, 1, 1, 1], [1.1, 1.1, 1.1, 1.1, 1.1], SLOWER),
        ([1, 1, 1], [1.05, 1.05, 1.05], SLOWER),
        ([1], [1.05, 1.05, 1.05, 1.05, 1.05], SLOWER),
        ([1, 1, 1, 1, 1], [0.95], FASTER),
        ([1, 1, 1, 1, 1], [0.9, 1.0, 1.1, 1.2, 1.3], INCONCLUSIVE),
        # They fall apart by their sides, but no further than each from the next.
        ([1.0, 1.03, 1.06], [1.09, 1.12, 1.15], INCONCLUSIVE),
        ([1.0, 1.03, 1.06, 1.09, 1.12], [1.18], INCONCLUSIVE),
        ([1, 1], [1.1, 1.1], INCONCLUSIVE),
        ([1, 1, 1], [1, 1, 1], SAME),
    ],
)
def test_a_change_is_certain_where_runs_agree_and_not_where_they_differ(
    tmp_path: Path, factors: list[float], others: list[float], verdict: str
) -> None:
    sides = [runs(tmp_path, "base", *factors), runs(tmp_path, "new", *others)]
    found = verdicts(compare_all(sides, None, True, False)[0])
    assert found.pop("getcpu/vdso") == verdict
    assert set(found.values()) == {SAME}


def test_too_few_runs_say_so(tmp_path: Path) -> None:
    sides = [runs(tmp_path, "base", 1, 1), runs(tmp_path, "new", 1.1, 1.1, 1.1)]
    pair = compare_all(sides, None, True, False)[0]
    assert pair.notes == [
        "2 against 3 results are too few to tell a change from what runs differ by: measure 3 on"
        " either side"
    ]


def test_few_runs_have_an_interval_wider_than_their_range(tmp_path: Path) -> None:
    sides = [runs(tmp_path, "base", 1, 1.02), runs(tmp_path, "new", 1, 1.02)]
    pair = compare_all(sides, None, True, False)[0]
    change = next(change for change in pair.changes if change.name == "getcpu/vdso")
    assert change.base.interval and change.interval
    assert change.base.interval[1] - change.base.interval[0] > 5 * 0.02 * change.base.median
    assert change.interval[1] - change.interval[0] > 0.1


def test_without_intervals_the_same_changes_are_found(tmp_path: Path) -> None:
    documents = [synthetic.result(1), synthetic.result(2, scale={"getcpu/vdso": 1.1})]
    sides = [side(tmp_path, str(number), made) for number, made in enumerate(documents)]
    whole, quick = (compare_all(sides, None, intervals, False)[0] for intervals in (True, False))
    shown = [[(c.name, c.interval) for c in pair.changes if c.is_shown] for pair in (whole, quick)]
    assert shown[0] == shown[1] and len(shown[0]) == 1
    assert [c.interval for c in quick.changes].count(None) == len(quick.changes) - 1
