"""Estimates held against a result: the ratios are right, and what was compared is said."""

from __future__ import annotations

from pathlib import Path

import pytest
import synthetic
from anatomy import recorded

from vdsobench.anatomy import against, cycles, documents
from vdsobench.anatomy.against import KERNEL, USER, Held
from vdsobench.anatomy.cycles import Cycles
from vdsobench.anatomy.model import Document
from vdsobench.errors import UsageError
from vdsobench.results import loader
from vdsobench.results.loader import Result


def result(folder: Path, made: synthetic.Json) -> Result:
    return loader.load(synthetic.write(folder / "x.json", made))


def document(*names: str, kernel: str = "6.18") -> Document:
    calls = [recorded.with_costly(recorded.call(name, 50, 10), syscall=1) for name in names]
    return documents.checked(recorded.document(kernel, "", *calls))


def held(name: str, measured: float, where: str = USER) -> Held:
    return Held(name, Cycles(50, 200), measured, where)


def test_what_is_measured_is_cycles_at_the_cores_clock(tmp_path: Path) -> None:
    measured = result(tmp_path, synthetic.result())
    (it,) = against.of(document("getppid/insn"), measured)
    ns = against.measured_ns(measured, "getppid/insn")
    assert 70 < ns < 100 and it.measured == pytest.approx(ns * synthetic.CORE_GHZ)
    assert it.estimated == cycles.estimated(document("getppid/insn").told()["getppid/insn"])
    assert it.ratio == pytest.approx(it.estimated.told / it.measured)


def test_only_calls_that_both_have_are_held_against_each_other(tmp_path: Path) -> None:
    measured = result(tmp_path, synthetic.result())
    found = against.of(document("getppid/insn", "nothing/insn"), measured)
    assert [it.name for it in found] == ["getppid/insn"]
    with pytest.raises(UsageError, match="x has none of the calls"):
        against.of(document("nothing/insn"), measured)


def test_a_result_without_cycles_is_refused(tmp_path: Path) -> None:
    clockless = synthetic.result()
    del clockless["context"]["vdsobench.core_hz"]
    for made in (synthetic.exact(), clockless, synthetic.plain()):
        with pytest.raises(UsageError, match="x tells no cycles"):
            against.of(document("getppid/insn"), result(tmp_path, made))


def test_a_call_is_in_the_kernel_where_it_has_a_way_in() -> None:
    made = document("getppid/insn").told()["getppid/insn"]
    assert against.where(made) == KERNEL
    vdso = {**recorded.call("f/vdso", 0, 0), "phases": {"caller": 1}}
    (call,) = documents.checked(recorded.document("6.1", "", vdso)).told().values()
    assert against.where(call) == USER


def test_errors_are_told_apart_by_place_with_the_worst_of_each() -> None:
    its = [held("a", 100), held("b", 25), held("c", 100), held("d", 1000, KERNEL)]
    user, kernel = against.errors(its)
    assert user == (
        "in user space: estimated 1.59 of measured (geometric mean of 3), at worst 4.00 (b),"
        " 2 within the range"
    )
    assert "in the kernel: estimated 0.10 of measured (geometric mean of 1)" in kernel
    assert "0.10 (d), 0 within" in kernel
    assert list(against.errors(its[3:])) == [kernel]


def test_another_kernel_and_a_hypervisor_are_said(tmp_path: Path) -> None:
    measured = result(tmp_path, synthetic.result())
    measured.context.update(hypervisor="pvm", kernel_release="6.18", cpu_model="A")
    lines = against.machines(document("getppid/insn", kernel="6.18"), measured)
    assert lines[0] == "measured: A, pvm, 6.18, 3.70 GHz; recorded: 6.18"
    assert lines[1:] == ["note: what pvm does at an entry is in no recording"]
    measured.context.update(hypervisor="none")
    (_, note) = against.machines(document("getppid/insn", kernel="6.1"), measured)
    assert note == "note: another kernel was measured than the one that was recorded"
