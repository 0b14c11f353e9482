from __future__ import annotations

import pytest

from vdsobench.compatibility import command, matrix
from vdsobench.compatibility.matrix import CLOCKS, CPUS, MEMORIES, MODELS, PAGES
from vdsobench.errors import UsageError
from vdsobench.archive.packages import KernelPackage

KERNELS = ["1.1", "2.2"]
SHORT = matrix.cells(KERNELS, matrix.EVERY_VALUE)
LONG = matrix.cells([*KERNELS, "3.3", "4.4"], matrix.EVERY_PAIR)


def test_the_short_half_is_short_and_leaves_no_value_out() -> None:
    assert len(SHORT) == 8
    assert {cell.kernel for cell in SHORT} == set(KERNELS)
    assert {cell.model for cell in SHORT} == set(MODELS)
    assert {cell.clock for cell in SHORT} == set(CLOCKS)
    assert {cell.cpus for cell in SHORT} == set(CPUS)
    assert {cell.memory for cell in SHORT} == set(MEMORIES)
    assert {cell.page for cell in SHORT} == set(PAGES)


def test_the_whole_has_every_kernel_on_every_model_by_every_clock() -> None:
    assert {(cell.kernel, cell.model) for cell in LONG} >= {
        (kernel, model) for kernel in (*KERNELS, "3.3", "4.4") for model in MODELS
    }
    assert {(cell.model, cell.clock) for cell in LONG} == {
        (model, clock) for model in MODELS for clock in CLOCKS
    }
    assert len(LONG) < 70


@pytest.mark.parametrize("cells", [SHORT, LONG])
def test_names_are_no_two_cells_and_no_paths(cells: list[matrix.Cell]) -> None:
    names = [cell.name for cell in cells]
    assert len(set(names)) == len(names)
    assert not any(set(name) & set("/ \t") for name in names)


def test_a_cells_parameters() -> None:
    cell = matrix.Cell("6.1", "max", "hpet", "4, nosmp", "512", "xonly")
    assert cell.append.split()[1:] == ["clocksource=hpet", "nosmp", "vsyscall=xonly"]
    plain = matrix.Cell("6.1", "max", "as booted", "1", "512", "none")
    assert plain.append.split()[1:] == ["vsyscall=none"]


def package(version: str, suite: str) -> KernelPackage:
    return KernelPackage(f"linux-image-{version}-amd64", version, suite, 1, "0" * 64)


def test_kernels_are_the_newest_of_each_release_whatever_the_archive_has() -> None:
    offered = [
        package("9.2.1", "unstable"),
        package("9.2.0", "testing"),
        package("9.1.0", "stable-backports"),
        package("8.3.2", "stable"),
        package("8.2.9", "stable"),
        package("7.10.1", "oldstable"),
        package("7.9.1", "oldstable"),
    ]
    assert command.releases(offered) == ["7.10", "8.3", "9.2"]
    assert command.releases([package("6.8.0", "noble")]) == ["6.8"]


def test_no_kernel_at_all_is_told() -> None:
    with pytest.raises(UsageError, match="the archive offers no kernel"):
        command.releases([])


def test_cells_by_their_names() -> None:
    assert command.chosen(SHORT, []) == SHORT
    assert command.chosen(SHORT, [SHORT[3].name]) == [SHORT[3]]
    with pytest.raises(UsageError, match="no cell's name holds"):
        command.chosen(SHORT, ["no-such"])
