"""A side of several results: the worst outcome, all that their contexts say, a mean clock."""

from __future__ import annotations

from pathlib import Path

import pytest
import synthetic
from comparisons import side, with_row

from vdsobench.results.sides import Side, natural


def made(**context: str) -> synthetic.Json:
    return synthetic.result(processes=2, modes=False, context=context)


def test_of_outcomes_the_worst_counts(tmp_path: Path) -> None:
    bad = with_row(made(), "time/vdso", label="fallback")
    assert side(tmp_path, "a", made(), bad).outcome("time/vdso") == "fallback"
    assert side(tmp_path, "b", made()).outcome("time/vdso") == "userspace"
    assert side(tmp_path, "c", made()).outcome("tick/insn") == ""


def test_of_entries_the_most(tmp_path: Path) -> None:
    more = with_row(made(), "time/vdso", entries=0.5)
    assert side(tmp_path, "a", made(), more, made()).entries["time/vdso"] == 0.5


def test_contexts_that_differ_are_both_told_once(tmp_path: Path) -> None:
    found = side(tmp_path, "a", made(libc="glibc 2.36"), made(libc="musl"), made(libc="musl"))
    assert found.context("libc") == "glibc 2.36 / musl"
    assert found.context("rseq") == "on" and found.context("nobody_knows") == ""


def test_the_core_clock_is_the_mean_and_unknown_if_one_does_not_tell_it(tmp_path: Path) -> None:
    known = [made(core_hz=clock) for clock in ("1000000000", "3000000000")]
    assert side(tmp_path, "a", *known).core_hz == pytest.approx(2e9)
    assert side(tmp_path, "b", *known, made(core_hz="")).core_hz is None


def test_a_label_is_one_line() -> None:
    assert "\n" not in Side("x\ny", []).label


def test_numbers_in_names_sort_as_numbers() -> None:
    assert sorted(["6.12", "6.9", "6.9-rc1"], key=natural) == ["6.9", "6.9-rc1", "6.12"]


def with_quiet(made: synthetic.Json, process: int | None) -> synthetic.Json:
    """Only that process had the core to itself."""
    for row in synthetic.measured_rows(made):
        row["quiet"] = 0.5 if row["repetition_index"] == process else 0
    return made


def processes(one: Side) -> set[int]:
    return {len(call.values) for name in one.names for _, call in one.measured(name)}


def test_processes_that_never_had_the_core_are_left_out_where_others_did(tmp_path: Path) -> None:
    one = side(tmp_path, "a", with_quiet(synthetic.result(1, 4, modes=False), 2))
    assert processes(one) == {1}
    assert not one.is_shared("gettimeofday/vdso")


def test_where_none_did_all_count_and_the_side_says_so(tmp_path: Path) -> None:
    none = side(tmp_path, "a", with_quiet(synthetic.result(1, 4, modes=False), None))
    assert processes(none) == {4}
    assert none.is_shared("gettimeofday/vdso") and not none.is_shared("no/call")
