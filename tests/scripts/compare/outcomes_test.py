"""Changes of what calls do: which are worse, and what may be why."""

from __future__ import annotations

from pathlib import Path

import pytest
import synthetic
from comparisons import side, with_row

from vdsobench.compare.outcomes import BETTER, UNKNOWN, WORSE, OutcomeChange, outcome_changes


def made(**context: str) -> synthetic.Json:
    return synthetic.result(processes=1, modes=False, context=context)


def changes(folder: Path, base: synthetic.Json, new: synthetic.Json) -> list[OutcomeChange]:
    return list(outcome_changes(side(folder, "base", base), side(folder, "new", new)))


@pytest.mark.parametrize(
    ("label", "direction"),
    [
        ("fallback", WORSE),
        ("syscall", WORSE),
        ("disagrees", WORSE),
        ("unconfirmed", UNKNOWN),
    ],
)
def test_what_costs_more_is_worse_and_back_again_better(
    label: str, direction: str, tmp_path: Path
) -> None:
    other = with_row(made(), "time/vdso", label=label)
    (found,) = changes(tmp_path, made(), other)
    assert (found.name, found.before, found.after) == ("time/vdso", "userspace", label)
    assert found.direction == direction
    (back,) = changes(tmp_path, other, made())
    assert back.direction == (BETTER if direction == WORSE else UNKNOWN)


def test_one_cost_by_another_name_is_neither(tmp_path: Path) -> None:
    (found,) = changes(tmp_path, made(), with_row(made(), "time/insn", label="emulated"))
    assert found.direction == UNKNOWN


def test_the_worse_ones_come_first(tmp_path: Path) -> None:
    base = with_row(made(), "gettimeofday/libc", label="fallback")
    found = changes(tmp_path, base, with_row(made(), "time/vdso", label="fallback"))
    assert [it.direction for it in found] == [WORSE, BETTER]


@pytest.mark.parametrize(("entries", "told"), [(0.02, True), (0.005, False)])
def test_more_entries_of_the_same_outcome_are_told_from_one_in_a_hundred(
    entries: float, told: bool, tmp_path: Path
) -> None:
    """A vDSO getrandom is reseeded now and then."""
    found = changes(tmp_path, made(), with_row(made(), "getrandom:32/vdso", entries=entries))
    assert [it.direction for it in found] == ([WORSE] if told else [])


def test_what_differs_and_bears_on_the_path_is_the_cause(tmp_path: Path) -> None:
    new = with_row(
        made(clocksource_before="hpet", vsyscall_mode="none"), "time/vdso", label="fallback"
    )
    (found,) = changes(tmp_path, made(), new)
    assert found.cause == "clocksource tsc → hpet"
    new = with_row(made(vsyscall_mode="none"), "time/vdso", label="fallback")
    assert changes(tmp_path, made(), new)[0].cause == ""
