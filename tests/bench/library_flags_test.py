"""Google Benchmark's flags, its formats and its environment: none takes anything from a result."""

import csv
import io
import os
from pathlib import Path

import pytest
from command_line import QUICK, strict_json, vdsobench

# What each would do to a result if the library took it from there.
ENVIRONMENT = {
    "BENCHMARK_FILTER": "nothing",
    "BENCHMARK_LIST_TESTS": "1",
    "BENCHMARK_OUT": "stray.json",
    "BENCHMARK_TIME_UNIT": "ms",
    "BENCHMARK_ENABLE_RANDOM_INTERLEAVING": "1",
    "BENCHMARK_REPETITIONS": "3",
    "BENCHMARK_REPORT_AGGREGATES_ONLY": "1",
    "BENCHMARK_DISPLAY_AGGREGATES_ONLY": "1",
    "BENCHMARK_MIN_WARMUP_TIME": "0.01",
    "BENCHMARK_PERF_COUNTERS": "CYCLES",
    "BENCHMARK_DRY_RUN": "1",
    "BENCHMARK_FORMAT": "csv",
}


@pytest.mark.parametrize("name", [*ENVIRONMENT, "all"])
def test_the_environment_changes_no_result(name: str, tmp_path: Path) -> None:
    given = ENVIRONMENT if name == "all" else {name: ENVIRONMENT[name]}
    file = tmp_path / "result.json"
    done = vdsobench(*QUICK, "--out", str(file), env=os.environ | given, cwd=tmp_path)
    assert (done.returncode, done.stdout[:9]) == (0, "ns a call")
    rows = strict_json(file.read_text())["benchmarks"]
    assert [row["name"] for row in rows] == ["time/vdso"] * 2 + ["time/syscall"] * 2
    assert {row["time_unit"] for row in rows} == {"ns"}
    assert {row["run_type"] for row in rows} == {"iteration"}
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]


def test_a_context_of_the_environment_takes_no_keys_place(tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    for pairs, status in (("vdsobench.schema=9", 2), ("purpose=none", 0)):
        environment = os.environ | {"BENCHMARK_CONTEXT": pairs}
        done = vdsobench(*QUICK, "--out", str(file), env=environment)
        assert done.returncode == status, done.stderr
    assert strict_json(file.read_text())["context"]["purpose"] == "none"


@pytest.mark.parametrize("more", [[], ["--latency"], ["--threads=1"], ["--paths=vdso,vsyscall"]])
def test_csv_has_a_line_for_every_row_whatever_its_counters(more: list[str]) -> None:
    """Rows of the vsyscall page, of many states and of single calls have other counters each."""
    few = ["--filter=^(time|getcpu|getppid)/", "--min-time=0.02", "--processes=2", "--quiet"]
    done = vdsobench(*few, "--format=csv", *more)
    assert done.returncode == 0, done.stderr
    lines = list(csv.reader(io.StringIO(done.stdout)))
    names = vdsobench("--benchmark_list_tests", *few[:1], *more).stdout.split()
    measured = [line[0] for line in lines[1:]]
    assert set(measured) == set(names)
    assert {"ns_p50", "cycles", "entries"} <= set(lines[0])


def test_csv_and_console_have_a_line_a_call_or_one_for_each_process() -> None:
    few = ["--filter=^time/(vdso|syscall)$", "--min-time=0.02", "--processes=3", "--quiet"]
    for form in ("csv", "console"):
        for more, each in (([], 1), (["--each-process"], 3)):
            done = vdsobench(*few, f"--format={form}", *more)
            assert done.returncode == 0, done.stderr
            assert done.stdout.count("time/vdso") == done.stdout.count("time/syscall") == each
            assert "DEBUG" not in done.stderr


@pytest.mark.parametrize("form", ["csv", "json", "console"])
def test_every_format_is_said_for_a_whole_run(form: str) -> None:
    done = vdsobench("run", "--quick", "--processes=1", "--quiet", f"--format={form}")
    assert done.returncode in (0, 1), done.stderr
    for name in vdsobench("--benchmark_list_tests").stdout.split():
        assert name in done.stdout
