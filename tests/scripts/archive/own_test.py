"""Kernels of the user's own: a built tree, a package's file; images_test has plain images."""

from __future__ import annotations

from pathlib import Path

import pytest
from archive_made import IMAGE, Repository
from guest_samples import bz_image

from vdsobench.archive import own
from vdsobench.archive.images import NotAKernel
from vdsobench.archive.resolve import Kernels, Unresolved


def test_a_tree_is_the_kernel_that_was_built_in_it(tmp_path: Path) -> None:
    tree = tmp_path / "linux-6.9"
    tree.mkdir()
    with pytest.raises(NotAKernel, match="a folder without arch/x86/boot/bzImage: build"):
        own.image(tree)
    built = tree / own.BUILT
    built.parent.mkdir(parents=True)
    built.write_bytes(bz_image("6.9.0"))
    found = own.image(tree)
    assert (found.label, found.path, found.package) == ("linux-6.9", built, "")


@pytest.mark.usefixtures("own_cache")
def test_a_package_is_the_kernel_in_it(archive: Repository) -> None:
    deb = archive.deb(IMAGE)
    found = Kernels(print).image(str(deb))
    assert (found.label, found.package) == (deb.name, f"{IMAGE} 6.1.9-1")
    assert found.path.read_bytes().startswith(bz_image("6.1.9-test"))
    deb.unlink()
    assert found.path.exists()


@pytest.mark.usefixtures("own_cache")
def test_a_package_without_a_kernel_is_told(tmp_path: Path) -> None:
    deb = tmp_path / "linux.deb"
    deb.write_bytes(b"!<arch>\n")
    with pytest.raises(Unresolved, match="linux.deb"):
        Kernels(print).image(str(deb))
