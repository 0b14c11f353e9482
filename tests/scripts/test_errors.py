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


def test_long_text_is_cut() -> None:
    assert len(errors.one_line("x" * 10_000)) == 300
    assert errors.one_line("short") == "short"


def test_a_missing_library_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        errors.run(lambda: fail_with(ModuleNotFoundError("No module named 'x'", name="x")))
    assert exit.value.code == 2
    assert "x is not installed for" in capsys.readouterr().err


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
