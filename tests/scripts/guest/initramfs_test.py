"""What is put into the guest: whole, executable, and the same bytes each time."""

from __future__ import annotations

import gzip
import shutil
import subprocess
from pathlib import Path

import pytest

from vdsobench.errors import UsageError
from vdsobench.guest import initramfs


def test_the_words_of_a_command_stay_words() -> None:
    script = initramfs.running(["run", "--filter", "a b;'c"])
    said = subprocess.run(
        ["sh", "-c", script.replace("exec /vdsobench", "printf '<%s>'")],
        capture_output=True,
        text=True,
    )
    assert said.stdout == "<run><--filter><a b;'c>"


def test_a_program_that_is_not_built_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="build it first"):
        initramfs.build(tmp_path / "none", "")


@pytest.mark.skipif(
    not shutil.which("busybox") or not shutil.which("cpio"), reason="needs busybox and cpio"
)
def test_the_guest_has_the_program_its_libraries_and_an_init(tmp_path: Path) -> None:
    made = initramfs.build(Path("/bin/true"), "exec /vdsobench\n")
    assert made == initramfs.build(Path("/bin/true"), "exec /vdsobench\n")
    unpack = ["cpio", "-idm", "--no-absolute-filenames", "--quiet"]
    subprocess.run(unpack, input=gzip.decompress(made), cwd=tmp_path, check=True)
    assert (tmp_path / "vdsobench").read_bytes() == Path("/bin/true").read_bytes()
    assert (tmp_path / "command").read_text() == "exec /vdsobench\n"
    for guest in ("init", "bin/busybox", *initramfs.of_program(Path("/bin/true"))):
        assert (tmp_path / guest.lstrip("/")).stat().st_mode & 0o111, guest


def test_init_knows_a_script_that_it_need_not_gather_entropy_for() -> None:
    (line,) = (it for it in initramfs.INIT.read_text().splitlines() if "/dev/random" in it)
    wanted = line.split("||")[0]
    for first, there in ((initramfs.HAS_ENTROPY, 0), ("exec /vdsobench\n", 1)):
        asked = ["sh", "-c", f"read -r first\n{wanted}"]
        assert subprocess.run(asked, input=first, text=True).returncode == there
