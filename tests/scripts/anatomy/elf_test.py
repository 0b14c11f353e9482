"""Function symbols by their place in the file, of programs that the linker made and of damaged ones."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from vdsobench.anatomy import elf

# A function and an object whose bytes are found in the file without knowing anything of its format.
MARK = bytes(range(0xA0, 0xB0))
SOURCE = """
__asm__(".text\\n.globl marked\\n.type marked, @function\\nmarked: .byte {mark}\\n"
        ".globl later\\n.type later, @function\\nlater: ret\\n"
        ".data\\n.globl object\\n.type object, @object\\nobject: .byte 1\\n");
"""


def built(folder: Path, *options: str) -> bytes:
    """The program's file."""
    source, program = folder / "marked.c", folder / "marked"
    source.write_text(SOURCE.format(mark=", ".join(map(str, MARK))))
    always = ["cc", "-nostdlib", "-static", "-Wl,-e,marked"]
    subprocess.run([*always, *options, "-o", program, source], check=True)
    return program.read_bytes()


@pytest.mark.parametrize("begin", ["0x400000", "0x7123000"])
def test_a_function_is_found_by_its_place_in_the_file(begin: str, tmp_path: Path) -> None:
    image = built(tmp_path, f"-Wl,-Ttext-segment={begin}")
    begins = image.index(MARK)
    assert elf.functions(image) == [(begins, "marked"), (begins + len(MARK), "later")]


def test_a_library_without_symtab_tells_what_it_exports(tmp_path: Path) -> None:
    image = built(tmp_path, "-shared", "-s")
    begins = image.index(MARK)
    assert elf.functions(image) == [(begins, "marked"), (begins + len(MARK), "later")]


def test_a_program_without_symbols_has_no_functions(tmp_path: Path) -> None:
    assert elf.functions(built(tmp_path, "-s")) == []


@pytest.mark.parametrize(
    "image",
    [
        b"",
        b"#!/bin/sh\n" + bytes(100),
        b"\x7fELF\x01\x01" + bytes(100),
        b"\x7fELF\x02\x02" + bytes(100),
    ],
)
def test_what_is_no_64_bit_little_endian_elf_file_is_refused(image: bytes) -> None:
    with pytest.raises(elf.NotElf, match="^not a 64-bit ELF file$"):
        elf.functions(image)


def test_a_file_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    whole = built(tmp_path)
    for length in (6, 0x3F, 0x40, len(whole) // 2, len(whole) - 1):
        with pytest.raises(elf.NotElf, match="^a damaged ELF file$"):
            elf.functions(whole[:length])
