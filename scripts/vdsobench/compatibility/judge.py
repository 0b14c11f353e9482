"""Holds what came home of a machine against what its parameters mean. A cell without a fault is
green."""

from __future__ import annotations

import math
from typing import Any, Callable, Iterable, Iterator, Mapping

from vdsobench.results import schema, tables
from vdsobench.compatibility import expected
from vdsobench.compatibility.expected import LIBC, Outcomes, Situation, Version
from vdsobench.compatibility.guest import Part, Report
from vdsobench.compatibility.matrix import CLOCKS, CPUS, Cell, MODELS
from vdsobench.results.document import BadContent, parse
from vdsobench.safe_text import one_line

Faults = Iterator[str]


def faults(cell: Cell, report: Report, kernel: Version, libc: Version) -> list[str]:
    """All that is wrong in a cell's report, in words; empty where all is right. kernel, libc:
    versions as (major, minor)."""
    found = list(_machine(cell, report))
    for name, part in report.parts.items():
        where = Situation(
            part.clocksources, cell.page, kernel, libc, "hypervisor" in report.features
        )
        found += [f"{name}: {fault}" for fault in _part(JUDGES[name], part, where)]
    return found


def _machine(cell: Cell, report: Report) -> Faults:
    """Whether it is the machine that was asked for at all."""
    if present := MODELS[cell.model] & report.features:
        yield f"the machine has {', '.join(sorted(present))}, which {cell.model} should lack"
    if report.cpus != CPUS[cell.cpus].online:
        yield f"the machine has {report.cpus} CPUs"
    if not report.clocksources <= CLOCKS[cell.clock].sources:
        yield f"the machine's clocksource is {', '.join(sorted(report.clocksources))}"
    if bool(report.page) == (cell.page == "none"):
        yield f"the machine's vsyscall page is '{report.page}'"


Judge = Callable[[Part, Situation], Faults]


def _part(judge: Judge, part: Part, where: Situation) -> Faults:
    try:
        yield from judge(part, where)
    except (BadContent, KeyError, TypeError, AttributeError) as error:
        yield f"what it printed cannot be read: {type(error).__name__}: {error}"


def _status(part: Part, right: Iterable[int]) -> Faults:
    if part.status not in right:
        said = part.errors.strip().splitlines() or ["it said nothing"]
        wanted = " or ".join(map(str, sorted(right)))
        yield f"status {part.status}, not {wanted}: {one_line(said[-1])}"


def _outcome(call: str, found: str, where: Situation) -> Faults:
    right = expected.outcomes(call, where)
    if found not in right:
        yield f"{call} is {found}, not {_either(right)}"


def _either(right: Outcomes) -> str:
    return " or ".join(sorted(right))


def _all_asked_for(functions: Iterable[str]) -> Faults:
    wanted = {function.name for function in tables.FUNCTIONS.values() if function.by_default}
    yield from _all_of(wanted, functions)


def _all_of(wanted: Iterable[str], functions: Iterable[str]) -> Faults:
    if lacking := set(wanted) - set(functions):
        yield f"tells nothing of {', '.join(sorted(lacking))}"


def _check(part: Part, where: Situation) -> Faults:
    yield from _status(part, expected.statuses(where))
    found = parse(part.output)
    if found["status"] != part.status:
        yield f"prints status {found['status']} and ends with {part.status}"
    if found["vsyscall"] != where.page:
        yield f"takes the vsyscall page for {found['vsyscall']}"
    for each in found["functions"]:
        yield from _outcome(f"{each['name']}/{LIBC}", each["outcome"], where)


def _run(part: Part, where: Situation) -> Faults:
    yield from _status(part, expected.statuses(where))
    found = parse(part.output)
    told = found[schema.CONTEXT][schema.key(schema.CLOCKSOURCE)]
    if told not in where.clocksources:
        yield f"takes the clocksource for {told}"
    rows: list[dict[str, Any]] = found[schema.ROWS]
    yield from _all_asked_for({row[schema.NAME].rpartition("/")[0] for row in rows})
    for call, outcome in {row[schema.NAME]: row[schema.LABEL] for row in rows}.items():
        yield from _outcome(call, outcome, where)
    yield from {fault: None for row in rows for fault in _figure(row)}


def _figure(row: Mapping[str, Any]) -> Faults:
    """Of an emulator's times nothing is expected, but that they are there."""
    if row[schema.LABEL] in schema.ABSENT:
        return
    if row.get(schema.ERROR_OCCURRED):
        yield f"{row[schema.NAME]} was not measured: {one_line(row.get(schema.ERROR_MESSAGE))}"
    elif not math.isfinite(row[schema.REAL_TIME]):
        yield f"{row[schema.NAME]} took {row[schema.REAL_TIME]} ns"


def _selftest(part: Part, _: Situation) -> Faults:
    """Its figures may differ on an emulator that other machines share the CPU with."""
    yield from _status(part, (0, 1))
    lines = part.output.decode().splitlines()
    sequences = [line for line in lines if line.endswith(("agrees", "differs"))]
    if len(sequences) < 6 or "getppid/insn" not in part.output.decode():
        yield f"compares {len(sequences)} sequences only"


def _list(part: Part, where: Situation) -> Faults:
    yield from _status(part, (0,))
    calls = parse(part.output)["calls"]
    yield from _all_of(tables.FUNCTIONS, (call["function"] for call in calls))
    for call in calls:
        right = expected.outcomes(call["name"], where)
        if (call["available"] and right == {schema.UNAVAILABLE}) or (
            not call["available"] and schema.UNAVAILABLE not in right
        ):
            yield f"{call['name']} is {'' if call['available'] else 'not '}available"


def _inspect(part: Part, where: Situation) -> Faults:
    yield from _status(part, (0,))
    found = parse(part.output)
    context = found["context"]
    if context[schema.key(schema.CLOCKSOURCE)] not in where.clocksources:
        yield f"takes the clocksource for {context[schema.key(schema.CLOCKSOURCE)]}"
    if context[schema.key(schema.VSYSCALL_MODE)] != where.page:
        yield f"takes the vsyscall page for {context[schema.key(schema.VSYSCALL_MODE)]}"
    if where.hypervisor and context[schema.key(schema.HYPERVISOR)] == "none":
        yield "takes the machine for one without a hypervisor"
    if not found["symbols"]:
        yield "finds no symbol in the vDSO"


JUDGES: Mapping[str, Judge] = {
    "check": _check,
    "run": _run,
    "selftest": _selftest,
    "list": _list,
    "inspect": _inspect,
}
