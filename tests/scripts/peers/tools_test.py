"""What the tools say becomes nanoseconds a call, or is refused; and how each is asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import stand_in

from vdsobench import layout
from vdsobench.errors import UsageError
from vdsobench.peers import tools
from vdsobench.peers.tools import CLOCK, GETPPID

STRESS_NG = """\
stress-ng: metrc: [13849] miscellaneous metrics:
stress-ng: metrc: [13849] vdso    57.63 nanosecs per call (excluding test overhead) (geometic mean)
stress-ng: metrc: [13849] vdso     4.96 nanosecs for test overhead (geometic mean of 1 instances)
"""
PERF = """\
# Executed 10000000 getppid() calls
     Total time: 3.005 [sec]

       0.300576 usecs/op
"""


def row(name: str, time: float, **more: object) -> dict[str, object]:
    return {"name": name, "run_type": "iteration", "real_time": time} | more


def test_stress_ng_is_read_without_its_overhead() -> None:
    assert tools.read_stress_ng(STRESS_NG) == {CLOCK: 57.63}


def test_perf_is_read_in_nanoseconds() -> None:
    assert tools.read_perf(PERF) == {GETPPID: pytest.approx(300.576)}


def test_google_benchmark_is_read_by_the_median_of_its_rows() -> None:
    rows = [row(CLOCK, 18), row(CLOCK, 40), row(CLOCK, 19), row(f"{GETPPID}/real_time", 80)]
    mean = {"run_name": CLOCK, "run_type": "aggregate", "aggregate_name": "mean"}
    rows += [row("x", 1, error_occurred=True), row(f"{CLOCK}_mean", 99, **mean)]
    read = tools.read_google_benchmark(json.dumps({"benchmarks": rows}))
    assert read == {CLOCK: 19, GETPPID: 80}


@pytest.mark.parametrize("text", ["", "57.63 nanoseconds", "x nanosecs per call"])
def test_what_is_not_the_known_answer_is_told_with_what_is_missing(text: str) -> None:
    with pytest.raises(ValueError, match="says nothing like .*nanosecs per call"):
        tools.read_stress_ng(text)


def test_vdsobench_is_the_named_one_then_the_built_one_then_that_of_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, built, installed = (tmp_path / it / "vdsobench" for it in ("named", "built", "bin"))
    monkeypatch.setattr(layout, "VDSOBENCH", built)
    monkeypatch.setenv("PATH", str(installed.parent))
    with pytest.raises(UsageError, match="there is no program .*built/vdsobench; build it"):
        tools.find_vdsobench(None)
    stand_in(installed)
    assert tools.find_vdsobench(None) == str(installed)
    stand_in(built)
    assert tools.find_vdsobench(None) == str(built)
    stand_in(named)
    assert tools.find_vdsobench(str(named)) == str(named)


def test_a_named_program_that_is_not_there_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no program .*/nowhere; build it with scripts/run"):
        tools.find_vdsobench(str(tmp_path / "nowhere"))


def test_vdsobench_comes_first_and_all_measure_the_same_calls() -> None:
    ours, *others = tools.all_tools("/build/vdsobench", 3)
    assert "--cpu=3" in ours.arguments and ours.status == (0, 1)
    assert f"--filter=^({CLOCK}|{GETPPID})$" in ours.arguments
    assert [it.status for it in others] == [(0,)] * 3
    assert others[-1].program == "/build/plain_loop"  # built beside it
    assert all(it.remedy for it in others)


def test_a_tool_is_here_where_its_program_can_be_run(tmp_path: Path) -> None:
    def tool(path: Path) -> tools.Tool:
        return tools.Tool("some", str(path), (), tools.read_perf, "")

    assert tool(stand_in(tmp_path / "some")).is_here
    assert not tool(tmp_path / "other").is_here
