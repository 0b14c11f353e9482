"""Random command lines: none crashes, none is silent, none waits without an end.

VDSOBENCH_LONG=yes tries a thousand of each kind, else a few.
"""

import functools
import os
import re
import subprocess
from pathlib import Path

import pytest
from command_line import BINARY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LINES = 1000 if os.environ.get("VDSOBENCH_LONG") else 40
PATIENCE = 100  # seconds: for what has no end, not for what is slow
COMMANDS = ("run", "check", "list", "inspect", "selftest")

# One call, measured shortly: what a line changes of that is given small values.
SHORT = ("--filter", "^time/vdso$", "--processes", "1", "--min-time", "0.001", "--quiet")

# What people type by mistake, and what no one does.
ODD = st.sampled_from(
    [
        "",
        " ",
        "-",
        "--",
        "-1",
        "0",
        "1e400",
        "nan",
        "inf",
        "0x1",
        "1-2",
        "1,,2",
        ",",
        "%",
        "0.5%",
        "ns",
    ]
    + [
        "*",
        "((((",
        "[",
        "\\",
        "a{1000}",
        "time/",
        "$(id)",
        "'",
        '"',
        "\n",
        "\t",
        "\x1b[31m",
        "é",
        "🕰",
    ]
    + ["auto", "json", "table", "yes", "libc", "libc,vdso", "ebpf", "off", "9" * 400, "x" * 5000]
) | st.text(st.characters(blacklist_characters="\0", blacklist_categories=["Cs"]), max_size=20)

# Those that ask for time get little of it, or what is no time at all.
TIMES = {"--wait-quiet", "--max-time", "--min-time", "--processes", "--benchmark_min_time"}
LITTLE = st.sampled_from(["0", "-1", "1", "0.001", "1s", "nan", "1e400", "", "soon", "10q"])

# They write where the value says: in the test's own folder.
FILES = {"--out", "--benchmark_out"}
NAMES = st.sampled_from(["r.json", "no/such/r.json", ".", "r\n.json", "x" * 300, "/dev/full", ""])


@functools.cache
def options_of(command: str) -> list[str]:
    """As its help lists them, so that a new one is tried too."""
    told = subprocess.run([BINARY, command, "--help"], capture_output=True, text=True, check=True)
    return sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", told.stdout)) - {"--help"})


def value_of(option: str) -> st.SearchStrategy[str]:
    if option in TIMES:
        return LITTLE
    return NAMES if option in FILES else ODD


GOOGLE = ["--benchmark_filter", "--benchmark_min_time", "--benchmark_out", "--benchmark_format"]
GOOGLE += ["--benchmark_repetitions", "--benchmark_list_tests", "--benchmark_time_unit"]


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    command = draw(st.sampled_from(COMMANDS))
    known = options_of(command) + (GOOGLE if command == "run" else [])
    words = [command, *(SHORT if command == "run" and draw(st.booleans()) else ())]
    for _ in range(draw(st.integers(1, 4))):
        option = draw(st.sampled_from(known) | ODD)
        words.append(option)
        if draw(st.booleans()):
            words[-1] += "=" + draw(value_of(option))
        elif draw(st.booleans()):
            words.append(draw(value_of(option)))
    # What measures everything as it is takes its time: seconds a line.
    return (
        words if command != "run" or "^time/vdso$" in words else [*words, "--benchmark_list_tests"]
    )


def tried(words: list[str], folder: Path) -> None:
    done = subprocess.run([BINARY, *words], capture_output=True, cwd=folder, timeout=PATIENCE)
    assert done.returncode in (0, 1, 2, 3), done
    assert done.stdout or done.stderr, done
    assert done.returncode != 2 or done.stderr.startswith(b"vdsobench: "), done
    assert b"\x1b" not in done.stderr + done.stdout or b"--color" in " ".join(words).encode(), done


@pytest.mark.skipif(
    subprocess.run([BINARY, "--version"]).returncode != 0, reason="it does not start"
)
@settings(
    max_examples=LINES,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(words=lines())
def test_every_line_gets_an_answer(
    words: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    tried(words, tmp_path_factory.getbasetemp())
