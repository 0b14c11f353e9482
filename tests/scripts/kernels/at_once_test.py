"""Many at once, and in odd places: whole commands, on an archive of our own."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
import archive_made
from kernel_runs import Offered, kernels_py
from archive_made import BOOT, IMAGE, Repository

from vdsobench.archive.resolve import Kernels

OTHER = "linux-image-6.1.9-amd64"
ODD = "a b,c 'd' \"e\" %41;{#$(f) ö " + "x" * 100


@pytest.fixture
def archive(reachable: Path) -> Repository:
    return archive_made.make(reachable, {IMAGE: BOOT, OTHER: "boot/vmlinuz-6.1.9-amd64"})


def all_of(commands: list[list[str]]) -> list[tuple[int, str, str]]:
    """Started at the same moment; status, output and errors of each."""
    pipe = subprocess.PIPE
    started = [subprocess.Popen(it, stdout=pipe, stderr=pipe, text=True) for it in commands]
    return [(it.wait(), out, err) for it in started for out, err in [it.communicate()]]


@pytest.mark.usefixtures("own_cache")
def test_four_fetch_and_two_list_at_once(archive: Repository) -> None:
    fetch = [kernels_py("fetch", "--kernel", it, *archive.options) for it in (IMAGE, OTHER)]
    listed = kernels_py("list", "--all", *archive.options)
    ended = all_of([*fetch, *fetch, listed, [*listed, "--refresh"]])
    assert [status for status, _, _ in ended] == [0] * 6, ended
    fetched, shown = [out for _, out, _ in ended[:4]], [out for _, out, _ in ended[4:]]
    for line in fetched:
        assert Path(line.rstrip("\n").split("\t")[2]).read_bytes()[0x202:0x206] == b"HdrS"
    assert fetched[:2] == fetched[2:]
    assert all(name in table for name in (IMAGE, OTHER) for table in shown)


@pytest.mark.usefixtures("own_cache")
def test_a_list_in_which_nothing_could_be_read_is_a_failure(archive: Repository) -> None:
    nowhere = ["--archive", f"{archive.url}/nowhere", *archive.options[2:]]
    for options in (nowhere, [*archive.options, "--flavour", "rt-amd64"]):
        ((status, out, err),) = all_of([kernels_py("list", *options)])
        assert (status, out) == (1, "") and "no kernel" in err


@pytest.mark.parametrize(
    "words",
    [
        ("--suite", "../../.."),
        ("--suite", "/"),
        ("--suite", "stable\nTrusted: yes"),
        ("--archive", "file:/a b"),
        ("--keyring", "/a b"),
        ("--kernel", "6 1"),
        ("--flavour", "../amd64"),
    ],
)
@pytest.mark.usefixtures("own_cache")
def test_what_no_archive_has_is_one_line_and_status_2(
    words: tuple[str, str], own_cache: Path
) -> None:
    ((status, _, err),) = all_of([kernels_py("fetch", "--kernel", "6.1", *words)])
    assert (status, err.count("\n")) == (2, 1), err
    assert not own_cache.exists()


@pytest.mark.parametrize("variable", ["HOME", "XDG_CACHE_HOME", "VDSOBENCH_CACHE"])
def test_the_caches_path_may_have_any_printable_character(
    variable: str, archive: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CACHE_HOME", "VDSOBENCH_CACHE"):
        monkeypatch.delenv(name, raising=False)
    for name in (variable, "TMPDIR"):
        (tmp_path / ODD / name).mkdir(parents=True)
        monkeypatch.setenv(name, str(tmp_path / ODD / name))
    assert IMAGE in all_of([kernels_py("list", *archive.options)])[0][1]
    ((status, out, err),) = all_of([kernels_py("fetch", "--kernel", "6.1", *archive.options)])
    assert status == 0, err
    assert list((tmp_path / ODD / variable).rglob("vmlinuz"))
    monkeypatch.setenv(variable, str(tmp_path / "a\nb"))
    ((status, _, err),) = all_of([kernels_py("list", *archive.options)])
    assert (status, err.count("\n")) == (2, 1) and "control characters" in err


def test_a_machine_boots_from_an_odd_place_to_another(
    offered: Offered,
    standin: Path,
    reachable: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The cache, the results and the program are where QEMU would take a comma for an option's."""
    image = Kernels(print, suites=("oldstable", "stable")).image(offered.older).path
    archive = archive_made.make(reachable, {IMAGE: BOOT}, image.read_bytes())
    for name in ("cache", "out", "tmp"):
        (tmp_path / ODD / name).mkdir(parents=True)
    monkeypatch.setenv("VDSOBENCH_CACHE", str(tmp_path / ODD / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / ODD / "tmp"))
    program = (tmp_path / ODD / "program").absolute()
    program.symlink_to(standin)
    out = tmp_path / ODD / "out"
    words = ("--kernel", "6.1", "--binary", program, "--out", out, "--accel", "tcg")
    ((status, shown, err),) = all_of([kernels_py("run", *words, *archive.options)])
    assert status == 0, shown + err
    assert json.loads((out / "6.1.json").read_text())["benchmarks"]
    assert sorted(os.listdir(out)) == ["6.1.json", "6.1.log"]
    assert os.listdir(tmp_path / ODD / "cache/work") == ["CACHEDIR.TAG"]
