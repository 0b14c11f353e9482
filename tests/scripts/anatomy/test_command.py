"""What anatomy.py does around a recording; what records is a stand-in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from anatomy import recorded
from kernels.test_images import bz_image

from vdsobench.anatomy import command, record, session
from vdsobench.kernels import boot
from vdsobench.kernels.images import KernelImage


@pytest.fixture(autouse=True)
def standin(monkeypatch: pytest.MonkeyPatch) -> None:
    def document(image: KernelImage, append: str, *_: object) -> dict[str, Any]:
        if append == "fails":
            raise record.RecordingFailed("it went dark")
        return recorded.document(str(image.path), append, recorded.call("getppid/insn", 5, 1))

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


def test_a_recording_that_fails_leaves_no_older_one_and_harms_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    image, out = images(tmp_path)[0], tmp_path / "out"
    words = ("--kernel", image, "--append", "{fails,quiet}", "--all", "--out", out)
    run(monkeypatch, *words)
    (good,) = out.iterdir()
    stale = out / good.name.replace("quiet", "fails")
    stale.write_text("{}")
    assert run(monkeypatch, *words) == 1
    assert list(out.iterdir()) == [good]
    told = capsys.readouterr()
    assert "it went dark" in told.err and "getppid/insn: 7" in told.out
