"""A program's libraries as this machine's loader finds them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from vdsobench.errors import UsageError
from vdsobench.guest import closure

MAIN = "int shared(void); int main(void) { return shared(); }"


def built(folder: Path, source: str, *words: str) -> Path:
    program = folder / "program"
    (folder / "main.c").write_text(source)
    subprocess.run(["cc", "-o", program, folder / "main.c", *words], check=True)
    return program


def test_a_program_comes_with_its_libc_and_its_loader(tmp_path: Path) -> None:
    found = closure.libraries(built(tmp_path, "int main(void) { return 0; }"))
    assert all(path.is_absolute() and path.is_file() for path in found)
    assert any(path.name.startswith("ld-") for path in found)
    assert closure.libc(tmp_path / "program") in found


def test_what_is_not_dynamic_has_none(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    assert closure.libraries(script) == [] and closure.libc(script) is None


def test_a_library_that_is_lacking_is_named(tmp_path: Path) -> None:
    library = tmp_path / "libshared-of-test.so"
    (tmp_path / "shared.c").write_text("int shared(void) { return 0; }")
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, tmp_path / "shared.c"], check=True)
    program = built(tmp_path, MAIN, f"-L{tmp_path}", "-lshared-of-test")
    library.unlink()
    with pytest.raises(UsageError, match="needs libshared-of-test.so, which this system lacks"):
        closure.libraries(program)
