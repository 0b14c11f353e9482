from pathlib import Path
from typing import Any, Sequence

import pytest
import synthetic
from commands import run

from vdsobench.compare import words
from vdsobench.compare.comparison import compare_all
from vdsobench.compare.gate import judge
from vdsobench.compare.pair import FASTER, INCONCLUSIVE, SAME, SLOWER, Pair
from vdsobench.results import load
from vdsobench.sides import Side

Json = dict[str, Any]


def side(tmp_path: Path, label: str, *documents: Json) -> Side:
    paths = [
        synthetic.write(tmp_path / f"{label}-{number}.json", document)
        for number, document in enumerate(documents)
    ]
    return Side(label, [load(path) for path in paths])


def compare(tmp_path: Path, *documents: Json, calls: Sequence[str] = ()) -> Pair:
    sides = [side(tmp_path, str(number), document) for number, document in enumerate(documents)]
    return compare_all(sides, None, True, calls, True)[0]


def verdicts(pair: Pair) -> dict[str, str]:
    return {change.name: change.verdict for change in pair.changes}


def with_row(made: Json, name: str, **changes: Any) -> Json:
    for row in made["benchmarks"]:
        if row["name"] == name:
            row |= changes
    return made


def test_the_same_kernel_twice_shows_nothing(tmp_path: Path) -> None:
    pair = compare(tmp_path, synthetic.result(1), synthetic.result(2))
    assert set(verdicts(pair).values()) == {SAME}
    assert not pair.outcomes and words.headline(pair) == "nothing shown to differ"


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


def test_more_cycles_of_a_device_are_no_finding(tmp_path: Path) -> None:
    """It takes as long to answer a core that now runs faster."""
    hpet = {"clocksource_before": "hpet", "clocksource_after": "hpet"}
    old = synthetic.result(1, noise=0.001, context=hpet)
    new = synthetic.result(2, noise=0.001, context=hpet | {"core_hz": "4000000000"})
    assert not [change for change in compare(tmp_path, old, new).changes if change.is_shown]


@pytest.mark.parametrize("clock", ["", "0", "-1", "nan", "1e999", "x", "9" * 30])
def test_without_a_clock_times_are_judged_as_measured(tmp_path: Path, clock: str) -> None:
    new = synthetic.result(2, scale={"getcpu/vdso": 1.05}, context={"core_hz": clock})
    found = verdicts(compare(tmp_path, synthetic.result(1), new))
    assert [name for name, verdict in found.items() if verdict == SLOWER] == ["getcpu/vdso"]


def test_an_outcome_change_is_told_with_its_cause_whatever_the_times_say(tmp_path: Path) -> None:
    hpet = {"clocksource_before": "hpet", "clocksource_after": "hpet"}
    new = synthetic.result(1, context=hpet)
    pair = compare(
        tmp_path, synthetic.result(1), with_row(new, "gettimeofday/libc", label="fallback")
    )
    assert [str(change) for change in pair.worse_outcomes] == [
        "gettimeofday/libc: userspace → fallback (clocksource tsc → hpet)"
    ]
    assert judge([pair]).status == 1


def test_one_process_that_entered_the_kernel_is_enough(tmp_path: Path) -> None:
    new = synthetic.result(2)
    row = next(row for row in new["benchmarks"] if row["name"] == "getcpu/vdso")
    row |= {"label": "fallback", "entries": 1.0}
    pair = compare(tmp_path, synthetic.result(1), new)
    assert [change.name for change in pair.worse_outcomes] == ["getcpu/vdso"]


def test_more_entries_of_the_same_outcome_are_told(tmp_path: Path) -> None:
    new = with_row(synthetic.result(2), "getppid/syscall", entries=2.0)
    pair = compare(tmp_path, synthetic.result(1), new)
    assert "1 entries a call → syscall with 2 entries" in str(pair.worse_outcomes[0])


