from pathlib import Path

import pytest

from vdsobench.kernels import images


def bz_image(release: str) -> bytes:
    """Nothing but the fields of the boot protocol that are read."""
    image = bytearray(0x400)
    image[0x202:0x206] = b"HdrS"
    image[0x20E:0x210] = (0x100).to_bytes(2, "little")
    text = f"{release} (builder@host) #1 SMP".encode()
    image[0x300 : 0x300 + len(text)] = text
    return bytes(image)


def test_an_image_names_its_release(tmp_path: Path) -> None:
    file = tmp_path / "bzImage"
    file.write_bytes(bz_image("6.1.0-50-cloud-amd64"))
    assert images.version_of(file) == "6.1.0-50-cloud-amd64"
    assert images.local(file).label == "bzImage"


@pytest.mark.parametrize(
    "content", [b"", b"MZ", b"\x7fELF" + bytes(0x400), bz_image("6.1")[:0x20F]], ids=range(4)
)
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other"
    file.write_bytes(content)
    with pytest.raises(images.NotAKernel, match="not an x86 kernel image"):
        images.version_of(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(images.NotAKernel, match="gone: No such file"):
        images.version_of(tmp_path / "gone")
