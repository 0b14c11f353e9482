"""The sources keep to the design: layers, one place for architectures, small files."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# What each folder includes, besides itself: of those before it in this list just what it needs.
INCLUDES: dict[str, set[str]] = {
    "src/base": set(),
    "src/arch": set(),
    "src/image": {"src/base"},
    "src/calls": {"src/base", "src/arch", "src/image"},
    "src/timing": {"src/base", "src/arch", "src/image", "src/calls"},
    "src/entries": {"src/base", "src/arch", "src/calls"},
    "src/host": {"src/base", "src/arch"},
    "src/verdict": {"src/base", "src/calls", "src/entries", "src/host"},
    "src/programs": {
        "src/base",
        "src/arch",
        "src/calls",
        "src/image",
        "src/entries",
        "src/host",
        "src/verdict",
    },
    "bench": {"src/host"},
    "bench/cli": {"src/base", "src/calls", "src/entries", "bench"},
    "bench/processes": {
        "src/base",
        "src/arch",
        "src/calls",
        "src/timing",
        "src/entries",
        "bench",
        "bench/cli",
    },
    "bench/measure": {
        "src/base",
        "src/arch",
        "src/calls",
        "src/timing",
        "src/entries",
        "src/verdict",
        "bench",
        "bench/cli",
        "bench/processes",
    },
    "bench/output": {
        "src/base",
        "src/arch",
        "src/image",
        "src/calls",
        "src/timing",
        "src/host",
        "src/verdict",
        "src/programs",
        "bench",
        "bench/cli",
        "bench/measure",
    },
    "bench/portable": {"src/base", "src/calls"},
    "bench/commands": {
        "src/base",
        "src/arch",
        "src/calls",
        "src/timing",
        "src/host",
        "src/verdict",
        "src/entries",
        "src/programs",
        "bench",
        "bench/cli",
        "bench/processes",
        "bench/measure",
        "bench/output",
    },
    "bench/peers": {"src/base", "src/calls", "src/timing", "src/entries", "bench", "bench/cli"},
}
MAIN = "bench/main.cpp"  # may include anything

THE_ONE_PLACE = "src/arch/arch.hpp"
LONGEST = 300  # lines

# What may be quoted there (names, arguments, the kernel's words) goes through print_to_stderr(),
# of which a terminal obeys nothing. libbpf's own messages are shown where they are asked for.
PRINTS = re.compile(r"\bstderr\b|std::(?:cerr|clog)\b|\bperror\(")
MAY_PRINT = {
    "src/base/printable.cpp",
    "bench/output/progress.cpp",  # one printable line
    "src/entries/ebpf_counter.cpp",
}

# What Clang 14 cannot compile of the library of GCC 12, which only a long test would show.
VIEWS = re.compile(r"\bstd::(?:ranges::)?views::\w+")

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
CONDITION = re.compile(r"^\s*#\s*(?:el)?if(?:n?def)?\b.*", re.MULTILINE)
ARCHITECTURE = re.compile(
    r"__(?:x86_64|i386|amd64|aarch64|arm|riscv|LP64|ILP32|powerpc\w*|s390x?)__"
)
SUFFIXES = {".cpp", ".hpp", ".c", ".h", ".py"}
# The one architecture that a header is for stands in its name.
OF_AN_ARCHITECTURE = re.compile(r"src/arch/\w+\.hpp|tests/\w+/samples/.*|src/\w+/bpf/.*")


def folder_of(file: str) -> str | None:
    """The folder of the layout that a source lies in; none for tests and scripts."""
    parts = file.split("/")[:-1]
    return "/".join(parts[:2]) if parts[0] in ("src", "bench") else None


def sources(root: Path) -> Iterator[tuple[str, str]]:
    """Every source file there is in the folders of sources, by its path from the root."""
    for folder in ("src", "bench", "tests", "scripts"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SUFFIXES and path.is_file():
                yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def included_folders(file: str, text: str) -> Iterator[tuple[str, str]]:
    """What it includes of the project, and the folder that this lies in."""
    for included in INCLUDE.findall(text):
        path = included if included.startswith("bench/") else f"src/{included}"
        if (folder := folder_of(path)) in INCLUDES and folder != folder_of(file):
            yield included, folder


def wrong_includes(file: str, text: str) -> Iterator[str]:
    folder = folder_of(file)
    if folder is None or file == MAIN:
        return
    if folder not in INCLUDES:
        yield f"{file}: {folder} is no folder of the layout"
        return
    for included, other in included_folders(file, text):
        if other not in INCLUDES[folder]:
            yield f"{file}: {folder} includes {included}"


def faults(root: Path) -> list[str]:
    found: list[str] = []
    for file, text in sources(root):
        found += wrong_includes(file, text)
        if file != THE_ONE_PLACE and not OF_AN_ARCHITECTURE.fullmatch(file):
            found += [
                f"{file}: asks for the architecture: {condition.strip()}"
                for condition in CONDITION.findall(text)
                if ARCHITECTURE.search(condition)
            ]
        if folder_of(file) and file not in MAY_PRINT and (way := PRINTS.search(text)):
            found.append(f"{file}: {way[0]}, and not print_to_stderr()")
        if not file.endswith(".py") and (view := VIEWS.search(text)):
            found.append(f"{file}: {view[0]}, which Clang 14 does not compile with libstdc++ 12")
        if (lines := text.count("\n")) > LONGEST:
            found.append(f"{file}: {lines} lines, more than {LONGEST}")
        if file.endswith(".hpp") and "#pragma once" not in text:
            found.append(f"{file}: no #pragma once")
    return found


def test_the_sources_keep_to_the_design() -> None:
    assert not faults(ROOT)


def test_a_folder_includes_only_those_before_it() -> None:
    """So there is no circle at any level."""
    order = list(INCLUDES)
    for folder, included in INCLUDES.items():
        assert included <= set(order[: order.index(folder)]), folder


def test_nothing_is_permitted_that_nothing_uses() -> None:
    used: dict[str, set[str]] = {}
    for file, text in sources(ROOT):
        if (folder := folder_of(file)) and file != MAIN:
            others = {other for _, other in included_folders(file, text)}
            used.setdefault(folder, set()).update(others)
    assert used == INCLUDES


def test_every_source_file_is_looked_at() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "src/*pp", "bench/*pp"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode != 0:
        pytest.skip("not a clone: there is no list of files to hold it against")
    assert set(listed.stdout.split()) <= {file for file, _ in sources(ROOT)}


@pytest.mark.parametrize(
    "file, text, words",
    [
        ("src/image/a.cpp", '#include "calls/call.hpp"\n', "src/image includes calls/call.hpp"),
        ("src/timing/a.cpp", '#  include "host/cpu.hpp"\n', "src/timing includes host/cpu.hpp"),
        ("src/host/a.cpp", '#include "entries/count.hpp"\n', "src/host includes entries/count"),
        ("src/verdict/a.cpp", '#include "bench/cpu.hpp"\n', "src/verdict includes bench/cpu.hpp"),
        ("bench/cli/a.cpp", '#include "bench/output/table.hpp"\n', "bench/cli includes bench/out"),
        ("src/more/a.cpp", "", "src/more is no folder"),
        ("src/calls/a.cpp", "#ifdef __x86_64__\n", "asks for the architecture"),
        ("bench/a.cpp", "#if defined(__aarch64__)\n", "asks for the architecture"),
        ("tests/calls/a.cpp", "#elif defined(__i386__)\n", "asks for the architecture"),
        ("bench/a.cpp", "\n" * 301, "301 lines"),
        ("src/calls/a.hpp", "int a();\n", "no #pragma once"),
        ("bench/a.cpp", 'std::cerr << "a";\n', "not print_to_stderr()"),
        ("tests/a.cpp", "std::views::keys(counts);\n", "std::views::keys, which Clang 14 does not"),
    ],
)
def test_a_doctored_tree_fails(tmp_path: Path, file: str, text: str, words: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    (found,) = faults(tmp_path)
    assert words in found


def test_a_clean_tree_passes(tmp_path: Path) -> None:
    path = tmp_path / "src/timing/a.hpp"
    path.parent.mkdir(parents=True)
    path.write_text('#pragma once\n#include "calls/call.hpp"\n#include <vector>\n')
    assert not faults(tmp_path)
