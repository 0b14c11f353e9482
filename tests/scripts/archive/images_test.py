import os
import tracemalloc
from pathlib import Path

import pytest
from guest_samples import bz_image

from vdsobench.archive import images


def test_an_image_names_its_release(tmp_path: Path) -> None:
    file = tmp_path / "bzImage"
    file.write_bytes(bz_image("6.1.0-50-cloud-amd64"))
    assert images.version_of(file) == "6.1.0-50-cloud-amd64"
    assert images.local(file).label == "bzImage"


@pytest.mark.parametrize(
    "content", [b"", b"MZ", b"\x7fEL" + bytes(0x400), bz_image("6.1")[:0x20F]], ids=range(4)
)
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other"
    file.write_bytes(content)
    with pytest.raises(images.NotAKernel, match="not an x86 kernel image"):
        images.version_of(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(images.NotAKernel, match="gone: No such file"):
        images.version_of(tmp_path / "gone")


def test_what_has_no_end_is_not_even_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (Path("/dev/zero"), tmp_path / "pipe", tmp_path):
        with pytest.raises(images.NotAKernel, match="is not a file"):
            images.local(path)


def test_a_file_too_large_for_a_kernel_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "huge"
    file.write_bytes(bz_image("6.1"))
    os.truncate(file, images.LARGEST + 1)
    with pytest.raises(images.NotAKernel, match="512 are the most"):
        images.local(file)
    os.truncate(file, 100 << 20)
    tracemalloc.start()
    assert images.version_of(file) == "6.1"
    assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()


def test_a_version_is_found_as_far_as_its_pointer_reaches(tmp_path: Path) -> None:
    file = tmp_path / "bzImage"
    image = bytearray(bz_image("")[:0x300]) + bytes(0x10000)
    image[0x20E:0x210] = b"\xff\xff"
    image[0x101FF:] = b"6.1.0-50-cloud-amd64 (builder)\0"
    file.write_bytes(image)
    assert images.version_of(file) == "6.1.0-50-cloud-amd64"
