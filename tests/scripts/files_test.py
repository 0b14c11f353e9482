import os
from pathlib import Path

import pytest

from vdsobench.errors import UsageError
from vdsobench.files import set_aside, write_atomically


def test_writes_text_and_bytes(tmp_path: Path) -> None:
    write_atomically(tmp_path / "text", "naïve\n")
    write_atomically(tmp_path / "bytes", b"\x00\xff")
    assert (tmp_path / "text").read_text("utf-8") == "naïve\n"
    assert (tmp_path / "bytes").read_bytes() == b"\x00\xff"


def test_leaves_nothing_but_the_file(tmp_path: Path) -> None:
    write_atomically(tmp_path / "out", "x")
    assert os.listdir(tmp_path) == ["out"]


def test_keeps_the_old_file_where_the_rename_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").write_text("old")

    def refuse(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UsageError, match="No space left on device"):
        write_atomically(tmp_path / "out", "new")
    assert (tmp_path / "out").read_text() == "old"
    assert os.listdir(tmp_path) == ["out"]


def test_keeps_the_mode_of_an_existing_file(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    path.chmod(0o640)
    write_atomically(path, "new")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_is_as_readable_as_the_umask_allows(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_atomically(tmp_path / "out", "x")
    finally:
        os.umask(mask)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o644


def test_the_umask_which_all_threads_share_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "umask", lambda _: pytest.fail("the umask was touched"))
    write_atomically(tmp_path / "out", "x")


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file or directory"):
        write_atomically(tmp_path / "none" / "out", "x")


def test_what_a_killed_process_wrote_goes_when_the_name_is_written_again(tmp_path: Path) -> None:
    """But not what another may be writing just now, nor files of other names."""
    names = [
        "out.vdsobench-0123abcd",
        "out.vdsobench-12345678",
        "other.vdsobench-0123abcd",
        "out.x",
    ]
    for name in names:
        (tmp_path / f".{name}").touch()
    for name in (names[0], *names[2:]):
        os.utime(tmp_path / f".{name}", (0, 0))
    write_atomically(tmp_path / "out", "x")
    assert set(os.listdir(tmp_path)) == {"out", *(f".{name}" for name in names[1:])}


def test_an_earlier_file_is_set_aside_by_a_name_that_is_no_results(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    assert set_aside(file) == tmp_path / "a.json.earlier"  # where there is none, nothing happens
    assert not list(tmp_path.iterdir())
    for text in ("old", "newer"):
        file.write_text(text)
        assert set_aside(file).read_text() == text
    assert [path.name for path in tmp_path.iterdir()] == ["a.json.earlier"]
