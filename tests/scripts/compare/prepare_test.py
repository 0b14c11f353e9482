"""What is asked for becomes pairs, or is refused with what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import synthetic
from comparisons import side

from vdsobench.compare import prepare
from vdsobench.compare.options import Options
from vdsobench.compare.pair import SAME, SLOWER
from vdsobench.errors import UsageError
from vdsobench.results.selection import Selection


def write(path: Path, made: synthetic.Json) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    return synthetic.write(path, made)


def asked(*results: str, gate: bool = False, effect: float | None = None, **more: Any) -> Options:
    return Options(list(results), Selection(**more), effect, "table", None, gate, False, False)


@pytest.fixture
def base(tmp_path: Path) -> str:
    return write(tmp_path / "base.json", synthetic.result(1, modes=False))


@pytest.fixture
def new(tmp_path: Path) -> str:
    made = synthetic.result(2, modes=False, scale={"getcpu/vdso": 1.05})
    return write(tmp_path / "new.json", made)


def test_every_side_is_held_against_the_first(tmp_path: Path, base: str, new: str) -> None:
    third = write(tmp_path / "third.json", synthetic.result(3, modes=False))
    pairs = prepare.prepare(asked(base, new, third), whole=False)
    assert [(pair.base.label, pair.new.label) for pair in pairs] == [
        ("base", "new"),
        ("base", "third"),
    ]
    assert [change.name for change in pairs[0].of_verdict(SLOWER)] == ["getcpu/vdso"]
    assert not pairs[1].of_verdict(SLOWER)


def test_the_minimum_effect_is_the_one_that_was_asked_for(base: str, new: str) -> None:
    (pair,) = prepare.prepare(asked(base, new, effect=0.1), whole=False)
    assert {change.verdict for change in pair.changes} == {SAME} and pair.min_effect == 0.1


def test_one_side_alone_says_what_would_make_it_two(tmp_path: Path, base: str) -> None:
    with pytest.raises(UsageError, match="^base is only one result; name another to compare it"):
        prepare.prepare(asked(base), whole=False)
    for seed in range(3):
        write(tmp_path / f"runs/{seed}.json", synthetic.result(seed, modes=False))
    folder = str(tmp_path / "runs")
    with pytest.raises(UsageError, match="^the 3 results of runs are all of one setting"):
        prepare.prepare(asked(folder), whole=False)
    with pytest.raises(UsageError, match="^all results have the same libc and rseq: nothing"):
        prepare.prepare(asked(folder, group_by=("libc", "rseq")), whole=False)


def test_other_machines_are_refused_unless_forced(tmp_path: Path, base: str) -> None:
    made = synthetic.result(2, modes=False, context={"cpu_model": "Other CPU"})
    other = write(tmp_path / "other.json", made)
    said = "^base and other should not be compared: CPU .* → Other CPU; use --force"
    with pytest.raises(UsageError, match=said):
        prepare.prepare(asked(base, other), whole=False)
    (pair,) = prepare.prepare(asked(base, other, force=True), whole=False)
    assert pair.changes and pair.refusals


def test_a_gate_judges_no_result_against_itself(tmp_path: Path, base: str) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(base)
    copy = write(tmp_path / "copy.json", synthetic.result(1, modes=False))
    for same in (base, str(link), copy):
        with pytest.raises(UsageError, match="hold the same result, so the gate has nothing"):
            prepare.prepare(asked(base, same, gate=True), whole=False)
    assert prepare.prepare(asked(base, copy), whole=False)


def test_exact_results_of_two_files_may_be_equal(tmp_path: Path) -> None:
    first, second = (write(tmp_path / it, synthetic.exact()) for it in ("a.json", "b.json"))
    (pair,) = prepare.prepare(asked(first, second, gate=True), whole=False)
    assert {change.verdict for change in pair.changes} == {SAME}
    link = tmp_path / "link.json"
    link.symlink_to(first)
    for same in (first, str(link)):
        with pytest.raises(UsageError, match="hold the same result"):
            prepare.prepare(asked(first, same, gate=True), whole=False)


def test_nothing_in_common_is_no_comparison(tmp_path: Path, base: str) -> None:
    made = synthetic.result(2, modes=False)
    for row in made["benchmarks"]:
        row["name"] = f"other{row['name']}"
    others = [write(tmp_path / f"{number}.json", made) for number in range(2)]
    with pytest.raises(UsageError, match="^base has no call in common with 0: nothing to compare"):
        prepare.prepare(asked(base, others[0]), whole=False)
    with pytest.raises(UsageError, match="^base has no call in common with any of 2 others"):
        prepare.prepare(asked(base, *others), whole=False)


def test_a_plain_result_is_compared_with_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [write(tmp_path / f"{seed}.json", synthetic.plain(seed)) for seed in (1, 2)]
    (pair,) = prepare.prepare(asked(*paths), whole=False)
    assert [change.name for change in pair.changes] == ["BM_Parse<int>/8"]
    warnings = capsys.readouterr().err.splitlines()
    assert warnings == [
        f"warning: {path}: a plain Google Benchmark result: it knows no outcomes, and nothing of"
        " the machine that could explain a change"
        for path in paths
    ]


@pytest.mark.parametrize(
    ("others", "whole", "drawn"),
    [(prepare.WHOLE_UP_TO, False, True), (prepare.WHOLE_UP_TO + 1, False, False),
     (prepare.WHOLE_UP_TO + 1, True, True)],
)  # fmt: skip
def test_intervals_are_drawn_for_as_many_sides_as_fit_a_table(
    others: int, whole: bool, drawn: bool, tmp_path: Path
) -> None:
    """What did not change has one only where all have."""
    first = side(tmp_path, "base", synthetic.result(1, modes=False))
    sides = [first, *[side(tmp_path, "same", synthetic.result(2, modes=False))] * others]
    pairs = prepare.compare_sides(sides, None, False, whole)
    same = [change for change in pairs[0].changes if change.name == "getppid/insn"]
    assert [change.interval is not None for change in same] == [drawn]
