"""Random command lines of the Python commands: each gets an answer, a status and no traceback.

VDSOBENCH_LONG=yes tries a thousand, else fifty. Only commands that neither download nor boot.
"""

from __future__ import annotations

import importlib
import os
import re
from pathlib import Path

import pytest
import synthetic
from commands import LONG, call, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

COMMANDS = ("compare", "plot", "report", "export")
PLOTS = ("matrix", "compare", "kernels", "quantiles", "threads", "phases", "nonsense")

VALUES = st.sampled_from(
    ["a.json", "b.json", "bad.json", "no/such.json", ".", "", "-", "--", "-1", "0", "nan", "1e400"]
    + ["5%", "0.5", "json", "csv", "svg", "libc", "time/*", "^time/", "((((", "[", "kernel", "dark"]
    + ["out.svg", "out.html", "out.json", "x" * 300, "\x1b[31m", "\n", "é", "9" * 400, "KEY=VALUE"]
) | st.text(st.characters(blacklist_characters="\0", blacklist_categories=["Cs"]), max_size=12)


def options_of(command: str) -> list[str]:
    return sorted(
        set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", run(f"{command}.py", "--help").stdout))
    )


OPTIONS = {command: options_of(command) for command in COMMANDS}


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, list[str]]:
    command = draw(st.sampled_from(COMMANDS))
    words = [draw(st.sampled_from(PLOTS))] if command == "plot" else []
    for _ in range(draw(st.integers(0, 5))):
        words.append(draw(st.sampled_from(OPTIONS[command]) | VALUES | st.just("a.json")))
    return command, words


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("lines")
    for seed, name in enumerate(("a.json", "b.json")):
        synthetic.write(made / name, synthetic.result(seed, modes=False))
    (made / "bad.json").write_text('{"context": {}')
    return made


@settings(
    max_examples=1000 if LONG else 50,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(line=lines())
def test_every_line_gets_an_answer(line: tuple[str, list[str]], folder: Path) -> None:
    command, words = line
    main = importlib.import_module(f"vdsobench.{command}.command").main
    before = os.getcwd()
    os.chdir(folder)
    try:
        done = call(main, *words)
    finally:
        os.chdir(before)
    assert done.status in (0, 1, 2), done
    assert "Traceback" not in done.stderr and "\x1b" not in done.stderr, done
    assert done.status != 2 or done.stderr, done
