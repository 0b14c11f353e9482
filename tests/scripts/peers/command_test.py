"""peers.py reads what the tools say, runs them in turns, and leaves nothing running."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections import defaultdict
from pathlib import Path

import commands
import pytest
from vdsobench.errors import UsageError
from vdsobench.peers import command, measure, table, tools
from vdsobench.peers.tools import CLOCK, GETPPID, Tool

CPU = min(os.sched_getaffinity(0))

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


def tool(program: str, *arguments: str, name: str = "vdsobench") -> Tool:
    return Tool(name, program, arguments, tools.read_perf, "install the package x")


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


@pytest.mark.parametrize("text", ["", "{}", '{"benchmarks": 1}', "no figures here"])
@pytest.mark.parametrize(
    "read", [tools.read_stress_ng, tools.read_perf, tools.read_google_benchmark]
)
def test_an_answer_of_another_form_is_told(read: object, text: str) -> None:
    strange = Tool("strange", "printf", ("%s", text), read, "")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="strange answered otherwise than known"):
        measure.figures(strange, CPU)


def test_a_tool_that_fails_is_told_with_its_last_words() -> None:
    failing = tool("sh", "-c", "echo first >&2; echo cannot >&2; exit 3")
    with pytest.raises(UsageError, match="status 3: cannot"):
        measure.figures(failing, CPU)


def test_every_tool_runs_in_every_turn_on_a_quiet_and_on_a_shared_cpu() -> None:
    steps: list[int] = []
    two = [tool("echo", "0.5 usecs/op"), tool("echo", "2 usecs/op", name="other")]
    samples = measure.measure(two, CPU, 3, steps.append)
    assert samples[("vdsobench", GETPPID, False)] == [500] * 3
    assert samples[("other", GETPPID, True)] == [2000] * 3
    assert len(samples) == 4 and steps == list(range(1, 13))


def test_the_busy_process_is_gone_however_the_work_ends() -> None:
    with pytest.raises(ZeroDivisionError):
        with measure.busy(CPU):
            assert spinning(os.getpid())
            1 / 0
    assert not spinning(os.getpid())


def test_the_busy_process_does_not_outlive_one_that_was_killed() -> None:
    script = f"from vdsobench.peers.measure import busy\nwith busy({CPU}): print('on', flush=True); input()"
    with subprocess.Popen(
        ["/usr/bin/python3", "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(commands.SCRIPTS)},
    ) as parent:
        assert parent.stdout and parent.stdout.readline() == b"on\n"
        child = spinning(parent.pid)
        time.sleep(0.5)  # until setpriv has asked to be told
        parent.kill()
    assert len(child) == 1
    wait_for_the_end(child[0])


def spinning(parent: int) -> list[int]:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return [int(child) for child in children.split()]


def wait_for_the_end(process: int) -> None:
    for _ in range(100):
        state = Path(f"/proc/{process}/stat")
        if not state.exists() or ") Z " in state.read_text(encoding="utf-8"):
            return
        time.sleep(0.1)
    pytest.fail(f"{process} is still there")


SAMPLES = {
    ("vdsobench", CLOCK, False): [18.0, 18.2, 18.1],
    ("other", CLOCK, True): [36.2, 40.0, 36.0],
    ("vdsobench", CLOCK, True): [18.1],
    ("other", CLOCK, False): [19.0],
}


def test_lines_are_held_against_the_quiet_figure_of_vdsobench() -> None:
    found = table.lines(SAMPLES)
    order = [(line.tool, line.shared) for line in found]
    assert order == [("vdsobench", False), ("vdsobench", True), ("other", False), ("other", True)]
    assert found[3].median == 36.2 and found[3].ratio == pytest.approx(2.0)
    assert found[3].spread == pytest.approx(40 / 36 - 1)


def test_a_call_that_vdsobench_did_not_measure_has_no_truth() -> None:
    samples = defaultdict(list, {key: SAMPLES[key] for key in SAMPLES if key[0] != "vdsobench"})
    found = table.lines(samples)
    assert [line.ratio for line in found] == [None, None]
    assert table.cells(found[0])[-1] == "–"
    assert json.loads(table.to_json(found))[0]["ratio"] is None


def test_markdown_has_a_row_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    found = table.lines(SAMPLES)
    rows = table.markdown(found).splitlines()
    assert len(rows) == 2 + len(found) and {row.count("|") for row in rows} == {7}
    assert "| other | shared | 36.20 ns | 11.1 % | 2.00× |" in rows[-1]
    table.show(found)
    assert "2.00×" in capsys.readouterr().out
    assert json.loads(table.to_json(found))[3]["shared"] is True


def test_a_missing_tool_is_named_with_what_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert not command.is_here(tool("no-such-program", name="other"))
    assert capsys.readouterr().err == "other is not here and left out: install the package x\n"


@pytest.mark.parametrize(
    "arguments",
    [["--turns", "0"], ["--turns", "x"], ["--cpu", "100000"], ["--vdsobench", "no-such"], ["x"]],
)
def test_bad_input_ends_with_status_2(arguments: list[str]) -> None:
    done = commands.run("peers.py", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "peers.py: " in done.stderr.splitlines()[-1]
