"""Every kind of wrong is found, and nothing is where all is right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable

import pytest
from compatibility import reports
from compatibility.reports import CELL, KERNEL, LIBC, good, part

from vdsobench.compatibility import judge
from vdsobench.compatibility.guest import Part, Report


def faults(report: Report) -> list[str]:
    return judge.faults(CELL, report, KERNEL, LIBC)


def with_part(name: str, changed: Part) -> Report:
    report = good()
    return replace(report, parts={**report.parts, name: changed})


def edited(made: reports.Json, edit: Callable[[Any], object]) -> reports.Json:
    edit(made)
    return made


def row(made: Any, call: str) -> Any:
    return next(each for each in made["benchmarks"] if each["name"] == call)


def test_a_machine_where_all_is_right_has_no_fault() -> None:
    assert faults(good()) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"features": frozenset({"tsc", "rdtscp"})}, "has rdtscp, which Conroe should lack"),
        ({"cpus": 4}, "has 4 CPUs"),
        ({"page": ""}, "vsyscall page is ''"),
    ],
)
def test_another_machine_than_asked_for(changes: dict[str, Any], told: str) -> None:
    (fault,) = faults(replace(good(), **changes))
    assert told in fault


def test_another_clocksource_than_asked_for() -> None:
    parts = {
        name: replace(each, clocksources=frozenset({"hpet", "acpi_pm"}))
        for name, each in good().parts.items()
    }
    (fault,) = faults(replace(good(), parts=parts))
    assert fault == "the machine's clocksource is acpi_pm, hpet"


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda it: it.update(status=0), "check: prints status 0 and ends with 1"),
        (lambda it: it.update(vsyscall="none"), "check: takes the vsyscall page for none"),
        (lambda it: it.pop("functions"), "check: what it printed cannot be read: KeyError"),
        (
            lambda it: it["functions"].append({"name": "time", "outcome": "fallback"}),
            "check: time/libc is fallback, not userspace",
        ),
    ],
)
def test_a_wrong_verdict(edit: Callable[[Any], object], told: str) -> None:
    (fault,) = faults(with_part("check", part(edited(reports.check(), edit), 1)))
    assert told in fault


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (
            lambda it: row(it, "gettimeofday/vdso").update(label="userspace"),
            "run: gettimeofday/vdso is userspace, not fallback",
        ),
        (
            lambda it: row(it, "time/vsyscall").update(label="unconfirmed"),
            "run: time/vsyscall is unconfirmed, not emulated",
        ),
        (
            lambda it: row(it, "time/vdso").update(error_occurred=True, error_message="died"),
            "run: time/vdso was not measured: died",
        ),
        (
            lambda it: row(it, "time/vdso").update(real_time=1e999),
            "run: what it printed cannot be read: BadContent: holds Infinity",
        ),
        (
            lambda it: it["context"].update({"vdsobench.clocksource_before": "tsc"}),
            "run: takes the clocksource for tsc",
        ),
        (
            lambda it: it.update(benchmarks=it["benchmarks"][:1]),
            "run: tells nothing of ",
        ),
    ],
)
def test_a_wrong_measurement(edit: Callable[[Any], object], told: str) -> None:
    (fault,) = faults(with_part("run", part(edited(reports.run(), edit), 1)))
    assert told in fault


def test_a_run_measures_what_people_ask_for_and_a_list_has_the_rest() -> None:
    def without(rows: list[Any], function: str) -> list[Any]:
        return [each for each in rows if not each["name"].startswith(f"{function}/")]

    run, listed = reports.run(), reports.listed()
    run["benchmarks"] = without(run["benchmarks"], "getrandom:4096")
    assert faults(with_part("run", part(run, 1))) == []
    listed["calls"] = without(listed["calls"], "getrandom:4096")
    assert faults(with_part("list", part(listed))) == ["list: tells nothing of getrandom:4096"]


def test_a_wrong_status_comes_with_the_last_word() -> None:
    report = with_part("run", part(reports.run(), 3, "warning: …\nvdsobench: cannot\n"))
    assert faults(report) == ["run: status 3, not 1: vdsobench: cannot"]


def test_nothing_printed() -> None:
    found = faults(with_part("inspect", part("", 139)))
    assert found[0] == "inspect: status 139, not 0: it said nothing"
    assert "cannot be read" in found[1]


def test_a_selftest_that_compares_too_little() -> None:
    (fault,) = faults(with_part("selftest", part("nothing 0 0 0 agrees\n")))
    assert fault == "selftest: compares 1 sequences only"


@pytest.mark.parametrize("available", [True, False])
def test_a_wrong_list(available: bool) -> None:
    made = reports.listed()
    for call in made["calls"]:
        if call["name"] in ("getrandom:8/vdso", "time/vsyscall"):
            call["available"] = available
    (fault,) = faults(with_part("list", part(made)))
    wrong = "getrandom:8/vdso is available" if available else "time/vsyscall is not available"
    assert fault == f"list: {wrong}"


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (lambda it: it.update(symbols=[]), "finds no symbol in the vDSO"),
        (
            lambda it: it["context"].update({"vdsobench.hypervisor": "none"}),
            "takes the machine for one without a hypervisor",
        ),
        (
            lambda it: it["context"].update({"vdsobench.vsyscall_mode": "none"}),
            "takes the vsyscall page for none",
        ),
    ],
)
def test_a_machine_seen_wrongly(edit: Callable[[Any], object], told: str) -> None:
    (fault,) = faults(with_part("inspect", part(edited(reports.inspected(), edit))))
    assert fault == f"inspect: {told}"
