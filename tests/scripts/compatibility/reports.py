"""Reports as a machine sends them, made of what is right for it."""

from __future__ import annotations

import io
import json
import tarfile
from typing import Any

from vdsobench.compatibility import expected
from vdsobench.compatibility.expected import Situation
from vdsobench.compatibility.guest import PARTS, Part, Report
from vdsobench.compatibility.matrix import CPUS, Cell
from vdsobench.results import tables

KERNEL, LIBC = (6, 1), (2, 36)
CELL = Cell("6.1", "Conroe", "hpet", "4, nosmp", "512", "xonly")
CLOCKSOURCE = frozenset({"hpet"})
WHERE = Situation(CLOCKSOURCE, CELL.page, KERNEL, LIBC)
SELFTEST = "".join(
    f"{name:20} 1 1 +0 agrees\n" for name in ("a", "b", "c", "d", "e", "getppid/insn")
)

Json = dict[str, Any]


def outcomes() -> dict[str, str]:
    calls = [f"{function}/{path}" for function in tables.FUNCTIONS for path in ("libc", "vdso")]
    calls += [f"{function}/vsyscall" for function in tables.HEADLINE]
    return {call: max(expected.outcomes(call, WHERE)) for call in calls}


def check() -> Json:
    functions = [
        {"name": call.rpartition("/")[0], "outcome": outcome}
        for call, outcome in outcomes().items()
        if call.endswith("/libc")
    ]
    return {"status": 1, "vsyscall": "xonly", "functions": functions}


def run() -> Json:
    rows = [
        {"name": call, "label": outcome, "real_time": 12.5, "error_occurred": False}
        for call, outcome in outcomes().items()
    ]
    return {"context": {"vdsobench.clocksource_before": "hpet"}, "benchmarks": rows}


def listed() -> Json:
    calls = [
        {"name": call, "function": call.rpartition("/")[0], "available": outcome != "unavailable"}
        for call, outcome in outcomes().items()
    ]
    return {"calls": calls}


def inspected() -> Json:
    context = {
        "vdsobench.clocksource_before": "hpet",
        "vdsobench.vsyscall_mode": "xonly",
        "vdsobench.hypervisor": "qemu",
    }
    return {"symbols": [{"name": "__vdso_time"}], "context": context}


def part(output: Json | str, status: int = 0, errors: str = "") -> Part:
    text = output if isinstance(output, str) else json.dumps(output)
    return Part(status, CLOCKSOURCE, 1.5, text.encode(), errors)


def good() -> Report:
    parts = {
        "check": part(check(), 1),
        "run": part(run(), 1),
        "selftest": part(SELFTEST, 1),
        "list": part(listed()),
        "inspect": part(inspected()),
    }
    assert parts.keys() == PARTS.keys()
    features = frozenset({"fpu", "tsc", "hypervisor"})
    return Report(parts, features, CPUS[CELL.cpus].online, "ffffffffff600000-… [vsyscall]")


def archive(files: dict[str, str]) -> bytes:
    sent = io.BytesIO()
    with tarfile.open(fileobj=sent, mode="w") as made:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            made.addfile(entry, io.BytesIO(text.encode()))
    return sent.getvalue()
