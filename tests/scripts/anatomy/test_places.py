from pathlib import Path

import pytest

from vdsobench.anatomy import elf
from vdsobench.anatomy.places import ForeignAddress, Place, Places

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
        (0x7FFFF7B31010, "not a file of the host"),
    ],
)
def test_a_foreign_address_is_an_error(address: int, reason: str) -> None:
    with pytest.raises(ForeignAddress, match=reason):
        PLACES.at(address)


def test_a_program_is_resolved_by_its_own_symbols() -> None:
    image = Path("/bin/busybox").resolve()
    with pytest.raises(elf.NotElf):
        elf.functions(b"#!/bin/sh\n" + bytes(100))
    assert elf.functions(image.read_bytes()) == sorted(elf.functions(image.read_bytes()))


def test_libcs_functions_are_found_by_their_place_in_the_file() -> None:
    import ctypes

    libc = next(Path("/lib").glob("*/libc.so.6")).resolve()
    names = {name for _, name in elf.functions(libc.read_bytes())}
    assert {"sched_getcpu", "getppid", "clock_gettime"} <= names
    assert ctypes.CDLL(str(libc)).getppid
