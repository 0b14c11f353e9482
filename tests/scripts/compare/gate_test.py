"""A gate passes on what it has seen to be no worse, and never on what it has not seen."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
import synthetic
from commands import Done, call
from comparisons import with_row
from hypothesis import given, settings
from hypothesis import strategies as st

from vdsobench.compare import command

Json = dict[str, Any]
NAMES = sorted({row["name"] for row in synthetic.measured_rows(synthetic.result(1, modes=False))})


def gate(*documents: Json, options: tuple[str, ...] = ()) -> Done:
    with tempfile.TemporaryDirectory() as folder:
        paths = [
            synthetic.write(Path(folder, f"{label}.json"), document)
            for label, document in zip(("base", "new", "more"), documents)
        ]
        return call(command.main, "--gate", *paths, *options)


def only(made: Json, names: object) -> Json:
    assert isinstance(names, (set, frozenset, list))
    rows = [row for row in made["benchmarks"] if row["name"] in names]
    return made | {"benchmarks": rows}


def errored(made: Json, *names: str) -> Json:
    """As a run writes it in which these calls failed, though not by their outcome."""
    kept = [row for row in made["benchmarks"] if row["name"] not in names]
    rows = [row for name in names for row in synthetic.error_rows(name, "unconfirmed", "died")]
    return made | {"benchmarks": kept + rows}


def base(**more: Any) -> Json:
    return synthetic.result(1, modes=False, **more)


def new(**more: Any) -> Json:
    return synthetic.result(3, modes=False, **more)


def subsets() -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(NAMES), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None)
@given(subsets(), subsets(), st.sampled_from([(), ("--allow-missing",), ("--force",)]))
def test_files_of_disjoint_calls_never_pass(
    one: frozenset[str], other: frozenset[str], options: tuple[str, ...]
) -> None:
    if other - one:
        done = gate(only(base(), one), only(new(), other - one), options=options)
        assert done.status == 2 and "gate: passed" not in done.stderr
        assert "base has no call in common with new" in done.stderr


@settings(max_examples=40, deadline=None)
@given(subsets(), subsets())
def test_missing_calls_never_pass_unless_they_are_allowed_to(
    kept: frozenset[str], gone: frozenset[str]
) -> None:
    gone -= kept
    made = only(base(), kept | gone)
    done = gate(made, only(new(), kept))
    assert done.status == (1 if gone else 0), done.stderr
    assert ("missing" in done.stderr) == bool(gone) and ("gate: passed" in done.stderr) != bool(
        gone
    )
    assert gate(made, only(new(), kept), options=("--allow-missing",)).status == 0


def test_79_of_80_missing_fail() -> None:
    done = gate(synthetic.result(1), only(synthetic.result(3), {"getcpu/vdso"}))
    count = len(synthetic.measured_rows(synthetic.result(1, processes=1))) - 1
    assert done.status == 1 and f"{count} calls (gettimeofday/libc; " in done.stderr


def test_a_call_that_failed_in_the_new_result_is_missing() -> None:
    done = gate(only(base(), {"getcpu/vdso", "time/vdso"}), errored(new(), "getcpu/vdso"))
    assert done.status == 1
    assert "1 call (getcpu/vdso) missing" in done.stderr
    assert "outcome" not in done.stderr  # said once


def test_a_call_that_the_base_did_not_measure_is_no_loss() -> None:
    names = {*NAMES, "getcpu/int80"}
    assert gate(only(base(), names), only(new(), NAMES)).status == 0


@pytest.mark.parametrize(
    "old,now,why",
    [
        (errored(base(), *NAMES), new(), "no call measured on both sides"),
        (base(processes=1), new(processes=1), "1 processes against 1 are too few"),
        (base(processes=3), new(processes=3), "3 processes against 3 are too few"),
        (base(noise=0.5), new(noise=0.5), "inconclusive; measure with more processes"),
        (base(), new(context={"hypervisor": "kvm"}), "hypervisor none → kvm; --force"),
        (base(), synthetic.plain(), "no call in common"),
        (synthetic.result(1), only(new(), {"none"}), "no rows"),
    ],
)
def test_nothing_judged_is_status_2_and_says_why(old: Json, now: Json, why: str) -> None:
    done = gate(old, now)
    assert (done.status, "gate: passed" in done.stderr) == (2, False)
    assert why in done.stderr


def test_a_failure_is_told_though_no_time_could_be_judged() -> None:
    worse = with_row(new(processes=1), "getcpu/vdso", label="fallback", entries=1.0)
    done = gate(base(processes=1), worse)
    assert done.status == 1
    assert "gate: FAILED: new: getcpu/vdso: userspace → fallback" in done.stderr
    assert "gate: not judged: new: 1 processes" in done.stderr


def test_every_side_has_to_be_judged() -> None:
    done = gate(base(), new(), only(new(), {"none"}) | {"benchmarks": renamed(new())})
    assert done.status == 1 and "more: " in done.stderr and "new: " not in done.stderr
    done = gate(base(), new(), synthetic.plain(), options=("--allow-missing",))
    assert done.status == 2 and "gate: not judged: more: no call in common" in done.stderr


def renamed(made: Json) -> list[Json]:
    return [row | {"name": f"x{row['name']}"} for row in made["benchmarks"]]


def test_modes_that_cannot_be_compared_never_pass() -> None:
    assert gate(base(), synthetic.exact()).status == 2
    threads = [row for row in synthetic.result(3)["benchmarks"] if "/threads:" in row["name"]]
    assert gate(base(), new() | {"benchmarks": threads}).status == 2


def test_plain_results_are_judged_like_others() -> None:
    slower = synthetic.plain(3)
    for row in slower["benchmarks"]:
        row["real_time"] *= 2
    assert gate(synthetic.plain(1), synthetic.plain(2)).status == 0
    done = gate(synthetic.plain(1), slower)
    assert done.status == 1 and "BM_Parse<int>/8 is slower" in done.stderr
    slower["context"]["num_cpus"] = 64
    assert gate(synthetic.plain(1), slower).status == 2


def test_an_instruction_where_there_was_none_is_one_more() -> None:
    zero = with_row(synthetic.exact(), "time/vdso", instructions=0)
    assert gate(zero, zero).status == 0
    done = gate(zero, synthetic.exact())
    assert done.status == 1 and "time/vdso takes more instructions, +4" in done.stderr


def test_what_was_never_counted_is_said() -> None:
    blind = [with_row(made, "getcpu/vdso", label="unconfirmed") for made in (base(), new())]
    done = gate(*blind)
    assert done.status == 0
    assert "inconclusive: new: 1 outcome (getcpu/vdso) counted on neither side" in done.stderr


def test_the_status_is_in_the_json() -> None:
    done = gate(base(processes=1), new(processes=1), options=("--format", "json"))
    assert json.loads(done.stdout)["gate"]["status"] == 2
