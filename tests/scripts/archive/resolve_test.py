"""What is asked for becomes an image: a file, a package of the archive, or the reason why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from archive_made import IMAGE, Repository
from guest_samples import bz_image

from vdsobench.archive.resolve import Kernels, Unresolved

pytestmark = pytest.mark.usefixtures("own_cache")


def kernels(archive: Repository, notices: list[str], flavour: str = "") -> Kernels:
    return Kernels(
        notices.append,
        url=archive.url,
        keyring=archive.keyring,
        suites=("stable",),
        flavour=flavour,
    )


def test_what_has_a_slash_is_a_file_and_asks_no_archive(
    tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "6.1").write_bytes(bz_image("6.1.9"))
    monkeypatch.chdir(tmp_path)
    image = Kernels(print, url="no archive's URL").image("./6.1")
    assert (image.label, image.path, image.package) == ("6.1", tmp_path / "6.1", "")
    assert not own_cache.exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [("nowhere", "nowhere: No such file"), ("text", "is not an x86 kernel image")],
)
def test_a_file_that_cannot_be_booted_is_told(name: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no kernel")
    with pytest.raises(Unresolved, match=reason):
        Kernels(print).image(str(tmp_path / name))


def test_a_wrong_url_is_this_kernels_failure() -> None:
    with pytest.raises(Unresolved, match="is no archive's URL"):
        Kernels(print, url="no archive's URL").image("6.1")


def test_a_package_is_fetched_with_a_notice_and_only_once(archive: Repository) -> None:
    notices: list[str] = []
    first = kernels(archive, notices).image("6.1")
    assert first.package == f"{IMAGE} 6.1.9-1"
    assert notices == [f"fetching {IMAGE} 6.1.9-1 (0 MiB)"]
    assert kernels(archive, notices).image("6.1") == first
    assert len(notices) == 1


def test_the_lists_are_read_once(archive: Repository, own_cache: Path) -> None:
    found = kernels(archive, [])
    assert not own_cache.exists()  # and only when needed
    (offered,) = found.offered()
    assert offered.name == IMAGE
    assert found.offered() is found.offered()


def test_what_the_archive_does_not_offer_is_told_with_what_it_does(archive: Repository) -> None:
    with pytest.raises(Unresolved, match="no kernel 4.19: it offers 6.1"):
        kernels(archive, []).image("4.19")
    with pytest.raises(Unresolved, match="rt-amd64"):
        kernels(archive, [], flavour="rt-amd64").image("6.1")
