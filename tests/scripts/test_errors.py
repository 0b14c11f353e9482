import pytest

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
