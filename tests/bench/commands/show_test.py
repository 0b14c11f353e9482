"""A saved result as run printed it, and files that are none."""

import json
import os
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1]))
from command_line import vdsobench  # noqa: E402

CALLS = ["--filter", "^(time|gettimeofday|getppid|clock_gettime:monotonic)/", "--quiet"]
FAST = [*CALLS, "--min-time=0.002", "--processes=3"]
WIDTHS = ["60", "80", "120", "200"]


@pytest.mark.parametrize("modes", [[], ["--latency"], ["--threads=1"]])
def test_it_shows_what_run_printed(tmp_path: Path, modes: list[str]) -> None:
    file = str(tmp_path / "result.json")
    for width in ["120", "80"]:
        environment = {**os.environ, "COLUMNS": width}
        ran = vdsobench("run", *FAST, *modes, "--out", file, env=environment)
        assert ran.returncode in (0, 1), ran.stderr
        shown = vdsobench("show", file, env=environment)
        assert (shown.returncode, shown.stdout, shown.stderr) == (0, ran.stdout, "")


def test_a_file_without_a_verdict_is_shown_without_one(tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    ran = vdsobench("run", *FAST, "--out", str(file))
    made = json.loads(file.read_text())
    del made["context"]["vdsobench.verdict"]
    file.write_text(json.dumps(made))
    shown = vdsobench("show", str(file))
    assert shown.returncode == 0 and "saved no verdict" in shown.stderr
    table = ran.stdout.split("Does the C library")[0]
    assert [line.split()[0] for line in table.splitlines() if "/" in line[:1]] == []
    assert "answers in" in shown.stdout and "Does the C library" not in shown.stdout


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_longer_than_asked(tmp_path: Path, width: str) -> None:
    file = str(tmp_path / "result.json")
    vdsobench("run", *FAST, "--out", file)
    shown = vdsobench("show", file, env={**os.environ, "COLUMNS": width})
    lines = [line for line in shown.stdout.split("\n") if not line.startswith("    do:  ")]
    assert max(map(len, lines)) <= int(width)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("x", "is not JSON"),
        ("{}", "not a result"),
        ('{"context": {"vdsobench.schema": "9"}}', "newer vdsobench"),
        ('{"context": {"date": "x"}, "benchmarks": []}', "not of vdsobench"),
    ],
)
def test_what_is_no_result_is_refused(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "some.json"
    file.write_text(content)
    done = vdsobench("show", str(file))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"vdsobench: {file}: ") and said in done.stderr
    assert done.stderr.count("\n") == 1


def test_no_file_is_told() -> None:
    done = vdsobench("show", "/nonexistent\x1b[31m")
    assert done.returncode == 2 and "No such file" in done.stderr and "\x1b" not in done.stderr
    assert vdsobench("show").returncode == 2


def test_a_terminal_obeys_nothing_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    vdsobench("run", *FAST, "--out", str(file))
    made = json.loads(file.read_text())
    for row in made["benchmarks"]:
        row |= {"error_occurred": True, "error_message": "\x1b]0;title\x07 \u202e\n[1m"}
    made["context"]["vdsobench.verdict"] = json.dumps(
        {"functions": [{"functions": ["time"], "grade": "bad", "outcome": "syscall",
                        "reason": "\x1b[31mred", "remedy": "\x1b[2J"}],
         "calls": [], "notes": ["\x1b[1mbold"]}
    )  # fmt: skip
    file.write_text(json.dumps(made))
    shown = vdsobench("show", "--color", "never", str(file))
    assert shown.returncode == 0 and "red" in shown.stdout and "title" in shown.stdout
    assert not set("\x1b\x07\u202e").intersection(shown.stdout)
