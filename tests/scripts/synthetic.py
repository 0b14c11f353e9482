"""Results that no machine measured: seeded, and in exactly the format of results/README.md."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

Json = dict[str, Any]

CORE_GHZ = 3.7

# Nanoseconds a call by path, and what the call does there.
FIGURES = {
    "gettimeofday": {
        "libc": 19.2,
        "vdso": 19.2,
        "syscall": 127.0,
        "insn": 125.1,
        "vsyscall": 528.0,
    },
    "time": {"libc": 0.74, "vdso": 1.2, "syscall": 84.0, "insn": 82.0, "vsyscall": 485.0},
    "getcpu": {"libc": 3.9, "vdso": 2.8, "syscall": 100.0, "insn": 98.5, "vsyscall": 499.0},
    "clock_gettime:realtime": {"libc": 18.3, "vdso": 18.1, "syscall": 136.0, "insn": 134.0},
    "clock_gettime:monotonic": {"libc": 18.1, "vdso": 18.1, "syscall": 135.0, "insn": 133.0},
    "clock_gettime:monotonic_coarse": {"libc": 2.9, "vdso": 2.3, "syscall": 110.0, "insn": 108.0},
    "clock_gettime:process_cputime": {"libc": 206.0, "vdso": 200.0, "syscall": 200.0},
    "clock_getres:monotonic": {"libc": 2.1, "vdso": 1.7, "syscall": 107.0, "insn": 105.0},
    "getrandom:32": {"libc": 248.0, "vdso": 21.0, "syscall": 246.0, "insn": 244.0},
    "getppid": {"libc": 85.6, "syscall": 85.6, "insn": 83.9},
}
OUTCOMES = {
    "libc": "userspace",
    "vdso": "userspace",
    "syscall": "syscall",
    "insn": "syscall",
    "vsyscall": "emulated",
}
ASKS_THE_DEVICE = ("gettimeofday", "clock_gettime:realtime", "clock_gettime:monotonic")
ALWAYS_ENTERS = ("clock_gettime:process_cputime", "getppid", "getrandom:32/libc")

CONTEXT: Json = {
    "date": "2026-01-02T03:04:05+00:00",
    "host_name": "bench",
    "executable": "build/vdsobench",
    "num_cpus": 2,
    "mhz_per_cpu": 2600,
    "cpu_scaling_enabled": False,
    "caches": [],
    "load_avg": [0.1, 0.1, 0.1],
    "library_build_type": "release",
    "vdsobench.schema": "1",
    "vdsobench.version": "0.1.0",
    "vdsobench.mode": "timed",
    "vdsobench.kernel_release": "6.1.0-31-amd64",
    "vdsobench.kernel_version": "#1 SMP Debian 6.1.128-1",
    "vdsobench.machine": "x86_64",
    "vdsobench.kernel_parameters": "vsyscall=xonly",
    "vdsobench.clocksource_before": "tsc",
    "vdsobench.clocksource_after": "tsc",
    "vdsobench.clocksource_available": "tsc hpet acpi_pm",
    "vdsobench.vsyscall_mode": "xonly",
    "vdsobench.vdso_build_id": "0123456789abcdef0123456789abcdef01234567",
    "vdsobench.vdso_symbols": "clock_gettime gettimeofday getcpu time clock_getres getrandom",
    "vdsobench.mitigations": "spectre_v2: Mitigation: Retpolines; meltdown: Not affected",
    "vdsobench.cpu_model": "Example CPU @ 2.60GHz",
    "vdsobench.cpu_microcode": "0x1",
    "vdsobench.cpu_features": "constant_tsc nonstop_tsc rdtscp rdpid",
    "vdsobench.hypervisor": "none",
    "vdsobench.libc": "glibc 2.36",
    "vdsobench.rseq": "on",
    "vdsobench.time_namespace": "initial",
    "vdsobench.seccomp_mode": "disabled",
    "vdsobench.counter": "tsc",
    "vdsobench.counter_hz": "2600000000",
    "vdsobench.core_hz": "3700000000",
    "vdsobench.pinned_cpu": "1",
    "vdsobench.governor": "performance",
    "vdsobench.confirm": "ebpf",
    "vdsobench.confirm_reason": "",
    "vdsobench.processes": "10",
    "vdsobench.warnings": "",
}


def outcome_of(function: str, path: str) -> str:
    if path == "libc" and (function in ALWAYS_ENTERS or f"{function}/libc" in ALWAYS_ENTERS):
        return "syscall"
    if path == "vdso" and function in ALWAYS_ENTERS:
        return "fallback"
    return OUTCOMES[path]


def result(
    seed: int = 1,
    processes: int = 10,
    noise: float = 0.004,
    scale: dict[str, float] | None = None,
    context: Json | None = None,
    modes: bool = True,
) -> Json:
    """noise is the spread between processes, scale multiplies single calls."""
    draw = random.Random(seed)
    rows: list[Json] = []
    for function, paths in FIGURES.items():
        for path, nanoseconds in paths.items():
            for mode in _modes(function, path) if modes else [""]:
                name = f"{function}/{path}{mode}"
                base = nanoseconds * (scale or {}).get(name, 1.0) * _mode_cost(mode, path)
                rows += _rows(draw, name, outcome_of(function, path), base, processes, noise)
    rows += error_rows("time/int80", "unavailable", "the kernel answers no int 0x80")
    rows += error_rows("getcpu/int80", "blocked", "seccomp answers EPERM")
    keys = {f"vdsobench.{key}": value for key, value in (context or {}).items()}
    merged = CONTEXT | {"vdsobench.processes": str(processes)} | keys
    return {"context": copy.deepcopy(merged), "benchmarks": rows}


def on_a_shared_core(share: float = 0.5) -> Json:
    """As measured beside a neighbour who is there for the rest of the time."""
    made = result(modes=False)
    for row in measured_rows(made):
        row["quiet"] = share
        row["ns_typical"] = 1.3 * row["real_time"]
        row["ns_cold"] = 5 * row["real_time"]
    return made


def at_clock(made: Json, speed: float) -> Json:
    """As a core measures whose clock runs so much faster."""
    made["context"]["vdsobench.core_hz"] = str(round(CORE_GHZ * 1e9 * speed))
    for row in measured_rows(made):
        row["real_time"] /= speed
    return made


def under_hpet(made: Json, speed: float = 1.0) -> Json:
    """Four fifths of a call that asks the device for the time are the device's, at any clock."""
    made["context"]["vdsobench.clocksource_before"] = "hpet"
    made["context"]["vdsobench.clocksource_after"] = "hpet"
    made["context"]["vdsobench.core_hz"] = str(round(CORE_GHZ * 1e9 * speed))
    for row in measured_rows(made):
        asks = row["name"].split("/")[0] in ASKS_THE_DEVICE
        row["real_time"] *= 0.8 + 0.2 / speed if asks else 1 / speed
    return made


