"""Anatomies as files, of calls whose parts are known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vdsobench.anatomy.record import ITERATIONS

Json = dict[str, Any]
CALLS = ("getppid/insn", "time/vsyscall")
LOOP = 0x555555600040


def call(name: str, entry: int, work: int, function: str = "__x64_sys_f") -> Json:
    """One instruction in the program, some on the way in, some in the kernel's function."""
    rows = [
        ("program", "loop", 1, 1 + entry + work, {"caller": 1}),
        ("kernel", "entry_SYSCALL_64", entry, entry + work, {"entry": entry}),
        ("kernel", function, work, work, {"work": work}),
    ]
    keys = ("where", "function", "own", "inclusive", "phases")
    (_, loop), (_, enter), (_, worked) = ((w, node(w, f, own)) for w, f, own, *_ in rows)
    loop["children"], enter["children"] = [enter], [worked]
    return {
        "name": name,
        "instructions": 1 + entry + work,
        "set_aside": 0,
        "phases": {"caller": 1, "entry": entry, "work": work},
        "functions": [dict(zip(keys, row)) for row in rows],
        "tree": loop,
    }


def with_costly(made: Json, **costly: int) -> Json:
    return {**made, "costly": costly}


def node(where: str, function: str, own: int) -> Json:
    return {"function": function, "where": where, "own": own}


def document(kernel: str, append: str, *calls: Json) -> Json:
    context = {"anatomy_schema": "1", "kernel_release": kernel, "append": append}
    prefixed = {f"vdsobench.{key}": value for key, value in context.items()}
    return {"context": prefixed, "calls": list(calls)}


def write(path: Path, made: Json) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(made))
    return path


def folder(path: Path) -> Path:
    """Two kernels in two modes; the newer's function is slower and called otherwise."""
    refused = {"name": "time/vsyscall", "reason": "no vsyscall page"}
    off = "mitigations=off"
    older = call("getppid/insn", 50, 10), call("time/insn", 50, 9), refused
    newer = call("getppid/insn", 45, 60), call("time/insn", 45, 9), refused
    for kernel, calls in {"6.9": older, "6.12": newer}.items():
        write(path / f"{kernel}.json", document(kernel, "", *calls))
        write(path / f"{kernel},off.json", document(kernel, off, call("getppid/insn", 30, 10)))
    return path


def told() -> Json:
    """What the program in the guest tells of its loops."""
    ran = {"name": CALLS[0], "loop": LOOP, "instructions": 300}
    absent = {"name": CALLS[1], "reason": "no vsyscall page"}
    return {
        "empty": LOOP,
        "iterations": ITERATIONS,
        "calls": [ran, absent],
        "vdso": [[0x600, "time"]],
        "symbols": [[0xFFFFFFFF81000000, "do_syscall_64"]],
        "maps": "",
    }
