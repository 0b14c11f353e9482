"""Libraries to link against that offer what glibc 2.28 had, and run nothing.

A program asks for the newest version of each symbol that the library it is linked against offers.
Each stub offers, of what the host's library has, the newest version that 2.28 had too. What has
moved into libc since then is where it was. Run by CMake: stubs.py FOLDER.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

CEILING = (2, 28)
# What cc calls the library, and the name that a program then asks the loader for.
LIBRARIES = {
    "c": "libc.so.6",
    "m": "libm.so.6",
    "pthread": "libpthread.so.0",
    "dl": "libdl.so.2",
    "ld": "ld-linux-x86-64.so.2",
}
# Moved into libc in 2.34, and where they were. What was in others, such as librt, is not offered.
MOVED = {
    "pthread": re.compile(r"_{0,2}(pthread|sem|thrd|mtx|cnd|tss)_|call_once$"),
    "dl": re.compile(r"dl[a-z]"),
    "c": re.compile(r"__libc_start_main$"),
}
SYMBOL = re.compile(
    r"^ +\d+: [0-9a-f]+ +(\d+) (FUNC|IFUNC|OBJECT) +(?:GLOBAL|WEAK) +DEFAULT +(?!UND)\S+ "
    r"([\w.]+)@@?GLIBC_([\d.]+)$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Symbol:
    """What a library offers under a name and version."""

    name: str
    version: tuple[int, ...]
    size: int
    is_object: bool


def symbols(readelf: str) -> Iterator[Symbol]:
    """Of what `readelf --dyn-syms --wide` printed."""
    for size, kind, name, version in SYMBOL.findall(readelf):
        yield Symbol(name, tuple(map(int, version.split("."))), int(size), kind == "OBJECT")


def offered(of_host: Iterable[Symbol]) -> list[Symbol]:
    """Of each name the newest version that is old enough."""
    newest: dict[str, Symbol] = {}
    for symbol in of_host:
        is_newer = symbol.name not in newest or symbol.version > newest[symbol.name].version
        if symbol.version <= CEILING and is_newer:
            newest[symbol.name] = symbol
    return sorted(newest.values(), key=lambda symbol: symbol.name)


def moved_from(symbol: Symbol, of_libc: Iterable[Symbol]) -> str | None:
    """The library that had it in 2.28, of what the host's libc offers; None where that is another
    one than these."""
    if all(other.version <= CEILING for other in of_libc if other.name == symbol.name):
        return "c"
    return next((old for old, names in MOVED.items() if names.match(symbol.name)), None)


def split(of_libc: list[Symbol]) -> dict[str, list[Symbol]]:
    """The stubs that a modern libc stands for."""
    again: dict[str, list[Symbol]] = {}
    for symbol in of_libc:
        again.setdefault(symbol.name, []).append(symbol)
    stubs: dict[str, list[Symbol]] = {old: [] for old in MOVED}
    for symbol in offered(of_libc):
        if old := moved_from(symbol, again[symbol.name]):
            stubs[old].append(symbol)
    return stubs


def assembly(stub: list[Symbol]) -> str:
    """Sizes of objects are kept: a program may hold a copy of one (stdout)."""
    text = ['.section .note.GNU-stack,"",@progbits', ".bss", ".balign 64"]
    for symbol in stub:
        kind = "object" if symbol.is_object else "function"
        text += [f".globl {symbol.name}", f".type {symbol.name}, @{kind}"]
        text += [f".size {symbol.name}, {max(symbol.size, 1)}", f"{symbol.name}:"]
        text += [f".zero {max(symbol.size, 1)}", ".balign 64"]
    return "\n".join(text) + "\n"


def version_script(stub: list[Symbol]) -> str:
    """One node for each version."""
    nodes: dict[tuple[int, ...], list[str]] = {}
    for symbol in stub:
        nodes.setdefault(symbol.version, []).append(symbol.name)
    return "".join(
        f"GLIBC_{'.'.join(map(str, version))} {{ {' '.join(name + ';' for name in names)} }};\n"
        for version, names in sorted(nodes.items())
    )


def file_of(library: str) -> Path:
    """Where the host's compiler finds what the loader would load."""
    soname = LIBRARIES[library]
    printed = subprocess.run(
        ["cc", f"-print-file-name={soname}"], capture_output=True, text=True, check=True
    )
    return Path(printed.stdout.strip())


def of_file(path: Path) -> list[Symbol]:
    command = ["readelf", "--dyn-syms", "--wide", str(path)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True)
    return list(symbols(printed.stdout))


def make(folder: Path, library: str, stub: list[Symbol]) -> None:
    """As lib<library>.so, for -l; libc is a script that names it by its other name, as the host's
    is, for the few functions that are linked into every program (atexit)."""
    source, script = folder / f"{library}.s", folder / f"{library}.map"
    source.write_text(assembly(stub), encoding="ascii")
    script.write_text(version_script(stub), encoding="ascii")
    name = LIBRARIES[library] if library in ("c", "ld") else f"lib{library}.so"
    options = [f"-Wl,--version-script={script},-soname,{LIBRARIES[library]}"]
    command = ["cc", "-shared", "-nostdlib", *options, "-o", str(folder / name), str(source)]
    subprocess.run(command, check=True)


def main(folder: Path) -> None:
    """Makes all stubs in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    stubs = split(of_file(file_of("c")))
    stubs["m"] = offered(of_file(file_of("m")))
    stubs["ld"] = offered(of_file(file_of("ld")))
    for library, stub in stubs.items():
        make(folder, library, stub)
    loader = f"AS_NEEDED ( {LIBRARIES['ld']} )"
    group = f"GROUP ( {LIBRARIES['c']} libc_nonshared.a {loader} )\n"
    (folder / "libc.so").write_text(group, encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
