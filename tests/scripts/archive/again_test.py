"""Kernels that results name, had again from a small archive and a small snapshot service of our own."""

from __future__ import annotations

import functools
import hashlib
import json
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Iterator

import pytest
from archive_made import IMAGE, Repository

from vdsobench.archive import again, cache, images
from vdsobench.archive.again import Named
from vdsobench.archive.resolve import Kernels, Unresolved

pytestmark = pytest.mark.usefixtures("own_cache")


def kernels(archive: Repository) -> Kernels:
    return Kernels(print, url=archive.url, keyring=archive.keyring, suites=("stable",))


@pytest.fixture
def offered(archive: Repository) -> Named:
    """The kernel of the archive's package, as a result names it."""
    image = kernels(archive).image("6.1")
    for file in image.path.parent.iterdir():  # as if another machine had run it
        file.unlink()
    return Named(IMAGE, "6.1.9-1", image.sha256)


def test_what_the_archive_still_has_is_fetched(archive: Repository, offered: Named) -> None:
    assert again.image(offered, kernels(archive)).sha256 == offered.sha256


def test_what_is_in_the_cache_asks_no_archive(archive: Repository) -> None:
    image = kernels(archive).image("6.1")
    nowhere = Kernels(print, url="no archive's URL")
    found = again.image(Named(IMAGE, "6.1.9-1", image.sha256), nowhere)
    assert (found.path, found.package) == (image.path, image.package)
    with pytest.raises(Unresolved, match="is no archive's URL"):
        again.image(Named(IMAGE, "6.1.9-1", "0" * 64), nowhere)


def test_another_image_of_the_same_version_is_not_taken_for_it(archive: Repository) -> None:
    with pytest.raises(
        Unresolved, match=r"6\.1\.9-1 is another image here \(\w+\) than there \(0+\)"
    ):
        again.image(Named(IMAGE, "6.1.9-1", "0" * 64), kernels(archive))


def test_what_cannot_be_had_names_the_nearest_that_can(archive: Repository) -> None:
    gone = Named("linux-image-6.1.8-cloud-amd64", "6.1.8-2", "0" * 64)
    with pytest.raises(Unresolved, match="6.1.8-2 is offered no more; the nearest is 6.1.9-1"):
        again.image(gone, kernels(archive))


def test_near_is_what_differs_least_in_the_first_number_that_does() -> None:
    apart = {other: again._apart("6.12.107-1", other) for other in ("6.12.90-1", "6.11.107-1")}
    assert apart["6.12.90-1"] < apart["6.11.107-1"] < again._apart("6.12.107-1", "7.12.107-1")


@pytest.mark.parametrize(
    ("package", "sha256"),
    [("bzImage", "0" * 64), ("", "0" * 64), (f"{IMAGE} 6.1.9-1", "x"), ("../a 6.1-1", "0" * 64)],
)
def test_a_result_of_a_file_of_ones_own_is_told_as_such(package: str, sha256: str) -> None:
    with pytest.raises(Unresolved, match="of no archive"):
        again.named(package, sha256)


@pytest.fixture
def service(reachable: Path) -> Iterator[tuple[str, Path]]:
    root = reachable / "snapshot"
    root.mkdir()
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", root
        server.shutdown()


def put(root: Path, name: str, version: str, deb: bytes, sha1: str, architecture: str) -> None:
    place = root / "mr/binary" / name / version
    place.mkdir(parents=True)
    files = {"result": [{"architecture": architecture, "hash": sha1}], "package": name}
    (place / "binfiles").write_text(json.dumps(files))
    (root / "file").mkdir(exist_ok=True)
    (root / "file" / sha1).write_bytes(deb)


def test_what_the_archive_has_dropped_comes_from_the_snapshot(
    archive: Repository, offered: Named, service: tuple[str, Path]
) -> None:
    url, root = service
    gone = Named(offered.package, "6.1.8-2", offered.sha256)
    deb = archive.deb(IMAGE).read_bytes()
    put(root, gone.package, gone.version, deb, hashlib.sha1(deb).hexdigest(), "amd64")
    found = again.image(gone, kernels(archive), url)
    assert (found.sha256, found.package) == (offered.sha256, f"{IMAGE} 6.1.8-2")
    assert images.digest(found.path) == offered.sha256
    assert again.image(gone, Kernels(print, url="no archive's URL")) == found  # it is in the cache
    assert not [it for it in (cache.folder() / "work").iterdir() if it.is_dir()]


def test_a_snapshot_is_not_believed(
    archive: Repository, offered: Named, service: tuple[str, Path]
) -> None:
    url, root = service
    deb = archive.deb(IMAGE).read_bytes()
    right, wrong = hashlib.sha1(deb).hexdigest(), "0" * 40
    for version, sha1, architecture, image, why in (
        ("6.1.6-1", wrong, "amd64", offered.sha256, "6.1.6-1 cannot be had from http"),
        ("6.1.7-1", right, "arm64", offered.sha256, "but not for amd64"),
        ("6.1.8-1", right, "amd64", "0" * 64, "is another image here"),
    ):
        put(root, IMAGE, version, deb, sha1, architecture)
        with pytest.raises(Unresolved, match=why):
            again.image(Named(IMAGE, version, image), kernels(archive), url)


def test_a_service_without_the_package_is_told(
    archive: Repository, service: tuple[str, Path]
) -> None:
    gone = Named(IMAGE, "6.1.8-2", "0" * 64)
    with pytest.raises(Unresolved, match="6.1.8-2 cannot be had from http.*404"):
        again.image(gone, kernels(archive), service[0])
