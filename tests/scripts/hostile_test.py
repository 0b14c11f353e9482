"""Malformed results of every kind: status 2 and one line each, no traceback, no hang."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import synthetic
from commands import run

from vdsobench.results import schema
from vdsobench.errors import UsageError
from vdsobench.plot import command as plot
from vdsobench.report import tables
from vdsobench.results.loader import load
from vdsobench.results.sides import Side

PATIENCE = 20.0  # seconds of processor time: ten times what a slow core needs

LARGE = {
    "a million rows": lambda: '{"benchmarks": [' + "{}," * 1_000_000 + "{}]}",
    "a million names": lambda: '{"benchmarks": ['
    + ",".join(f'{{"name": "a{n}", "real_time": 1}}' for n in range(1_000_000))
    + "]}",
    "a hundred thousand calls of one row": lambda: '{"benchmarks": ['
    + ",".join(f'{{"name": "a{n}", "real_time": 1}}' for n in range(100_000))
    + "]}",
    "a number of thirty million digits": lambda: '{"benchmarks": ' + "9" * 30_000_000 + "}",
    "thirty million brackets": lambda: "[" * 30_000_000,
    "a string of thirty million letters": lambda: '{"context": {"vdsobench.libc": "'
    + "x" * 30_000_000
    + '"}, "benchmarks": []}',
    "thirty million spaces": lambda: " " * 30_000_000,
}


@pytest.mark.parametrize("what", LARGE)
def test_large_nonsense_is_refused_soon(tmp_path: Path, what: str) -> None:
    path = tmp_path / "large.json"
    path.write_text(LARGE[what]())
    start = time.process_time()
    with pytest.raises(UsageError, match="large.json"):
        load(str(path))
    # A bound for what grows beyond all measure, not a gate on speed.
    assert time.process_time() - start < PATIENCE


def of_names(folder: Path, *names: str) -> str:
    row = {
        "repetition_index": 0,
        "real_time": 1.0,
        "label": "syscall",
        "ns_p10": 1.0,
        "ns_p50": 2.0,
    }
    made = {"context": {"vdsobench.schema": schema.VERSION}}
    return synthetic.write(
        folder / "odd.json", {**made, "benchmarks": [{**row, "name": name} for name in names]}
    )


@pytest.mark.parametrize(
    ("kind", "names", "why"),
    [
        ("matrix", [f"f{n}/libc" for n in range(201)], "201 functions are too many"),
        ("matrix", [f"f/p{n}" for n in range(13)], "13 paths are too many"),
        ("threads", [f"f{n}/libc/threads:2" for n in range(41)], "41 functions are too many"),
        ("threads", [f"f/p{n}/threads:2" for n in range(13)], "13 paths are too many"),
        ("quantiles", [f"gettimeofday/p{n}" for n in range(13)], "13 paths are too many"),
    ],
)
def test_a_plot_of_more_than_it_can_show_is_refused(
    tmp_path: Path, kind: str, names: list[str], why: str
) -> None:
    side = Side("odd", [load(of_names(tmp_path, *names), spread=True)])
    with pytest.raises(UsageError, match=why):
        plot.draw(kind, [side])


def test_no_table_of_the_page_grows_by_rows_times_columns(tmp_path: Path) -> None:
    calls = [f"f{n}/p{n}" for n in range(300)] + [f"f{n}/libc/threads:{n}" for n in range(1, 300)]
    side = Side("odd", [load(of_names(tmp_path, *calls))])
    for table in (tables.matrix(side), tables.threads(side)):
        assert sum(map(len, table.rows)) < 20 * len(calls)


@pytest.mark.parametrize("script", ["compare.py", "plot.py", "report.py", "export.py"])
def test_every_command_refuses_alike(tmp_path: Path, script: str) -> None:
    bad = tmp_path / "bad\x1b[31m.json"
    bad.write_text("{")
    arguments = {
        "compare.py": [bad, bad],
        "plot.py": ["matrix", bad, "-o", tmp_path / "x.png"],
        "report.py": [tmp_path / "x.html", bad],
        "export.py": ["--format", "csv", bad],
    }[script]
    done = run(script, *arguments)
    assert done.returncode == 2
    assert (
        done.stderr
        == f"{script}: {str(bad).replace(chr(27), ' ')}: is cut short; run the benchmark again\n"
    )
