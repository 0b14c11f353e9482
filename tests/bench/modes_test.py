"""Runs that measure something else: calls on several threads, calls one by one; and disturbed ones."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import QUICK, strict_json, vdsobench

CPUS = len(os.sched_getaffinity(0))
SWITCHED = "given to other processes"


def result_of(tmp_path: Path, *arguments: str) -> tuple[dict[str, Any], str, str]:
    file = tmp_path / "result.json"
    done = vdsobench("run", *arguments, "--out", str(file))
    assert done.returncode == 0, done.stderr
    return strict_json(file.read_text()), done.stdout, done.stderr


@pytest.mark.parametrize(
    "threads", ["0", "-1", "1,0", "1,x", "x", "1.5", "", "1,,x", str(CPUS + 1), f"1,{10**12}"]
)
def test_numbers_of_threads_that_make_no_sense(threads: str) -> None:
    done = vdsobench("run", *QUICK, f"--threads={threads}")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("vdsobench: ") and done.stderr.count("\n") == 1, done.stderr


@pytest.mark.parametrize(
    "modes",
    [
        ["--threads=1", "--latency"],
        ["--exact", "--latency"],
        ["--exact", "--threads=1"],
        ["--exact", "--precision=1%"],
    ],
)
def test_modes_that_exclude_each_other(modes: list[str]) -> None:
    done = vdsobench("run", *QUICK, *modes)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("vdsobench: --") and done.stderr.count("\n") == 1, done.stderr


def test_threads_have_a_row_for_every_number_of_them(tmp_path: Path) -> None:
    numbers = [1, 2] if CPUS > 1 else [1]
    given = ",".join(map(str, reversed(numbers)))
    result, table, _ = result_of(tmp_path, *QUICK, "--threads", given)
    rows = result["benchmarks"]
    assert [(row["name"], row["threads"]) for row in rows] == [
        (f"time/{path}/threads:{number}", number)
        for path in ("vdso", "syscall")
        for number in numbers
        for _ in range(2)  # processes
    ]
    assert all(row["real_time"] > 0 and row["cycles"] > 0 for row in rows)
    assert len(result["context"]["vdsobench.thread_cpus"].split()) == numbers[-1]
    assert table.startswith("ns a call, by threads") and "Only calls on threads" in table


def test_threads_without_a_filter_make_the_calls_that_share_something(tmp_path: Path) -> None:
    result, _, _ = result_of(tmp_path, "--threads=1", "--min-time=0.02", "--processes=1")
    assert {row["name"] for row in result["benchmarks"]} == {
        "clock_gettime:monotonic/vdso/threads:1",
        "gettimeofday/vdso/threads:1",
        "gettimeofday/vsyscall/threads:1",
        "getcpu/vdso/threads:1",
    }


def test_latency_has_rows_of_its_own_beside_the_ordinary_ones(tmp_path: Path) -> None:
    result, table, _ = result_of(tmp_path, *QUICK, "--latency")
    rows = result["benchmarks"]
    names = ["time/vdso", "time/vdso/latency", "time/syscall", "time/syscall/latency"]
    assert [row["name"] for row in rows] == [name for name in names for _ in range(2)]
    for row in rows:
        if not row["name"].endswith("/latency"):
            assert "ns_p9999" not in row
            continue
        quantiles = ["ns_p10", "ns_p50", "ns_p90", "ns_p99", "ns_p999", "ns_p9999", "ns_max"]
        values = [row[quantile] for quantile in quantiles]
        assert values == sorted(values)
        assert row["iterations"] >= 20_000
        assert row["real_time"] == pytest.approx(row["ns_p50"], rel=1e-6)
        assert "batch" not in row
    assert table.startswith("ns a call") and "ns, one by one" in table and "p99.99" in table


def test_the_names_that_google_benchmark_lists_are_those_of_the_rows() -> None:
    only = ["--benchmark_list_tests", "--filter", "^time/vdso$"]
    assert vdsobench(*only, "--threads=1").stdout == "time/vdso/threads:1\n"
    assert vdsobench(*only, "--latency").stdout == "time/vdso\ntime/vdso/latency\n"


def test_a_precision_is_reached_or_missed_in_words(tmp_path: Path) -> None:
    one = ["--filter=^time/syscall$", "--min-time=0.02", "--processes=1"]
    result, _, stderr = result_of(tmp_path, *one, "--precision=100%")
    assert int(result["context"]["vdsobench.processes"]) >= 2
    assert "precision" not in stderr
    result, _, stderr = result_of(tmp_path, *one, "--precision=0.3%", "--max-time=0.001")
    missed = "the precision of 0.3 % was not reached"
    assert stderr.count(missed) == 1 and missed in result["context"]["vdsobench.warnings"]


def test_a_busy_process_on_the_same_cpu_is_told_once_and_kept(tmp_path: Path) -> None:
    cpu = max(os.sched_getaffinity(0))
    busy = f"import os; os.sched_setaffinity(0, [{cpu}]); print(flush=True)\nwhile True: pass"
    with subprocess.Popen([sys.executable, "-c", busy], stdout=subprocess.PIPE) as competitor:
        try:
            assert competitor.stdout is not None and competitor.stdout.readline()
            arguments = ["--filter", "^time/(vdso|syscall)$", "--min-time=0.5", "--processes=2"]
            result, _, stderr = result_of(tmp_path, *arguments, f"--cpu={cpu}")
        finally:
            competitor.kill()
    assert stderr.count(SWITCHED) == 1
    assert SWITCHED in result["context"]["vdsobench.warnings"]
