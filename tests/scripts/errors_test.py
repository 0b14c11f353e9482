import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import synthetic
from commands import SCRIPTS, run

from vdsobench import errors


def fail_with(error: BaseException) -> int:
    raise error


def test_usage_error_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        errors.run(lambda: fail_with(errors.UsageError("a\nb\x1b[31m")))
    assert exit.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_that_cannot_be_read_is_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        errors.run(lambda: fail_with(FileNotFoundError(2, "No such file", "x.json")))
    assert exit.value.code == 2
    assert "x.json" in capsys.readouterr().err


def test_an_interrupt_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        errors.run(lambda: fail_with(KeyboardInterrupt()))
    assert exit.value.code == 130
    assert "interrupted" in capsys.readouterr().err


def test_a_status_passes_through() -> None:
    with pytest.raises(SystemExit) as exit:
        errors.run(lambda: 1)
    assert exit.value.code == 1


def test_a_python_that_is_too_old_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "OLDEST_PYTHON", (9, 9))
    with pytest.raises(SystemExit) as exit:
        errors.run(lambda: 0)
    assert exit.value.code == 2
    assert f"takes Python 9.9 or later, and {sys.executable} is older" in capsys.readouterr().err


def test_long_text_is_cut() -> None:
    assert len(errors.one_line("x" * 10_000)) == 300
    assert errors.one_line("short") == "short"


def test_a_missing_library_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        errors.run(lambda: fail_with(ModuleNotFoundError("No module named 'x'", name="x")))
    assert exit.value.code == 2
    assert "x is not installed for" in capsys.readouterr().err


def without(library: str, folder: Path) -> dict[str, str]:
    """An environment in which a library that may well be here is not."""
    lacks = f"raise ModuleNotFoundError(\"No module named '{library}'\", name='{library}')\n"
    (folder / f"{library}.py").write_text(lacks)
    return {"PYTHONPATH": str(folder), "PATH": os.environ["PATH"]}


@pytest.mark.parametrize(
    "words",
    [
        ("anatomy.py", "--show", "x.json"),
        ("compare.py", "RESULT", "RESULT"),
        ("kernels.py", "list"),
        ("peers.py",),
        ("repeatability.py", "RESULT", "RESULT"),
    ],
)
def test_a_missing_library_is_one_line_of_every_command(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    result = synthetic.write(tmp_path / "a.json", synthetic.result(1))
    given = [str(result) if word == "RESULT" else word for word in words]
    done = run(*given, env=without("rich", tmp_path))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "rich is not installed for" in done.stderr


def test_a_page_without_anatomies_needs_no_disassembler(tmp_path: Path) -> None:
    result = synthetic.write(tmp_path / "a.json", synthetic.result(1))
    done = run("report.py", tmp_path / "a.html", result, env=without("capstone", tmp_path))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_locale_without_arrows_is_no_reason_to_fail(tmp_path: Path) -> None:
    made = synthetic.result(1, modes=False)
    base = synthetic.write(tmp_path / "a.json", made)
    made["context"]["vdsobench.clocksource_before"] = "hpet"
    new = synthetic.write(tmp_path / "b.json", made)
    done = run("compare.py", base, new, env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "clocksource tsc ? hpet" in done.stdout


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    path = synthetic.write(tmp_path / "a.json", synthetic.result(1))
    script = SCRIPTS / "compare.py"
    command = f"{sys.executable} {script} {path} {path} --format csv | head -c 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("b", "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_asked_to_end_it_cleans_up_first(number: signal.Signals) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASKED_TO_END.format(int(number))],
        env={"PYTHONPATH": str(SCRIPTS)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 128 + number
    assert done.stdout == "cleaned up\n"
    assert done.stderr == f"-c: ended by {number.name}\n"


# The second signal comes while what the first has begun is under way.
ASKED_TO_END = """
import signal
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from vdsobench import errors
def main():
    try:
        signal.raise_signal({0})
    finally:
        signal.raise_signal({0})
        print("cleaned up")
errors.run(main)
"""


def test_what_was_told_to_outlive_its_terminal_does() -> None:
    code = "import signal; from vdsobench import errors\nsignal.signal(1, signal.SIG_IGN)\n"
    code += "errors.run(lambda: signal.raise_signal(1) or 0)"
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(SCRIPTS)})
    assert done.returncode == 0


def test_a_process_that_shares_the_work_ends_without_a_word() -> None:
    code = "import os, signal; from vdsobench import errors\n"
    code += "def main():\n    child = os.fork()\n    if not child: signal.raise_signal(15)\n"
    code += "    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) + 15\nerrors.run(main)"
    environment = {"PYTHONPATH": str(SCRIPTS)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
