"""Results made again: which kernel each is run on, and what is said of the figures."""

from __future__ import annotations

from pathlib import Path

import pytest
import synthetic
from archive_made import IMAGE, Repository

from vdsobench.archive.images import KernelImage
from vdsobench.archive.resolve import Kernels
from vdsobench.errors import UsageError
from vdsobench.kernels import like, options
from vdsobench.kernels.cell import Cell, Done
from vdsobench.kernels.options import RunOptions
from vdsobench.results.loader import Result, load

NAME = "clock_gettime:monotonic/insn"
SHA256 = "0" * 64
OLD = [(416, 1.0)]


def result(path: Path, ways: list[tuple[int, float]] = OLD, **context: str) -> Result:
    made = synthetic.exact_with_ways({NAME: ways}, **context)
    return load(synthetic.write(path, made))


def kernels(archive: Repository) -> Kernels:
    return Kernels(print, url=archive.url, keyring=archive.keyring, suites=("stable",))


def asked(*words: object) -> RunOptions:
    found = options.parse(["run", *map(str, words)])
    assert isinstance(found, RunOptions)
    return found


@pytest.mark.usefixtures("own_cache")
def test_each_is_made_again_on_its_own_kernel_in_its_own_mode(
    archive: Repository, tmp_path: Path
) -> None:
    image = kernels(archive).image("6.1")
    context = {"package": image.package, "kernel_sha256": image.sha256, "append": "vsyscall=none"}
    original = result(tmp_path / "6.1,vsyscall=none.json", **context)
    (cell,) = like.cells([original], kernels(archive), asked("--like", tmp_path))
    assert (cell.name, cell.append, cell.image) == (original.name, "vsyscall=none", cell.image)
    assert cell.image and cell.image.sha256 == image.sha256


@pytest.mark.usefixtures("own_cache")
def test_one_whose_kernel_is_gone_says_what_is_near_and_takes_it_where_asked(
    archive: Repository, tmp_path: Path
) -> None:
    package = "linux-image-6.1.8-cloud-amd64 6.1.8-2"
    context = {"package": package, "kernel_sha256": SHA256, "append": "vsyscall=none"}
    original = result(tmp_path / "a.json", **context)
    (cell,) = like.cells([original], kernels(archive), asked("--like", tmp_path))
    assert cell.image is None and f"{package} is offered no more; the nearest is" in cell.reason
    assert like.told(original, Done(cell, reason=cell.reason)).startswith("a: not had again: ")
    (near,) = like.cells([original], kernels(archive), asked("--like", tmp_path, "--near"))
    assert near.image and near.image.package == f"{IMAGE} 6.1.9-1"
    assert near.name == "6.1.9-1,vsyscall=none"


def test_a_repeated_figure_is_told_from_one_of_a_near_version(tmp_path: Path) -> None:
    """Another share of the same ways is the same; what is compared are rows with figures."""
    ways = [(416, 0.6), (421, 0.4)]
    original = result(tmp_path / "a.json", ways, kernel_sha256=SHA256)
    again = result(tmp_path / "b.json", [*reversed(ways)])
    other = result(tmp_path / "c.json", [(420, 1.0)])
    images = [KernelImage("6.1.9-1", tmp_path, sha256) for sha256 in (SHA256, "1" * 64)]
    cell, near = (Cell("a", "6.1.9-1", "", image) for image in images)
    rows = like.likeness(original, again).rows
    assert rows > 30 and like.told(original, Done(cell, again)) == (
        f"a: repeated: {rows} of {rows} rows the same"
    )
    assert like.told(original, Done(near, other)) == (
        f"a: near, 6.1.9-1: {rows - 1} of {rows} rows the same; others in {NAME}"
    )
    done = [Done(cell, again), Done(near, other), Done(cell, reason="gone")]
    assert like.all_told([original] * 3, done) == (
        f"repeated 1 of 3 results: {rows} of {rows} rows the same"
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--append", "quiet"), "leave --append out"),
        (("--out", "."), "is where the results lie"),
    ],
)
def test_what_would_not_repeat_is_refused(
    words: tuple[str, ...], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result(tmp_path / "a.json")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=why):
        like.run(Kernels(print), asked("--like", "a.json", *words), print)


def test_times_are_refused(tmp_path: Path) -> None:
    timed = synthetic.write(tmp_path / "t.json", synthetic.result(1, modes=False))
    with pytest.raises(UsageError, match="t.json: holds times, which no other run repeats"):
        like.run(Kernels(print), asked("--like", timed, "--out", tmp_path / "out"), print)