def exact(seed: int = 1, extra: dict[str, int] | None = None, **context: str) -> Json:
    """As of QEMU's instruction clock: whole numbers, the same in every process."""
    made = result(seed, processes=2, noise=0.0, modes=False)
    made["context"]["vdsobench.mode"] = "exact"
    made["context"]["vdsobench.accel"] = "tcg"
    del made["context"]["vdsobench.core_hz"]
    made["context"] |= {f"vdsobench.{key}": value for key, value in context.items()}
    for row in measured_rows(made):
        count = round(row["real_time"] * 3) + (extra or {}).get(row["name"], 0)
        row |= {"real_time": count, "cpu_time": count, "instructions": count}
        row |= {key: count for key in row if key.startswith("ns_")}
        del row["cycles"]
    return made


def exact_with_ways(several: dict[str, list[tuple[int, float]]], **changes: Any) -> Json:
    """As exact(), of calls that were counted one by one: these take several ways, by instructions
    and share, the commonest first."""
    made = exact(**changes)
    for row in measured_rows(made):
        with_ways(row, *several.get(row["name"], [(row["instructions"], 1.0)]))
    return made


def with_ways(row: Json, *ways: tuple[float, float]) -> Json:
    """The row, with these as its ways: instructions and share of each."""
    row |= {"instructions": ways[0][0], "batch": 1.0}
    for number, (instructions, share) in enumerate(ways, 1) if len(ways) > 1 else ():
        row |= {f"way{number}_instructions": instructions, f"way{number}_share": share}
    return row


