"""Google Benchmark's own results, of every version since 1.4: read for what they hold."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import synthetic
from commands import call, run

from vdsobench.export import command as export
from vdsobench.compare import command as compare
from vdsobench.errors import UsageError
from vdsobench.plot import command as plot
from vdsobench.results.loader import Result, load

Json = dict[str, Any]
SAMPLES = Path(__file__).parent / "google_benchmark"
# In the shape that src/json_reporter.cc and src/statistics.cc of each version give.
VERSIONS = ("1.4.0", "1.5.0", "1.6.0", "1.7.1", "1.8.0", "1.9.0")


def text_of(version: str) -> str:
    return (SAMPLES / f"{version}.json").read_text()


def loaded(tmp_path: Path, text: str) -> Result:
    (tmp_path / "given.json").write_text(text)
    return load(str(tmp_path / "given.json"))


def without_single_runs(version: str) -> str:
    """As --benchmark_report_aggregates_only=true writes it."""
    document = json.loads(re.sub(r"-nan", "NaN", text_of(version)))
    rows = document["benchmarks"]
    document["benchmarks"] = [row for row in rows if row["name"].startswith("BM_copy/8_")]
    return json.dumps(document)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_gives_the_same_figures(tmp_path: Path, version: str) -> None:
    found = loaded(tmp_path, text_of(version))
    long = next(name for name in found.calls if name.startswith("BM_visit<"))
    assert len(long) > 300
    assert {name: list(call.values) for name, call in found.calls.items() if call.values} == {
        "BM_copy/8": [12.0, 12.5, 11.5],
        long: [3000.0],
        "BM_sort/64": [100.0],
        "BM_sort/128": [200.0],
    }
    assert found.notes == []


@pytest.mark.parametrize("version", VERSIONS)
def test_what_failed_or_was_skipped_has_no_figure_and_its_reason(
    tmp_path: Path, version: str
) -> None:
    found = loaded(tmp_path, text_of(version))
    reasons = {name: call.reason for name, call in found.calls.items() if not call.values}
    skips = {"BM_skips": "needs root"} if version >= "1.8" else {}
    assert reasons == {"BM_fails": "no such file"} | skips


@pytest.mark.parametrize("version", VERSIONS)
def test_aggregates_alone_give_the_median_and_say_so(tmp_path: Path, version: str) -> None:
    found = loaded(tmp_path, without_single_runs(version))
    assert {name: list(call.values) for name, call in found.calls.items()} == {"BM_copy/8": [12.0]}
    assert found.notes == [
        "1 benchmark is told by aggregates only: without repetitions no change can be certain"
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_words_of_the_program_around_the_results_are_left_out(tmp_path: Path, version: str) -> None:
    text = f'starting\n{{"not": "this"}}\n{text_of(version)}done\n'
    found = loaded(tmp_path, text)
    assert list(found.calls["BM_copy/8"].values) == [12.0, 12.5, 11.5]
    assert found.notes == ["what the program printed around its results is left out"]


def test_words_among_the_results_are_told(tmp_path: Path) -> None:
    lines = text_of("1.9.0").splitlines(keepends=True)
    with pytest.raises(UsageError, match="--benchmark_out=FILE, apart from what the program"):
        loaded(tmp_path, "starting\n" + "".join([*lines[:40], "tick\n", *lines[40:]]))


def test_two_results_in_one_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="several results, one after the other"):
        loaded(tmp_path, text_of("1.9.0") * 2)


def test_versions_compare_with_one_another(tmp_path: Path) -> None:
    one, other = (SAMPLES / f"{version}.json" for version in ("1.4.0", "1.9.0"))
    done = call(compare.main, one, other)
    assert done.status == 0
    assert "geometric mean, all: 0.0% over 4 calls" in done.stdout
    assert done.stdout.count("geometric mean") == 1
    assert "BM_fails: not measured in both: no such file" in done.stdout
    assert "BM_skips: only in 1.9.0" in done.stdout


def test_a_benchmark_that_is_newly_skipped_fails_the_gate(tmp_path: Path) -> None:
    document = json.loads(text_of("1.9.0"))
    for row in document["benchmarks"]:
        if row["name"] == "BM_sort/64":
            row |= {"skipped": True, "skip_message": "no memory", "real_time": 0.0}
    new = synthetic.write(tmp_path / "new.json", document)
    done = call(compare.main, "--gate", SAMPLES / "1.9.0.json", new)
    assert done.status == 1
    assert "new: BM_sort/64: measured → failed (no memory)" in done.stderr


def test_aggregates_alone_never_pass_a_gate(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_text(without_single_runs("1.9.0"))
    done = call(compare.main, "--gate", tmp_path / "a.json", tmp_path / "b.json")
    assert done.status == 2 and "note: " in done.stderr and "aggregates only" in done.stderr


BAD_ROWS: dict[str, Json] = {
    "is missing": {"real_time": None},
    "is no number": {"real_time": "12"},
    "is no time a call: nan ns": {"real_time": float("nan")},
    "is no time a call: inf ns": {"real_time": float("inf")},
    "is no time a call: 1000000000000000.0 s": {"real_time": 1e15, "time_unit": "s"},
    "is not one of ns, us, ms, s": {"time_unit": "fortnights"},
    "error_occurred, and no reason": {"error_occurred": True},
    "two rows of one repetition": {"name": "BM_sort/128"},
}


@pytest.mark.parametrize("reason", BAD_ROWS)
def test_a_row_without_a_figure_takes_no_other_with_it(tmp_path: Path, reason: str) -> None:
    document = json.loads(text_of("1.9.0"))
    row = next(row for row in document["benchmarks"] if row["name"] == "BM_sort/64")
    row |= BAD_ROWS[reason]
    found = loaded(tmp_path, json.dumps({k: v for k, v in document.items() if v is not None}))
    call = found.calls[row["name"]]
    assert not call.values and reason in call.reason
    assert list(found.calls["BM_copy/8"].values) == [12.0, 12.5, 11.5]


def test_a_name_that_only_ends_like_an_aggregate_is_a_benchmark(tmp_path: Path) -> None:
    document = json.loads(text_of("1.4.0").replace("-nan", "0"))
    document["benchmarks"] = [
        row | {"name": name}
        for row, name in zip(document["benchmarks"], ("BM_mean", "BM_stddev", "geometric_mean"))
    ]
    found = loaded(tmp_path, json.dumps(document))
    assert list(found.calls) == ["BM_mean", "BM_stddev", "geometric_mean"]


def test_names_of_many_forms_stay_whole_in_every_output(tmp_path: Path) -> None:
    """A name such as BM_x/8/threads:4 looks like a call of ours, and is none."""
    document = json.loads(text_of("1.9.0"))
    names = ("BM_x/8/threads:4", "BM_x/8/latency", "BM_x/libc", 'BM_x<"a\tb">')
    row = next(row for row in document["benchmarks"] if row["name"] == "BM_sort/64")
    document["benchmarks"] = [row | {"name": name, "run_name": name} for name in names]
    path = synthetic.write(tmp_path / "a.json", document)
    rows = json.loads(call(export.main, "--format", "github", path).stdout)
    assert [row["name"] for row in rows] == [name.replace("\t", " ") for name in names]
    assert call(plot.main, "matrix", path, "-o", tmp_path / "a.svg").status == 0
    assert "BM_x/8/threads:4" in (tmp_path / "a.svg").read_text()
    done = run("report.py", tmp_path / "a.html", path)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Benchmarks of the Google Benchmark that is installed."""
    compiler = shutil.which("c++") or shutil.which("g++")
    if not compiler or not Path("/usr/include/benchmark/benchmark.h").exists():
        pytest.skip("no compiler, or no Google Benchmark to compile with")
    program = tmp_path_factory.mktemp("real") / "real"
    source = str(SAMPLES / "real.cpp")
    subprocess.run([compiler, "-std=c++17", source, "-lbenchmark", "-o", program], check=True)
    return program


# Of one repetition, aggregates alone are none, or a family's complexity without its last row.
@pytest.mark.parametrize("repetitions,aggregates", [(1, False), (3, False), (3, True)])
def test_the_installed_version_is_read_with_all_its_program_prints(
    real: Path, tmp_path: Path, repetitions: int, aggregates: bool
) -> None:
    flags = [f"--benchmark_repetitions={repetitions}", "--benchmark_format=json"]
    flags += ["--benchmark_min_time=0.001"]
    flags += ["--benchmark_report_aggregates_only=true"] if aggregates else []
    done = subprocess.run([real, *flags], capture_output=True, text=True, check=True)
    assert "NaN" in done.stdout
    found = loaded(tmp_path, done.stdout)
    values = {name: len(call.values) for name, call in found.calls.items()}
    wanted = dict.fromkeys(
        ("copy/64", "copy/4096", "copy/16384", "n" * 400), 1 if aggregates else repetitions
    )
    assert values == wanted | {"fail": 0}
    assert found.calls["fail"].reason == "no such file"
    assert len(found.notes) == 1 + aggregates
