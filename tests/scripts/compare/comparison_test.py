"""What differs between results apart from times: outcomes, contexts, counts, and what is missing."""

from pathlib import Path

import pytest
import synthetic
from commands import run
from comparisons import Json, compare, verdicts, with_row

from vdsobench.compare import wording
from vdsobench.compare.gate import judge
from vdsobench.compare.pair import INCONCLUSIVE, SAME, SLOWER


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
    lost = "1: 1 outcome (getcpu/vdso: userspace → unconfirmed) missing; --allow-missing"
    assert judge([pair]).failures == [f"{lost} lets that pass"]
    assert judge([pair], allow_missing=True).status == 0


def test_errored_rows_are_never_compared_as_zero(tmp_path: Path) -> None:
    new = synthetic.result(2)
    new["benchmarks"] = [row for row in new["benchmarks"] if row["name"] != "getcpu/vdso"]
    new["benchmarks"] += synthetic.error_rows("getcpu/vdso", "unavailable", "no such symbol")
    pair = compare(tmp_path, synthetic.result(1), new)
    assert "getcpu/vdso" in pair.errored and "getcpu/vdso" not in verdicts(pair)
    assert "getcpu/vdso: not measured in 1: no such symbol" in wording.missing_words(pair)
    assert "no such symbol" in str(pair.worse_outcomes[0])


def test_calls_of_one_file_only_are_listed(tmp_path: Path) -> None:
    old, new = synthetic.result(1), synthetic.result(2)
    old["benchmarks"] = [row for row in old["benchmarks"] if row["name"] != "getppid/insn"]
    new["benchmarks"] = [row for row in new["benchmarks"] if row["name"] != "time/vdso"]
    pair = compare(tmp_path, old, new)
    assert (pair.only_base, pair.only_new) == (["time/vdso"], ["getppid/insn"])
    assert judge([pair]).failures == [
        "1: 1 call (time/vdso) missing; --allow-missing lets that pass"
    ]
    assert judge([pair]).inconclusive == ["1: 1 call (getppid/insn) measured in 1 only"]


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
    changed = {change.name: wording.change_words(change, True) for change in pair.changes}
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
    assert f"{len(found)} calls the same" == wording.remainder(pair)


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
    pair = compare(tmp_path, synthetic.result(1), new)
    gate = judge([pair])
    assert not gate.failures and "hypervisor none → kvm" in gate.inconclusive[0]
    assert gate.status == 2 and "hypervisor none → kvm" in gate.unjudged[0]
    assert judge([pair], force=True).status == 1


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


def test_another_program_libc_or_emulator_is_told_by_as_much_of_its_hash_as_matters(
    tmp_path: Path,
) -> None:
    """All four are fixed where exact results are to show what kernels did."""
    keys = ("binary_sha256", "libc_sha256", "qemu_version", "cpu_model_qemu")
    old, new = ({key: number * 64 for key in keys} for number in "01")
    old["qemu_version"], new["qemu_version"] = "7.2", "9.0"
    pair = compare(tmp_path, synthetic.exact(**old), synthetic.exact(**new))
    assert [str(difference) for difference in pair.contexts] == [
        "vdsobench's program 000000000000… → 111111111111…",
        "libc's file 000000000000… → 111111111111…",
        "QEMU 7.2 → 9.0",
        "emulated CPU 000000000000… → 111111111111…",
    ]
    assert pair.contexts[0].after == "1" * 64


def test_geometric_means_are_by_path(tmp_path: Path) -> None:
    scale = {"gettimeofday/vsyscall": 2.0}
    pair = compare(
        tmp_path, synthetic.result(1, noise=0), synthetic.result(1, noise=0, scale=scale)
    )
    ratio, calls = pair.means()["vsyscall"]
    assert (ratio, calls) == (pytest.approx(2 ** (1 / 3)), 3)
    assert pair.means()["vdso"][0] == pytest.approx(1)
