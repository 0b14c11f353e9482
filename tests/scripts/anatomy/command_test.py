"""What anatomy.py does around a recording; what records is a stand-in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Iterator

import pytest
import synthetic
from anatomy import recorded
from guest_samples import bz_image

from vdsobench.anatomy import command, documents, options, record, session
from vdsobench.anatomy.model import Document
from vdsobench.errors import UsageError
from vdsobench.guest import boot
from vdsobench.kernels import options as kernels_options
from vdsobench.archive.images import KernelImage


@pytest.fixture(autouse=True)
def standin(monkeypatch: pytest.MonkeyPatch) -> None:
    def document(image: KernelImage, append: str, *_: object) -> Document:
        if append == "fails":
            raise record.RecordingFailed("it went dark")
        made = recorded.document(str(image.path), append, recorded.call("getppid/insn", 5, 1))
        return documents.checked(made)

    monkeypatch.setattr(session, "document", document)
    monkeypatch.setattr(boot, "check", lambda _: "7.2")


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    monkeypatch.setattr(sys, "argv", ["anatomy.py", *map(str, words)])
    return command.main()


def images(folder: Path) -> list[Path]:
    made = [folder / name / "boot" / "bzImage" for name in ("a", "b")]
    for path in made:
        path.parent.mkdir(parents=True)
        path.write_bytes(bz_image("6.1"))
    return made


def test_two_kernels_of_one_name_keep_a_recording_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = images(tmp_path)
    out = tmp_path / "out"
    assert run(monkeypatch, "--kernel", f"{one},{other}", "--all", "--out", out) == 0
    assert len(list(out.iterdir())) == 2


def test_a_recording_that_fails_sets_the_older_one_aside_and_harms_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    image, out = images(tmp_path)[0], tmp_path / "out"
    words = ("--kernel", image, "--append", "{fails,quiet}", "--all", "--out", out)
    run(monkeypatch, *words)
    (good,) = out.iterdir()
    stale = out / good.name.replace("quiet", "fails")
    stale.write_text("{}")
    assert run(monkeypatch, *words) == 1
    assert set(out.iterdir()) == {good, stale.with_name(f"{stale.name}.earlier")}
    told = capsys.readouterr()
    assert "it went dark" in told.err and "getppid/insn: 7" in told.out


def test_a_call_that_there_is_not_is_told_before_anything_boots(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--call", "typo", "--out", tmp_path / "out")
    with pytest.raises(UsageError, match="no call is named 'typo': there are gettimeofday/libc"):
        run(monkeypatch, "--kernel", images(tmp_path)[0], *words)
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_written_is_told_before_anything_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--all", "--bars", "no/such/x.svg", "--out", tmp_path / "out")
    with pytest.raises(UsageError, match="no/such: no such folder to write x.svg to"):
        run(monkeypatch, "--kernel", images(tmp_path)[0], *words)
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_read_is_told_before_anything_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--all", "--measured", "no/such.json", "--out", tmp_path / "out")
    with pytest.raises(UsageError, match="no/such.json: No such file"):
        run(monkeypatch, "--kernel", images(tmp_path)[0], *words)
    assert not (tmp_path / "out").exists()


def test_a_difference_names_what_only_one_side_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old, both, new = (recorded.call(name, 5, 1) for name in ("old/insn", "both/insn", "new/insn"))
    before = recorded.write(tmp_path / "before.json", recorded.document("6.1", "", old, both))
    after = recorded.write(tmp_path / "after.json", recorded.document("7.3", "", both, new))
    assert run(monkeypatch, "--diff", before, after) == 0
    told = capsys.readouterr().out
    assert "old/insn: not recorded (after)" in told and "both/insn: 7 → 7" in told
    assert "new/insn: not recorded (before)" in told
    assert run(monkeypatch, "--diff", before, after, "--call", "new/insn") == 0
    assert "both" not in capsys.readouterr().out
    with pytest.raises(UsageError, match="never/insn was not recorded"):
        run(monkeypatch, "--diff", before, after, "--call", "never/insn")


def test_costly_instructions_are_a_table_and_held_against_what_was_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call = recorded.with_costly(recorded.call("getppid/insn", 50, 10), syscall=1, sysret=1)
    file = recorded.write(tmp_path / "a.json", recorded.document("6.1", "", call))
    assert run(monkeypatch, "--show", file, "--costly") == 0
    told = capsys.readouterr().out
    assert "no measurement" in told and "syscall 20–80" in told and "of measured" not in told
    measured = synthetic.write(tmp_path / "measured.json", synthetic.result())
    assert run(monkeypatch, "--show", file, "--measured", measured) == 0
    assert "in the kernel: estimated 0." in capsys.readouterr().out


def test_a_recording_from_before_they_were_counted_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = recorded.document("6.1", "", recorded.call("getppid/insn", 50, 10))
    file = recorded.write(tmp_path / "a.json", made)
    with pytest.raises(UsageError, match="^a was recorded before"):
        run(monkeypatch, "--show", file, "--costly")


@pytest.mark.parametrize("parser", [options.parser(), kernels_options.parser()])
def test_help_has_examples_statuses_and_a_text_for_every_option(
    parser: argparse.ArgumentParser,
) -> None:
    assert "examples:" in parser.format_help() and "exit status: 0" in parser.format_help()
    silent = [action.dest for action in every_action(parser) if not action.help]
    assert not silent


def every_action(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from every_action(command)
        else:
            yield action
