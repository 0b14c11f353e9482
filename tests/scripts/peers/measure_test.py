"""The tools run in turns, what they answer is checked, and nothing is left running."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import commands
import pytest

from vdsobench.errors import UsageError
from vdsobench.peers import measure, tools
from vdsobench.peers.tools import GETPPID, Tool

CPU = min(os.sched_getaffinity(0))


def tool(program: str, *arguments: str, name: str = "vdsobench") -> Tool:
    return Tool(name, program, arguments, tools.read_perf, "install the package x")


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


def test_a_finding_of_vdsobench_leaves_its_figures() -> None:
    found = Tool("vdsobench", "sh", ("-c", "echo 1 usecs/op; exit 1"), tools.read_perf, "", (0, 1))
    assert measure.figures(found, CPU) == {GETPPID: 1000}


def test_a_tool_runs_on_the_cpu_that_was_asked_for() -> None:
    asked = ("-c", "grep Cpus_allowed_list /proc/self/status | tr -s '\\t' ' '")
    found = Tool("some", "sh", asked, lambda text: {text.split()[1]: 1.0}, "")
    assert measure.figures(found, CPU) == {str(CPU): 1.0}


def test_a_tool_that_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "PATIENCE", 0.1)
    with pytest.raises(UsageError, match="slow took longer than 0.1 s; run it by hand"):
        measure.figures(tool("sleep", "60", name="slow"), CPU)


@pytest.mark.parametrize(
    ("said", "last"), [("first\n\n last \n\n", " last"), ("", "it said nothing")]
)
def test_the_last_words_are_the_last_line(said: str, last: str) -> None:
    assert measure.last(said) == last
