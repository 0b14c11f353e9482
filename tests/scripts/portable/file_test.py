"""What scripts/build-portable has built, read from the ELF file itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import elf_facts
import pytest
from commands import LONG
from kernel_runs import REPOSITORY

from vdsobench.portable.stubs import CEILING

pytestmark = pytest.mark.skipif(not LONG, reason="scripts/test --long builds the portable program")

BUILT = REPOSITORY / "build" / "portable"
FILE = BUILT / "vdsobench"
NAMES = ["vdsobench", "vdsobench-static"]
MAY_NEED = {"libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "ld-linux-x86-64.so.2"}
# The loops, and the files around them (src/calls/CMakeLists.txt).
MEASURED = re.compile(r"_ZNK?9vdsobench5calls")


def said(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_it_asks_for_nothing_newer_than_glibc_2_28() -> None:
    assert (2, 2, 5) < elf_facts.newest_version(FILE) <= CEILING


def test_it_needs_the_c_library_and_no_other() -> None:
    assert "libc.so.6" in elf_facts.needed(FILE) <= MAY_NEED


def test_the_static_one_needs_nothing() -> None:
    static = BUILT / "vdsobench-static"
    assert elf_facts.needed(static) == set() and elf_facts.newest_version(static) == ()
    assert "INTERP" not in said("readelf", "--segments", static)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_hardened(name: str) -> None:
    assert elf_facts.unhardened(BUILT / name, BUILT / "bench" / name) == set()


@pytest.mark.parametrize("name", NAMES)
def test_all_but_the_measured_loops_begin_where_they_may_be_jumped_to(name: str) -> None:
    without = elf_facts.without_landing(BUILT / "bench" / name)
    assert without and all(MEASURED.match(name) for name in without)
    assert len([name for name in without if "4loopI" in name]) > len(without) * 0.9


def test_an_ordinary_build_is_told_from_it(vdsobench: Path) -> None:
    assert elf_facts.newest_version(vdsobench) > CEILING
    assert not elf_facts.needed(vdsobench) <= MAY_NEED
    assert {"BIND_NOW", "stack protector"} <= elf_facts.unhardened(vdsobench, vdsobench)
    assert not all(MEASURED.match(name) for name in elf_facts.without_landing(vdsobench))


@pytest.mark.parametrize("name", NAMES)
def test_it_names_what_is_inside(name: str) -> None:
    text = said(BUILT / name, "--version", "--licences")
    for part in ("fmt", "Google Benchmark", "libbpf", "libelf", "libre2", "zlib", "libstdc++"):
        assert part in text
    assert ("\n    glibc " in text) == (name == "vdsobench-static")


def calls(program: Path) -> dict[str, bool]:
    listed = json.loads(said(program, "list", "--json"))["calls"]
    return {call["name"]: call["available"] for call in listed}


def test_both_have_the_calls_that_an_ordinary_build_has(vdsobench: Path) -> None:
    assert any(calls(vdsobench).values())
    for name in NAMES:
        assert calls(BUILT / name) == calls(vdsobench)


def checked(*command: str | Path) -> str:
    """Whatever the verdict is."""
    return said("sh", "-c", '"$@" || test $? = 1', "sh", *command)


def test_the_static_one_speaks_of_the_systems_c_library(vdsobench: Path) -> None:
    static = BUILT / "vdsobench-static"
    if "FSGSBASE" in checked(static, "check"):
        pytest.skip("the CPU or the kernel has no FSGSBASE")

    def seen(program: Path) -> tuple[str, dict[str, str]]:
        inspected = json.loads(said(program, "inspect", "--json"))
        rows = json.loads(checked(program, "check", "--json"))["functions"]
        libc = inspected["context"]["vdsobench.libc"]
        return libc, {row["name"]: row["outcome"] for row in rows}

    assert seen(static) == seen(vdsobench)


def test_the_static_one_says_so_where_it_speaks_of_the_library_inside_it(tmp_path: Path) -> None:
    shutil.copy(BUILT / "vdsobench-static", tmp_path / "vdsobench")
    (tmp_path / "proc").mkdir()
    go_in = 'mount --rbind /proc "$0/proc" && exec chroot "$0" "$@"'
    enter = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", go_in, tmp_path]
    if subprocess.run([*enter, "/vdsobench", "--version"], capture_output=True).returncode != 0:
        pytest.skip("no user namespace, or no chroot in it, is permitted here")
    text = checked(*enter, "/vdsobench", "check", "--color", "never")
    assert "the C library inside this program" in text.replace("\n      ", " ")
    assert "note: libc here is the static glibc" in text and "has none of its own" in text


@pytest.mark.parametrize("name", NAMES)
def test_its_loops_hold_what_their_paths_mean(name: str) -> None:
    test = REPOSITORY / "tests" / "calls" / "disassembly_test.py"
    environment = {**os.environ, "VDSOBENCH_BINARY": str(BUILT / "bench" / name)}
    command = ["/usr/bin/python3", "-m", "pytest", "-q", test]
    subprocess.run(command, env=environment, check=True)


def test_it_is_the_same_built_in_another_folder(tmp_path: Path) -> None:
    other = tmp_path / "with a longer name" / "vdsobench"
    kept_out = shutil.ignore_patterns("build", ".git", "results", "__pycache__", ".*_cache")
    shutil.copytree(REPOSITORY, other, ignore=kept_out, symlinks=True)
    sources = Path("build") / "portable" / "sources"
    shutil.copytree(REPOSITORY / sources, other / sources, symlinks=True)
    environment = {**os.environ, "CCACHE_DISABLE": "1"}
    subprocess.run([other / "scripts" / "build-portable"], env=environment, check=True)
    for name in NAMES:
        built = other / "build" / "portable" / name
        assert built.read_bytes() == (BUILT / name).read_bytes()
