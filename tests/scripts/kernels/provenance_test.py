"""A result tells the very files that it is of."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

from vdsobench.archive.images import KernelImage
from vdsobench.guest import closure
from vdsobench.kernels import provenance


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_program_is_told_with_its_libc(tmp_path: Path) -> None:
    (tmp_path / "main.c").write_text("int main(void) { return 0; }")
    program = tmp_path / "program"
    subprocess.run(["cc", "-o", program, tmp_path / "main.c"], check=True)
    libc = closure.libc(program)
    assert libc and provenance.of_program(program, "7.2.1") == {
        "vdsobench.qemu_version": "7.2.1",
        "vdsobench.binary_sha256": sha256(program),
        "vdsobench.libc_sha256": sha256(libc),
    }


def test_a_static_program_has_no_libc_of_its_own(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("#!/bin/sh\n")
    found = provenance.of_program(script, "7.2")
    assert found["vdsobench.libc_sha256"] == "static"
    assert found["vdsobench.binary_sha256"] == sha256(script)


def test_a_kernel_is_told_with_its_package_parameters_and_cpu() -> None:
    image = KernelImage("6.1", Path("/cache/vmlinuz"), "ab" * 32, "linux-image-6.1.0 6.1.9-1")
    assert provenance.of_kernel(image, "vsyscall=none", "EPYC-v1") == {
        "vdsobench.cpu_model_qemu": "EPYC-v1",
        "vdsobench.package": "linux-image-6.1.0 6.1.9-1",
        "vdsobench.kernel_sha256": "ab" * 32,
        "vdsobench.append": "vsyscall=none",
    }


def test_a_kernel_of_no_package_is_told_by_its_files_name() -> None:
    image = KernelImage("./bzImage", Path("/home/someone/bzImage"), "0" * 64)
    assert provenance.of_kernel(image, "", "host")["vdsobench.package"] == "bzImage"
