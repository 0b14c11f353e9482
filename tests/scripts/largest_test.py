"""The largest that each reader accepts: it gets an answer, and how long that takes is printed (-s).

Only with VDSOBENCH_LONG=yes, as it takes a minute or two. What is larger is refused: results/README.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from commands import LONG, SCRIPTS

from vdsobench.anatomy import diff, documents
from vdsobench.anatomy.model import Activation, Call, Function
from vdsobench.plot import style
from vdsobench.results import rows

pytestmark = pytest.mark.skipif(not LONG, reason="takes minutes: scripts/test --long")

PATIENCE = 1200  # seconds: for what has no end, not for what is slow


def written(path: Path, calls: int, processes: int) -> Path:
    """A result of Google Benchmark's own with so many rows."""
    each = [
        {
            "name": f"f{call}/vdso",
            "run_name": f"f{call}/vdso",
            "run_type": "iteration",
            "repetition_index": process,
            "iterations": 1000,
            "real_time": 10.0 + call * process % 7,
            "cpu_time": 10.0,
            "time_unit": "ns",
        }
        for call in range(calls)
        for process in range(processes)
    ]
    path.write_text(json.dumps({"context": {"date": "2026-01-01"}, "benchmarks": each}))
    return path


def answered(*arguments: object) -> "subprocess.CompletedProcess[str]":
    began = time.monotonic()
    command = [sys.executable, str(SCRIPTS / str(arguments[0])), *map(str, arguments[1:])]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert "Traceback" not in done.stderr and (done.returncode == 0 or done.stderr), done
    print(f"{' '.join(map(str, arguments[:3]))}: {time.monotonic() - began:.1f} s")
    return done


MANY = rows.MAX_ROWS // rows.MAX_CALLS


@pytest.fixture(scope="module")
def largest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("largest") / "a.json", rows.MAX_CALLS, MANY)


def test_every_row_is_exported(largest: Path) -> None:
    for format in ("csv", "openmetrics", "github"):
        done = answered("export.py", "--format", format, largest)
        assert done.returncode == 0 and done.stdout.count("/vdso") >= rows.MAX_CALLS


def test_all_calls_are_compared(largest: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "b.json", rows.MAX_CALLS, MANY)
    assert answered("compare.py", largest, other).returncode in (0, 1)


def test_all_are_on_a_page(largest: Path, tmp_path: Path) -> None:
    assert answered("report.py", tmp_path / "page.html", largest).returncode == 0


def test_one_row_more_is_refused(tmp_path: Path) -> None:
    done = answered("compare.py", written(tmp_path / "a.json", 1, rows.MAX_ROWS + 1))
    assert done.returncode == 2 and f"{rows.MAX_ROWS:,}" in done.stderr


def test_the_most_rows_and_panels_of_a_plot_are_drawn(tmp_path: Path) -> None:
    files = [written(tmp_path / f"{n}.json", style.MAX_ROWS, 1) for n in range(4)]
    for drawn in (files[:1], files):
        done = answered("plot.py", "matrix", *drawn, "-o", tmp_path / "plot.svg")
        assert done.returncode == 0 or "too many" in done.stderr, done.stderr


def anatomy_of(prefix: str) -> Call:
    phases: dict[str, Any] = {"work": 3, "entry": 1}
    functions = [
        Function("kernel", f"{prefix}_{n}", 4, 4, phases) for n in range(documents.MAX_FUNCTIONS)
    ]
    total = 4 * len(functions)
    return Call("time/insn", total, {}, functions, Activation("loop", "program", total))


def test_anatomies_that_share_no_function_are_told_apart() -> None:
    began = time.monotonic()
    found = diff.compare(anatomy_of("before"), anatomy_of("after"))
    print(f"a diff of {documents.MAX_FUNCTIONS} functions each: {time.monotonic() - began:.1f} s")
    assert found.change == sum(row.change for row in found.rows) == 0
