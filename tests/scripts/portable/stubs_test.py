"""The libraries to link against offer of each symbol what glibc 2.28 had, and a program that is
linked against them runs with the host's."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from vdsobench.portable import stubs
from vdsobench.portable.stubs import Symbol

READELF = """
   204: 0000000000109530    76 FUNC    GLOBAL DEFAULT   16 old@@GLIBC_2.2.5
   553: 000000000008e120    21 FUNC    GLOBAL DEFAULT   16 pthread_once@GLIBC_2.2.5
   557: 000000000008e120    21 FUNC    GLOBAL DEFAULT   16 pthread_once@@GLIBC_2.34
   600: 000000000008e120    21 FUNC    GLOBAL DEFAULT   16 dlsym@GLIBC_2.2.5
   601: 000000000008e120    21 FUNC    GLOBAL DEFAULT   16 dlsym@@GLIBC_2.34
   610: 000000000008e120    21 FUNC    GLOBAL DEFAULT   16 timer_delete@GLIBC_2.3.3
   611: 000000000008e120    21 FUNC    GLOBAL DEFAULT   16 timer_delete@@GLIBC_2.34
   620: 000000000008e120    21 FUNC    GLOBAL DEFAULT   16 __libc_start_main@GLIBC_2.2.5
   621: 000000000008e120    21 FUNC    GLOBAL DEFAULT   16 __libc_start_main@@GLIBC_2.34
   669: 00000000000f77e0    18 FUNC    WEAK   DEFAULT   16 stat@@GLIBC_2.33
   986: 00000000000c4190   208 IFUNC   WEAK   DEFAULT   16 both@GLIBC_2.3.4
   987: 00000000000c4190   208 IFUNC   WEAK   DEFAULT   16 both@GLIBC_2.14
  1524: 00000000001d4848     8 OBJECT  GLOBAL DEFAULT   33 stdout@@GLIBC_2.2.5
  1525: 0000000000000000     0 FUNC    GLOBAL DEFAULT  UND asked_for@GLIBC_2.2.5
  1526: 0000000000000000     0 OBJECT  GLOBAL DEFAULT  ABS GLIBC_2.2.5
  1527: 00000000001d4848     8 FUNC    GLOBAL DEFAULT   33 within@@GLIBC_PRIVATE
"""
OF_HOST = list(stubs.symbols(READELF))
PROGRAM = """
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
static void say(void) { fprintf(stdout, "%.1f\\n", pow(2, strtod("3", 0))); }
static void end(void) { fputs("end\\n", stdout); }
static pthread_once_t once = PTHREAD_ONCE_INIT;
int main(void) { atexit(end); return pthread_once(&once, say); }
"""


def test_symbols_are_read_with_their_versions() -> None:
    assert Symbol("stdout", (2, 2, 5), 8, True) in OF_HOST
    assert Symbol("both", (2, 14), 208, False) in OF_HOST
    names = {symbol.name for symbol in OF_HOST}
    assert {"old", "pthread_once", "dlsym", "stat"} <= names
    assert not names & {"asked_for", "GLIBC_2.2.5", "within"}


def test_the_newest_that_is_old_enough_is_offered() -> None:
    offered = {symbol.name: symbol.version for symbol in stubs.offered(OF_HOST)}
    assert offered["old"] == offered["pthread_once"] == (2, 2, 5) and offered["both"] == (2, 14)
    assert "stat" not in offered


def test_what_has_moved_into_libc_is_where_it_was_or_nowhere() -> None:
    parts = {old: {symbol.name for symbol in part} for old, part in stubs.split(OF_HOST).items()}
    in_libc = {"old", "both", "stdout", "__libc_start_main"}
    assert parts == {"c": in_libc, "pthread": {"pthread_once"}, "dl": {"dlsym"}}


def test_a_version_has_one_node() -> None:
    script = stubs.version_script(stubs.split(OF_HOST)["c"])
    nodes = ("GLIBC_2.2.5 { __libc_start_main; old; stdout; };", "GLIBC_2.14 { both; };")
    assert script == "".join(f"{node}\n" for node in nodes)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("stubs")
    stubs.main(made)
    return made


def compiled(folder: Path, text: str, *options: str) -> Path:
    (folder / "program.c").write_text(text)
    program = folder / "program"
    libraries = ["-lm", "-lpthread", "-ldl"]
    command = ["cc", "-O0", "-fno-builtin", *options, "-o", program, folder / "program.c"]
    subprocess.run([*command, *libraries], check=True)
    return program


def versions(program: Path) -> dict[str, tuple[int, ...]]:
    command = ["readelf", "--dyn-syms", "--wide", program]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.findall(r" UND (\w+)@GLIBC_([\d.]+)", printed)
    return {name: tuple(map(int, version.split("."))) for name, version in found}


def test_a_program_asks_for_nothing_newer_and_runs(folder: Path) -> None:
    program = compiled(folder, PROGRAM, f"-L{folder}")
    asked = versions(program)
    assert asked["pow"] == asked["pthread_once"] == (2, 2, 5)
    assert all(version <= stubs.CEILING for version in asked.values())
    done = subprocess.run([program], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "8.0\nend\n")


def test_without_them_it_asks_for_newer(tmp_path: Path) -> None:
    assert versions(compiled(tmp_path, PROGRAM))["pow"] > stubs.CEILING


def test_what_was_not_there_is_missed_when_it_is_linked(folder: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        text = "int gettid(); int main() { return gettid(); }"
        compiled(folder, text, f"-L{folder}")
    with pytest.raises(subprocess.CalledProcessError):  # of librt, which no stub is for
        text = "int timer_delete(); int main() { return timer_delete(); }"
        compiled(folder, text, f"-L{folder}")
