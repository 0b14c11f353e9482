"""Addresses of a trace become functions, by the mappings and symbols of the machine."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

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