def with_parts(row: Json, *parts: float) -> Json:
    """The row, with these as what its loop, libc, vDSO and kernel take of its instructions."""
    names = ("loop", "libc", "vdso", "kernel")
    row |= {f"instructions_{name}": float(part) for name, part in zip(names, parts)}
    row["instructions"] = row["real_time"] = float(sum(parts))
    return row


def plain(seed: int = 1) -> Json:
    """What Google Benchmark writes by itself, with aggregates."""
    draw = random.Random(seed)
    rows = [_plain_row("BM_Parse<int>/8", index, draw.gauss(12.0, 0.1)) for index in range(8)]
    mean = {"name": "BM_Parse<int>/8_mean", "run_type": "aggregate", "real_time": 12.0}
    context = {key: CONTEXT[key] for key in CONTEXT if not key.startswith("vdsobench.")}
    return {"context": copy.deepcopy(context), "benchmarks": [*rows, mean]}


def write(path: Path, document: Json) -> str:
    path.write_text(json.dumps(document, indent=2))
    return str(path)


def _modes(function: str, path: str) -> list[str]:
    threads = ["/threads:1", "/threads:2", "/threads:4"] if function == "getcpu" else []
    latency = ["/latency"] if function == "gettimeofday" else []
    return ["", *latency, *(threads if path != "libc" else [])]


def _mode_cost(mode: str, path: str) -> float:
    if mode == "/latency":
        return 1.2
    if mode.startswith("/threads:"):  # only the emulated page contends
        return 1.0 + (int(mode[9:]) - 1) * (0.4 if path == "vsyscall" else 0.01)
    return 1.0


def _rows(
    draw: random.Random, name: str, outcome: str, base: float, processes: int, noise: float
) -> list[Json]:
    return [
        _row(name, outcome, index, processes, base * (1 + abs(draw.gauss(0, noise))), draw)
        for index in range(processes)
    ]


def _row(
    name: str, outcome: str, index: int, processes: int, time: float, draw: random.Random
) -> Json:
    entries = 0 if outcome == "userspace" else 1
    tail = {"ns_p99": time * 1.3, "ns_max": time * draw.uniform(3, 30)}
    if name.endswith("/latency"):
        tail = {"ns_p99": time * 1.5, "ns_p999": time * 4, "ns_p9999": time * 30} | {
            "ns_max": time * draw.uniform(100, 300)
        }
    return {
        **_head(name, index, processes),
        "iterations": 100_000,
        "real_time": time,
        "cpu_time": time,
        "time_unit": "ns",
        "label": outcome,
        "ns_p10": time * 0.998,
        "ns_p50": time,
        "ns_p90": time * 1.02,
        **tail,
        "entries": float(entries),
        "syscalls": float(entries if outcome != "emulated" else 0),
        "emulations": float(entries if outcome == "emulated" else 0),
        "disturbed": draw.uniform(0, 0.02),
        "batch": 500.0,
        "cycles": time * CORE_GHZ,
    }


def _head(name: str, index: int, processes: int) -> Json:
    threads = int(name.rpartition("/threads:")[2]) if "/threads:" in name else 1
    return {
        "name": name,
        "family_index": 0,
        "per_family_instance_index": 0,
        "run_name": name,
        "run_type": "iteration",
        "repetitions": processes,
        "repetition_index": index,
        "threads": threads,
    }


def error_rows(name: str, outcome: str, reason: str) -> list[Json]:
    """One row, with times of zero: Google Benchmark's own compare.py fails without them."""
    return [
        {
            **_head(name, 0, 1),
            "error_occurred": True,
            "error_message": reason,
            "iterations": 0,
            "real_time": 0.0,
            "cpu_time": 0.0,
            "time_unit": "ns",
            "label": outcome,
        }
    ]


def measured_rows(document: Json) -> list[Json]:
    return [row for row in document["benchmarks"] if not row.get("error_occurred")]


def _plain_row(name: str, index: int, time: float) -> Json:
    return {
        **_head(name, index, 8),
        "iterations": 1000,
        "real_time": time,
        "cpu_time": time,
        "time_unit": "us",
        "label": "anything",
    }
