"""What an ELF file says of itself, by readelf, nm and objdump."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

Version = tuple[int, ...]


def printed(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def newest_version(program: Path) -> Version:
    """Of the C library's symbols that it asks for."""
    found = re.findall(r"Name: GLIBC_([\d.]+) ", printed("readelf", "--version-info", program))
    return max((tuple(map(int, version.split("."))) for version in found), default=())


def needed(program: Path) -> set[str]:
    return set(re.findall(r"\(NEEDED\).*\[(.*)\]", printed("readelf", "--dynamic", program)))


def unhardened(program: Path, unstripped: Path) -> set[str]:
    """What a hardened program has and this one lacks."""
    text = printed("readelf", "--wide", "--dynamic", "--segments", "--file-header", program)
    names = printed("nm", unstripped)
    has = {
        "RELRO": "GNU_RELRO" in text,
        "BIND_NOW": bool(re.search(r"FLAGS_1.*NOW", text)),
        "PIE": bool(re.search(r"Type: +DYN ", text)),
        "a stack without code": bool(re.search(r"GNU_STACK .* RW ", text)),
        "no segment to write and run": not re.search(r" LOAD .* RWE ", text),
        "stack protector": "__stack_chk_fail" in names,
        "FORTIFY": bool(re.search(r"__\w+_chk(@|$)", names, re.MULTILINE)),
    }
    return {name for name, is_there in has.items() if not is_there}


def without_landing(program: Path) -> set[str]:
    """The program's own functions, as the linker names them, that do not begin with endbr64."""
    lines = printed("objdump", "--disassemble", "--no-show-raw-insn", "-j.text", program)
    landings = {int(at, 16) for at in re.findall(r"^ *([0-9a-f]+):\s+endbr64", lines, re.MULTILINE)}
    functions = re.findall(
        r"^([0-9a-f]+) [TW] (_ZN?K?9vdsobench\S+)$", printed("nm", program), re.M
    )
    assert len(functions) > 100, "it is stripped"
    return {name for at, name in functions if int(at, 16) not in landings}
