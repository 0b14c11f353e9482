"""Which results and calls are chosen; what matches nothing is an error."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
import synthetic

from vdsobench import command_line
from vdsobench.errors import UsageError
from vdsobench.results import loader, selection
from vdsobench.results.selection import Selection


def result(folder: Path) -> loader.Result:
    made = synthetic.result(processes=1, modes=False)
    return loader.load(synthetic.write(folder / "a.json", made))


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ((), True),
        (("libc=glibc *",), True),
        (("libc=musl*",), False),
        (("libc=glibc *", "rseq=off"), False),  # all have to hold
        (("accel=not recorded",), True),
    ],
)
def test_a_result_is_kept_where_all_conditions_hold(
    where: tuple[str, ...], kept: bool, tmp_path: Path
) -> None:
    assert Selection(where=where).keeps(result(tmp_path)) == kept


def test_patterns_of_one_kind_add_up_and_both_kinds_have_to_hold(tmp_path: Path) -> None:
    it = result(tmp_path)
    Selection(filters=["^time", "^getcpu"], calls=["*/vdso", "ti*/insn"]).choose_calls([it])
    assert set(it.calls) == {"time/vdso", "getcpu/vdso", "time/insn"}


@pytest.mark.parametrize("wrong", [Selection(calls=["tim/*"]), Selection(filters=["^tim/"])])
def test_what_matches_no_call_is_an_error(wrong: Selection, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no call matches --(call|filter) "):
        wrong.choose_calls([result(tmp_path)])


def parsed(*words: str) -> argparse.Namespace:
    made = command_line.parser("x.py", "", "")
    selection.add(made)
    return made.parse_args(["a.json", *words])


def test_a_condition_in_a_filter_is_one_of_where() -> None:
    """As --filter of 0.1 meant it."""
    given = parsed("--filter", "libc=musl", "--filter", "^time/", "--where", "rseq=on")
    assert (given.where, given.filters) == (["libc=musl", "rseq=on"], ["^time/"])


@pytest.mark.parametrize("words", [("--where", "libc"), ("--filter", "(")])
def test_what_cannot_be_meant_is_wrong_usage(
    words: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        parsed(*words)
    assert "should be KEY=PATTERN" in (said := capsys.readouterr().err) or "no regular" in said
