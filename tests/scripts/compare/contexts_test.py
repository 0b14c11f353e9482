"""What differs around two sides."""

from __future__ import annotations

from pathlib import Path

import pytest
import synthetic
from comparisons import side

from vdsobench.compare.contexts import difference, differences, other_class, refusals
from vdsobench.results.sides import Side


def of(folder: Path, label: str, **context: str) -> Side:
    made = synthetic.result(processes=1, modes=False, context=context)
    return side(folder, label, made)


def test_equal_sides_differ_in_nothing(tmp_path: Path) -> None:
    base, new = of(tmp_path, "a"), of(tmp_path, "b")
    assert not list(differences(base, new)) and not refusals(base, new)
    assert not other_class(base, new)


@pytest.mark.parametrize(
    ("key", "before", "after", "said"),
    [
        ("libc", "glibc 2.36", "musl", "libc glibc 2.36 → musl"),
        ("cpu_features", "rdtscp rdpid", "rdtscp rdseed", "CPU features -rdpid +rdseed"),
        ("kernel_parameters", "a", "a b", "kernel parameters +b"),
        ("mitigations", "x: a; y: b", "x: a; y: c", "mitigations y: b → y: c"),
    ],
)
def test_of_lists_only_what_came_and_went_is_told(
    key: str, before: str, after: str, said: str, tmp_path: Path
) -> None:
    base, new = of(tmp_path, "a", **{key: before}), of(tmp_path, "b", **{key: after})
    assert str(difference(base, new, key)) == said


def test_what_is_empty_is_told_apart_from_what_was_not_recorded(tmp_path: Path) -> None:
    base, new = of(tmp_path, "a", cell=""), of(tmp_path, "b", accel="tcg")
    found = difference(base, new, "accel")
    assert found and (found.before, found.after) == ("not recorded", "tcg")
    none = difference(of(tmp_path, "c", governor=""), base, "governor")
    assert none and (none.before, none.after) == ("none", "performance")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("machine", "aarch64", "architecture x86_64 → aarch64"),
        ("accel", "tcg", "machine hardware → emulated (QEMU's TCG)"),
    ],
)
def test_times_of_other_kinds_are_not_compared(
    key: str, value: str, said: str, tmp_path: Path
) -> None:
    assert refusals(of(tmp_path, "a"), of(tmp_path, "b", **{key: value})) == [said]


def test_another_hypervisor_is_another_class_of_machine(tmp_path: Path) -> None:
    base, new = of(tmp_path, "a"), of(tmp_path, "b", hypervisor="kvm")
    assert not refusals(base, new)
    assert other_class(base, new) == ["hypervisor none → kvm"]
