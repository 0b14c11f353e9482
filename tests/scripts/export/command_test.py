"""The formats, held against what their readers' own documents say."""

import csv
import io
import json
import math
import re
import subprocess
import sys
from pathlib import Path

import pytest
import synthetic
from commands import run

LABEL = r'[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*"'
SAMPLE = re.compile(rf"([a-zA-Z_:][\w:]*)\{{({LABEL}(?:,{LABEL})*)\}} (\S+)", re.ASCII)


@pytest.fixture
def result(tmp_path: Path) -> str:
    return synthetic.write(tmp_path / "result.json", synthetic.result(1))


def export(form: str, *paths: str) -> str:
    done = run("export.py", "--format", form, *paths)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def measured() -> set[str]:
    return {row["name"] for row in synthetic.measured_rows(synthetic.result(1))}


def test_github_is_what_custom_smaller_is_better_reads(result: str) -> None:
    entries = json.loads(export("github", result))
    assert {entry["name"] for entry in entries} == measured()
    for entry in entries:
        assert set(entry) == {"name", "unit", "value", "range", "extra"}
        assert isinstance(entry["value"], float) and entry["unit"] == "ns/call"
        assert re.fullmatch(r"± [\d.e-]+", entry["range"])


def test_bencher_is_bencher_metric_format(result: str) -> None:
    benchmarks = json.loads(export("bencher", result))
    assert set(benchmarks) == measured()
    for measures in benchmarks.values():
        metric = measures["latency"]
        assert metric["lower_value"] <= metric["value"] <= metric["upper_value"]


def test_exact_results_are_instructions_to_bencher(tmp_path: Path) -> None:
    path = synthetic.write(tmp_path / "exact.json", synthetic.exact())
    assert json.loads(export("bencher", path))["getppid/syscall"] == {
        "instructions": {"value": 257.0, "lower_value": 257.0, "upper_value": 257.0}
    }


def test_openmetrics_is_valid_and_in_seconds(result: str) -> None:
    lines = export("openmetrics", result).splitlines()
    assert lines[-1] == "# EOF"
    series = set()
    for line in lines:
        if not line.startswith("#"):
            match = SAMPLE.fullmatch(line)
            assert match, line
            assert math.isfinite(float(match[3])) and (match[1], match[2]) not in series
            series.add((match[1], match[2]))
    cost = next(line for line in lines if line.startswith("vdsobench_call_seconds"))
    assert float(cost.split()[-1]) == pytest.approx(19.2e-9, rel=0.05)
    assert any('outcome="blocked"' in line for line in lines)


def test_openmetrics_escapes_labels(tmp_path: Path) -> None:
    context = {"kernel_release": 'a"b\\c\nd'}
    path = synthetic.write(tmp_path / 'q"uote.json', synthetic.result(1, context=context))
    text = export("openmetrics", path)
    assert r'kernel="a\"b\\c\nd"' in text and r'result="q\"uote"' in text
    assert all(SAMPLE.fullmatch(line) for line in text.splitlines() if line[0] != "#")


def test_families_are_not_interleaved(result: str) -> None:
    names = [line.split("{")[0] for line in export("openmetrics", result).splitlines()]
    families = [name for name in names if not name.startswith("#")]
    changes = sum(first != second for first, second in zip(families, families[1:]))
    assert changes + 1 == len(set(families))


def test_csv_keeps_calls_that_could_not_be_measured(result: str) -> None:
    rows = {row["call"]: row for row in csv.DictReader(io.StringIO(export("csv", result)))}
    assert set(rows) == {row["name"] for row in synthetic.result(1)["benchmarks"]}
    assert rows["getcpu/int80"]["median"] == ""
    assert rows["getcpu/int80"]["reason"] == "seccomp answers EPERM"


def test_names_of_several_results_do_not_clash(tmp_path: Path, result: str) -> None:
    other = synthetic.write(tmp_path / "other.json", synthetic.result(2))
    names = [entry["name"] for entry in json.loads(export("github", result, other))]
    assert len(names) == len(set(names)) == 2 * len(measured())


def test_a_file_is_replaced_whole(tmp_path: Path, result: str) -> None:
    out = tmp_path / "out.prom"
    out.write_text("old")
    assert run("export.py", "--format", "openmetrics", result, "-o", out).returncode == 0
    assert out.read_text() == export("openmetrics", result)
    refused = run("export.py", "--format", "csv", "none.json", "-o", out)
    assert refused.returncode == 2 and out.read_text().endswith("# EOF\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.prom", "result.json"]


def test_prometheus_own_parsers_read_openmetrics(result: str) -> None:
    reason = "python3-prometheus-client is not installed"
    for module in ("prometheus_client.openmetrics.parser", "prometheus_client.parser"):
        parser = pytest.importorskip(module, reason=reason)
        families = list(parser.text_string_to_metric_families(export("openmetrics", result)))
        samples = {family.name: len(family.samples) for family in families}
        assert samples["vdsobench_call_seconds"] == len(measured())


GOOGLE_COMPARE = Path("/usr/share/benchmark/compare.py")


@pytest.mark.skipif(not GOOGLE_COMPARE.exists(), reason="libbenchmark-tools is not installed")
def test_google_benchmarks_own_comparison_reads_results(tmp_path: Path, result: str) -> None:
    slower = synthetic.result(2, scale={"getcpu/vdso": 1.5})
    new = synthetic.write(tmp_path / "new.json", slower)
    command = [sys.executable, str(GOOGLE_COMPARE), "--no-color", "benchmarks", result, new]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    tested = dict(re.findall(r"^(\S+)_pvalue +(\S+) .*Repetitions: 10 vs 10", done.stdout, re.M))
    assert set(tested) == measured()
    assert float(tested["getcpu/vdso"]) < 0.001 < float(tested["getcpu/insn"])
