"""Fetching, from a small archive of our own: no network, and every fault can be made."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import threading
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Iterator

import pytest
import archive_made
from kernel_runs import kernels_py
from archive_made import BOOT, IMAGE, Repository

from vdsobench.archive import cache, fetch
from vdsobench.archive.resolve import Kernels, Unresolved

SPLIT, BINARY = "usr/lib/modules/6.1.9/vmlinuz", "linux-binary-6.1.9-cloud-amd64"
KEPT = {"CACHEDIR.TAG", "lock", "origin.json", "vmlinuz"}

pytestmark = pytest.mark.usefixtures("own_cache")


def kernels(
    archive: Repository, suite: str = "stable", keyring: Path | None = None, url: str = ""
) -> Kernels:
    trusted = keyring or archive.keyring
    return Kernels(told.append, url=url or archive.url, keyring=trusted, suites=(suite,))


told: list[str] = []


def test_a_kernel_in_boot(archive: Repository) -> None:
    image = kernels(archive).image("6.1")
    assert image.package == f"{IMAGE} 6.1.9-1"
    assert image.path.read_bytes()[0x202:0x206] == b"HdrS"


def test_a_split_package(reachable: Path) -> None:
    archive = archive_made.make(reachable, {IMAGE: "", BINARY: SPLIT})
    assert kernels(archive).image("6.1").package == f"{BINARY} 6.1.9-1"


def test_what_is_in_the_cache_is_not_fetched_again(archive: Repository) -> None:
    first = kernels(archive).image("6.1")
    archive.deb(IMAGE).unlink()
    assert kernels(archive).image("6.1") == first


def test_a_kernel_that_changed_in_the_cache_is_fetched_again(archive: Repository) -> None:
    first = kernels(archive).image("6.1")
    with first.path.open("ab") as file:
        file.write(b"rot")
    assert kernels(archive).image("6.1") == first


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"kernels": 1}', b"\x80", b"0" * 6000])
@pytest.mark.parametrize("name", ["kernels.json", "origin.json"])
def test_what_is_damaged_in_the_cache_is_fetched_again(
    name: str, content: bytes, archive: Repository, own_cache: Path
) -> None:
    first = kernels(archive).image("6.1")
    (damaged,) = own_cache.glob(f"*/*/{name}")
    whole = damaged.read_bytes()
    damaged.write_bytes(content)
    assert kernels(archive).image("6.1") == first
    assert damaged.read_bytes() == whole


def test_a_list_with_other_names_than_an_archives_is_made_anew(
    archive: Repository, own_cache: Path
) -> None:
    (first,) = kernels(archive).offered()
    (kept,) = own_cache.glob("*/*/kernels.json")
    kept.write_text(kept.read_text().replace(IMAGE, f"{IMAGE}/../.."))
    assert kernels(archive).offered() == [first]


def test_another_archives_package_of_the_same_name_is_not_taken_for_this_ones(
    archive: Repository,
) -> None:
    (package,) = kernels(archive).offered()
    kernels(archive).image("6.1")
    assert fetch.cached(package, "")
    assert not fetch.cached(replace(package, sha256="0" * 64), "")


def test_a_package_leaves_nothing_but_its_kernel(archive: Repository, own_cache: Path) -> None:
    kernels(archive).image("6.1")
    (folder,) = own_cache.glob("kernels/*")
    assert {file.name for file in folder.iterdir()} == KEPT


def test_half_a_download_is_completed(archive: Repository, own_cache: Path) -> None:
    whole = archive.deb(IMAGE).read_bytes()
    folder = cache.made("kernels", f"{IMAGE}_6.1.9-1")
    (folder / archive.deb(IMAGE).name).write_bytes(whole[: len(whole) // 2])
    assert kernels(archive).image("6.1").package
    assert {file.name for file in folder.iterdir()} == KEPT


def test_a_download_that_is_not_what_the_signed_list_promises(archive: Repository) -> None:
    whole = bytearray(archive.deb(IMAGE).read_bytes())
    whole[len(whole) // 2] ^= 1
    archive.deb(IMAGE).write_bytes(whole)
    with pytest.raises(Unresolved, match=f"download of {IMAGE} failed"):
        kernels(archive).image("6.1")
    assert not list((cache.folder() / "kernels").glob("*/vmlinuz"))


def test_a_package_without_a_kernel(reachable: Path) -> None:
    archive = archive_made.make(reachable, {IMAGE: ""})
    with pytest.raises(Unresolved, match="holds no kernel image"):
        kernels(archive).image("6.1")


def test_a_package_that_dpkg_cannot_unpack_is_told_in_its_words(tmp_path: Path) -> None:
    deb = tmp_path / "some.deb"
    deb.write_bytes(b"no package" * 100)
    with pytest.raises(fetch.FetchFailed, match="some.deb cannot be unpacked: .*format"):
        fetch._extract_kernel(deb, tmp_path / "vmlinuz")


class Served:
    """The archive by HTTP, until it is closed."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    def __init__(self, root: Path) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(self.Quiet, directory=root))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def served(archive: Repository) -> Iterator[Served]:
    server = Served(archive.root)
    yield server
    server.close()


def test_offline_the_list_of_the_last_time_serves(
    archive: Repository, served: Served, own_cache: Path
) -> None:
    first = kernels(archive, url=served.url).image("6.1")
    served.close()
    (kept,) = own_cache.glob("apt/*/kernels.json")
    os.utime(kept, (0, 0))
    told.clear()
    assert kernels(archive, url=served.url).image("6.1") == first
    assert "Could not connect" in told[0] and "the list of the last time" in told[0]


def test_offline_nothing_is_kept_that_would_hide_the_archive_later(
    archive: Repository, served: Served, own_cache: Path
) -> None:
    served.close()
    told.clear()
    assert kernels(archive, url=served.url).offered() == []
    assert "Could not connect" in told[0]
    assert not list(own_cache.glob("**/kernels.json"))


def test_an_empty_list_is_not_kept(reachable: Path, own_cache: Path) -> None:
    archive = archive_made.make(reachable, {"no-kernel": BOOT})
    assert kernels(archive).offered() == []
    assert not list(own_cache.glob("**/kernels.json"))


def test_another_archive_starts_anew(archive: Repository) -> None:
    assert kernels(archive).offered()
    assert kernels(archive, url=archive.url + "/nowhere").offered() == []


def test_a_suite_that_is_not_there(archive: Repository) -> None:
    told.clear()
    assert kernels(archive, suite="nowhere").offered() == []
    assert "has no suite nowhere" in told[0]


def test_a_full_disk_leaves_no_kernel_and_says_where(archive: Repository, own_cache: Path) -> None:
    """A limit on the size of files is a full disk that needs no root."""

    def no_big_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = subprocess.run(
        kernels_py("fetch", "--kernel", "6.1", *archive.options),
        preexec_fn=no_big_files,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "6.1: " in done.stderr and "Traceback" not in done.stderr
    assert not list(own_cache.glob("kernels/*/vmlinuz"))
    assert kernels(archive).image("6.1").package  # and once there is room, all is well


def test_an_archive_can_be_given(archive: Repository) -> None:
    command = kernels_py("list", *archive.options)
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert IMAGE in shown and "6.1.9-1" in shown
