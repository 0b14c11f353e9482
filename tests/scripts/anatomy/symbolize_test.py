import ctypes
import subprocess
from pathlib import Path

import pytest

from vdsobench.anatomy import elf
from vdsobench.anatomy.symbolize import ForeignAddress, Place, Places, mappings

MAPS = """555555554000-555555560000 r-xp 00001000 00:02 19      /vdsobench
7ffff7b31000-7ffff7b57000 r-xp 00000000 00:02 13                 /nowhere/libc.so.6
7ffff7fc8000-7ffff7fca000 r-xp 00000000 00:00 0                  [vdso]
7ffff7fff000-7ffff8000000 rw-p 00000000 00:00 0
"""
KERNEL = [
    (0xFFFFFFFF81000000, "__ia32_sys_getppid"),
    (0xFFFFFFFF81000000, "__x64_sys_getppid"),
    (0xFFFFFFFF81000000, "sys_getppid_alias"),
    (0xFFFFFFFF81000100, "do_syscall_64"),
]
PLACES = Places(MAPS, KERNEL, [(0x600, "__vdso_time"), (0x600, "time")], {})


def test_a_function_reaches_to_the_next() -> None:
    assert PLACES.at(0xFFFFFFFF810000FF).symbol != "do_syscall_64"
    assert PLACES.at(0xFFFFFFFF81000100) == Place("kernel", "do_syscall_64")


def test_of_an_addresses_names_the_plain_one_is_taken() -> None:
    assert PLACES.at(0xFFFFFFFF81000000).symbol == "sys_getppid_alias"
    assert PLACES.at(0x7FFFF7FC8610) == Place("vdso", "time")


def test_the_vsyscall_page_is_a_place_of_its_own() -> None:
    assert PLACES.at(0xFFFFFFFFFF600400).where == "vsyscall"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        (0x1000, "no mapping"),
        (0x7FFFF7FFF010, "no mapping"),
        (0xFFFFFFFF80000000, "no kernel symbol"),
        (0x7FFFF7B31010, "was not put into it"),
    ],
)
def test_a_foreign_address_is_an_error(address: int, reason: str) -> None:
    with pytest.raises(ForeignAddress, match=reason):
        PLACES.at(address)


def test_what_is_no_elf_file_is_refused() -> None:
    with pytest.raises(elf.NotElf):
        elf.functions(b"#!/bin/sh\n" + bytes(100))


# A function and an object whose bytes are found in the file without knowing anything of its format.
MARK = bytes(range(0xA0, 0xB0))
SOURCE = """
__asm__(".text\\n.globl marked\\n.type marked, @function\\nmarked: .byte {mark}\\n"
        ".globl later\\n.type later, @function\\nlater: ret\\n"
        ".data\\n.globl object\\n.type object, @object\\nobject: .byte 1\\n");
"""


@pytest.mark.parametrize("begin", ["0x400000", "0x7123000"])
def test_a_function_is_found_by_its_place_in_the_file(begin: str, tmp_path: Path) -> None:
    source, program = tmp_path / "marked.c", tmp_path / "marked"
    source.write_text(SOURCE.format(mark=", ".join(map(str, MARK))))
    where = ["-nostdlib", "-static", f"-Wl,-Ttext-segment={begin},-e,marked"]
    subprocess.run(["cc", *where, "-o", program, source], check=True)
    image = program.read_bytes()
    begins = image.index(MARK)
    assert elf.functions(image) == [(begins, "marked"), (begins + len(MARK), "later")]


def test_a_function_of_this_process_is_found_where_it_runs() -> None:
    """By no more than the kernel's list of mappings and where the loader has put the function."""
    libc = ctypes.CDLL("libc.so.6")
    maps = Path("/proc/self/maps").read_text()
    files = {mapping.name: Path(mapping.name) for mapping in mappings(maps)}
    places = Places(maps, KERNEL, [], files)
    for name in ("getppid", "sched_getcpu", "getrandom"):
        address = ctypes.cast(getattr(libc, name), ctypes.c_void_p).value
        assert address and places.at(address) == Place("libc", name)
        assert places.at(address - 1).symbol != name
