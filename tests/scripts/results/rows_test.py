"""Figures of any size, as hostile or broken results hold them: told, or drawn, or refused in a line."""

from __future__ import annotations

import json
import math
import tempfile
from pathlib import Path
from typing import Any

import pytest
import synthetic
from commands import call
from hypothesis import given
from hypothesis import strategies as st

from vdsobench.export import command as export
from vdsobench.results import schema
from vdsobench.compare import command as compare
from vdsobench.plot import command as plot

Json = dict[str, Any]
EDGES = (0.0, -0.0, 5e-324, -5e-324, 1e-300, 1e-6, 9e-7, 1.0, 1e15, -1e15, 1e14)
FIGURES = st.sampled_from(EDGES) | st.floats(-1e15, 1e15)
CALLS = ("gettimeofday/vdso", "gettimeofday/libc", "getcpu/vdso/threads:1", "getcpu/vdso/threads:2")
COUNTERS = (*schema.QUANTILES, schema.ENTRIES)


TIMES = st.lists(FIGURES, min_size=len(CALLS), max_size=len(CALLS))
TAILS = st.lists(FIGURES, min_size=len(COUNTERS), max_size=len(COUNTERS))


def document(times: list[float], tail: list[float], processes: int, exact: bool) -> Json:
    """Each call's processes are alike, or nearly."""
    made = synthetic.exact() if exact else synthetic.result(1, processes, modes=True)
    rows = [row for row in synthetic.measured_rows(made) if row["name"] in CALLS]
    for row in rows:
        time = times[CALLS.index(row["name"])] * (1 - row["repetition_index"] / 1e3)
        row[schema.INSTRUCTIONS if exact else schema.REAL_TIME] = time
        row |= zip(COUNTERS, tail)
    return made | {"benchmarks": rows}


@given(TIMES, TIMES, TAILS, st.integers(1, 6), st.booleans())
def test_any_two_are_compared_and_exported(
    old: list[float], new: list[float], tail: list[float], processes: int, exact: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        both = [document(times, tail, processes, exact) for times in (old, new)]
        paths = [synthetic.write(Path(folder, f"{n}.json"), made) for n, made in enumerate(both)]
        for form in ("table", "json", "csv", "markdown"):
            done = call(compare.main, "--gate", "--format", form, *paths)
            assert done.status in (0, 1, 2), done.stderr
            assert done.stdout or "hold the same result" in done.stderr
            if form == "json" and done.stdout:
                json.loads(done.stdout, parse_constant=pytest.fail)
        for form in export.FORMATS:
            assert call(export.main, "--format", form, *paths).status == 0


@given(TIMES, TAILS, st.booleans())
def test_any_one_is_drawn(times: list[float], tail: list[float], exact: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = synthetic.write(Path(folder, "a.json"), document(times, tail, 2, exact))
        for kind in plot.KINDS:
            done = call(plot.main, kind, path, "-o", Path(folder, "x.svg"))
            assert done.status == 0 or "no " in done.stderr, (kind, done.stderr)


@given(st.lists(FIGURES | st.sampled_from([math.nan, math.inf, 10**300]), min_size=1, max_size=8))
def test_any_figures_of_google_benchmark_are_read(times: list[float]) -> None:
    made = synthetic.plain()
    rows = made["benchmarks"][: len(times)]
    for row, time in zip(rows, times):
        row["real_time"] = time
    with tempfile.TemporaryDirectory() as folder:
        path = synthetic.write(Path(folder, "a.json"), made | {"benchmarks": rows})
        assert call(export.main, "--format", "github", path).status == 0
        assert call(compare.main, path, path, "--format", "json").status == 0