def test_not_counted_is_not_worse(tmp_path: Path) -> None:
    new = with_row(synthetic.result(2), "getcpu/vdso", label="unconfirmed")
    pair = compare(tmp_path, synthetic.result(1), new)
    assert len(pair.outcomes) == 1 and not pair.worse_outcomes
    gate = judge([pair])
    assert gate.status == 0
    assert gate.inconclusive == [
        "1: 1 outcome (getcpu/vdso: userspace → unconfirmed) neither better nor worse, or not"
        " counted"
    ]


def test_errored_rows_are_never_compared_as_zero(tmp_path: Path) -> None:
    new = synthetic.result(2)
    new["benchmarks"] = [row for row in new["benchmarks"] if row["name"] != "getcpu/vdso"]
    new["benchmarks"] += synthetic.error_rows("getcpu/vdso", "unavailable", "no such symbol")
    pair = compare(tmp_path, synthetic.result(1), new)
    assert "getcpu/vdso" in pair.errored and "getcpu/vdso" not in verdicts(pair)
    assert "getcpu/vdso: not measured in 1: no such symbol" in words.missing_words(pair)
    assert "no such symbol" in str(pair.worse_outcomes[0])


def test_calls_of_one_file_only_are_listed(tmp_path: Path) -> None:
    old, new = synthetic.result(1), synthetic.result(2)
    old["benchmarks"] = [row for row in old["benchmarks"] if row["name"] != "getppid/insn"]
    new["benchmarks"] = [row for row in new["benchmarks"] if row["name"] != "time/vdso"]
    pair = compare(tmp_path, old, new)
    assert (pair.only_base, pair.only_new) == (["time/vdso"], ["getppid/insn"])
    assert judge([pair]).inconclusive == ["1: 1 call (time/vdso) only in 0"]


def test_every_call_ends_in_exactly_one_list(tmp_path: Path) -> None:
    pair = compare(tmp_path, synthetic.result(1), synthetic.result(2, modes=False))
    listed = [*verdicts(pair), *pair.only_base, *pair.only_new, *pair.errored]
    assert sorted(listed) == sorted({*pair.base.names, *pair.new.names})


def test_a_figure_that_is_not_above_zero_has_no_ratio(tmp_path: Path) -> None:
    new = with_row(synthetic.result(2), "time/vdso", real_time=-0.01)
    pair = compare(tmp_path, synthetic.result(1), new)
    change = next(change for change in pair.changes if change.name == "time/vdso")
    assert (change.ratio, change.interval, change.verdict) == (None, None, INCONCLUSIVE)


def test_exact_results_compare_exactly(tmp_path: Path) -> None:
    extra = {"getppid/syscall": 40, "getcpu/vdso": 1}
    pair = compare(tmp_path, synthetic.exact(), synthetic.exact(extra=extra))
    changed = {change.name: words.change_words(change, True) for change in pair.changes}
    assert changed["getppid/syscall"] == "+40 (+15.6%)"
    assert changed["getcpu/vdso"] == "+1 (+12.5%)"
    assert set(changed.values()) - {"+40 (+15.6%)", "+1 (+12.5%)"} == {"="}
    assert {change.p for change in pair.changes} == {None}
    assert verdicts(pair)["getcpu/vdso"] == SLOWER


def test_one_instruction_more_is_one_too_many(tmp_path: Path) -> None:
    base, new = synthetic.exact(), synthetic.exact(extra={"getppid/insn": 1})
    pair = compare(tmp_path, base, new)
    found = verdicts(pair)
    assert found.pop("getppid/insn") == SLOWER and set(found.values()) == {SAME}
    assert judge([pair]).status == 1
    assert f"{len(found)} calls the same" == words.remainder(pair)


def test_one_that_was_allowed_for_is_not(tmp_path: Path) -> None:
    base = synthetic.write(tmp_path / "a.json", synthetic.exact())
    new = synthetic.write(tmp_path / "b.json", synthetic.exact(extra={"getppid/insn": 1}))
    assert run("compare.py", "--gate", base, new).returncode == 1
    assert run("compare.py", "--gate", "--min-effect", "2%", base, new).returncode == 0


@pytest.mark.parametrize(
    "context,why",
    [
        ({"cpu_model": "Other CPU"}, "CPU Example CPU @ 2.60GHz → Other CPU"),
        ({"accel": "tcg"}, "machine hardware → emulated"),
        ({"mode": "exact"}, "mode timed → exact"),
        ({"machine": "aarch64"}, "architecture x86_64 → aarch64"),
    ],
)
def test_what_should_not_be_compared_is_refused_unless_forced(
    tmp_path: Path, context: Json, why: str
) -> None:
    base = synthetic.write(tmp_path / "a.json", synthetic.result(1, modes=False))
    made = synthetic.result(2, context=context, modes=False)
    for row in synthetic.measured_rows(made):
        row["instructions"] = row["real_time"]
    new = synthetic.write(tmp_path / "b.json", made)
    refused = run("compare.py", base, new)
    assert refused.returncode == 2 and why in refused.stderr and "--force" in refused.stderr
    assert run("compare.py", base, new, "--force").returncode == 0


def test_another_class_of_machine_is_no_regression(tmp_path: Path) -> None:
    scale = {"getcpu/vdso": 2.0}
    new = synthetic.result(2, scale=scale, context={"hypervisor": "kvm"})
    gate = judge([compare(tmp_path, synthetic.result(1), new)])
    assert gate.status == 0
    assert "hypervisor none → kvm" in gate.inconclusive[0]


def test_differences_that_explain_are_listed_and_lists_show_only_what_differs(
    tmp_path: Path,
) -> None:
    new = {
        "mitigations": "spectre_v2: Vulnerable; meltdown: Not affected",
        "libc": "glibc 2.41",
        "vdso_symbols": "clock_gettime gettimeofday time clock_getres getrandom new",
    }
    pair = compare(tmp_path, synthetic.result(1), synthetic.result(2, context=new))
    assert [str(difference) for difference in pair.contexts] == [
        "vDSO symbols -getcpu +new",
        "mitigations spectre_v2: Mitigation: Retpolines → spectre_v2: Vulnerable",
        "libc glibc 2.36 → glibc 2.41",
    ]


def test_geometric_means_are_by_path(tmp_path: Path) -> None:
    scale = {"gettimeofday/vsyscall": 2.0}
    pair = compare(
        tmp_path, synthetic.result(1, noise=0), synthetic.result(1, noise=0, scale=scale)
    )
    ratio, calls = pair.means()["vsyscall"]
    assert (ratio, calls) == (pytest.approx(2 ** (1 / 3)), 3)
    assert pair.means()["vdso"][0] == pytest.approx(1)


def test_runs_that_differ_from_each_other_are_not_taken_for_certain(tmp_path: Path) -> None:
    def runs(*factors: float) -> list[Json]:
        return [
            synthetic.result(seed, scale={"getcpu/vdso": factor}, modes=False)
            for seed, factor in enumerate(factors)
        ]

    calm = side(tmp_path, "calm", *runs(1.0, 1.0, 1.0, 1.0, 1.0))
    wild = side(tmp_path, "wild", *runs(0.9, 1.0, 1.1, 1.2, 1.3))
    shifted = side(tmp_path, "shifted", *runs(1.1, 1.1, 1.1, 1.1, 1.1))
    by_wild, by_shifted = compare_all([calm, wild, shifted], None, True, (), False)
    assert verdicts(by_wild)["getcpu/vdso"] == INCONCLUSIVE
    assert verdicts(by_shifted)["getcpu/vdso"] == SLOWER


def test_without_intervals_the_same_changes_are_found(tmp_path: Path) -> None:
    documents = [synthetic.result(1), synthetic.result(2, scale={"getcpu/vdso": 1.1})]
    sides = [side(tmp_path, str(number), made) for number, made in enumerate(documents)]
    whole, quick = (
        compare_all(sides, None, intervals, (), False)[0] for intervals in (True, False)
    )
    shown = [[(c.name, c.interval) for c in pair.changes if c.is_shown] for pair in (whole, quick)]
    assert shown[0] == shown[1] and len(shown[0]) == 1
    assert [c.interval for c in quick.changes].count(None) == len(quick.changes) - 1


# The command line
