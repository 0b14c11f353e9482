"""The sources keep to the design: layers, one place for architectures, small files."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# What each layer may include: itself, and those named with theirs.
BEFORE: dict[str, set[str]] = {"arch": set()}
BEFORE["image"] = {"arch"}
BEFORE["calls"] = {"image", *BEFORE["image"]}
for side_by_side in ("timing", "entries", "host"):
    BEFORE[side_by_side] = {"calls", *BEFORE["calls"]}
BEFORE["verdict"] = {"timing", "entries", "host", *BEFORE["timing"]}
BEFORE["bench"] = {"verdict", *BEFORE["verdict"]}

THE_ONE_PLACE = "src/arch/arch.hpp"
LONGEST = 300  # lines

# What may be quoted there (names, arguments, the kernel's words) goes through print_to_stderr(),
# of which a terminal obeys nothing. libbpf's own messages are shown where they are asked for.
PRINTS = re.compile(r"\bstderr\b|std::(?:cerr|clog)\b|\bperror\(")
MAY_PRINT = {"bench/terminal.cpp", "src/entries/ebpf_counter.cpp"}

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
CONDITION = re.compile(r"^\s*#\s*(?:el)?if(?:n?def)?\b.*", re.MULTILINE)
ARCHITECTURE = re.compile(
    r"__(?:x86_64|i386|amd64|aarch64|arm|riscv|LP64|ILP32|powerpc\w*|s390x?)__"
)
SUFFIXES = {".cpp", ".hpp", ".c", ".h", ".py"}
# The one architecture that a header is for stands in its name.
OF_AN_ARCHITECTURE = re.compile(r"src/arch/\w+\.hpp|tests/\w+/samples/.*|src/entries/bpf/.*")


def layer_of(file: str) -> str | None:
    parts = file.split("/")
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    return "bench" if parts[0] == "bench" else None


def sources(root: Path) -> Iterator[tuple[str, str]]:
    """Every source file there is in the folders of sources, by its path from the root."""
    for folder in ("src", "bench", "tests", "scripts"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SUFFIXES and path.is_file():
                yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def wrong_includes(file: str, text: str) -> Iterator[str]:
    layer = layer_of(file)
    if layer is None:
        return
    if layer not in BEFORE:
        yield f"{file}: {layer} is no layer of the design"
        return
    for included in INCLUDE.findall(text):
        other = included.split("/")[0]
        if "/" in included and other in BEFORE and other not in {layer, *BEFORE[layer]}:
            yield f"{file}: {layer} includes {included}"


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
        if layer_of(file) and file not in MAY_PRINT and (way := PRINTS.search(text)):
            found.append(f"{file}: {way[0]}, and not print_to_stderr()")
        if (lines := text.count("\n")) > LONGEST:
            found.append(f"{file}: {lines} lines, more than {LONGEST}")
        if file.endswith(".hpp") and "#pragma once" not in text:
            found.append(f"{file}: no #pragma once")
    return found


def test_the_sources_keep_to_the_design() -> None:
    assert not faults(ROOT)


def test_every_layer_is_there() -> None:
    layers = {layer_of(file) for file, _ in sources(ROOT)} - {None}
    assert layers == set(BEFORE)


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
        ("src/image/a.cpp", '#include "calls/call.hpp"\n', "image includes calls/call.hpp"),
        ("src/timing/a.cpp", '#  include "host/root.hpp"\n', "timing includes host/root.hpp"),
        ("src/host/a.cpp", '#include "entries/count.hpp"\n', "host includes entries/count.hpp"),
        ("src/verdict/a.cpp", '#include "bench/run.hpp"\n', "verdict includes bench/run.hpp"),
        ("src/more/a.cpp", "", "more is no layer"),
        ("src/calls/a.cpp", "#ifdef __x86_64__\n", "asks for the architecture"),
        ("bench/a.cpp", "#if defined(__aarch64__)\n", "asks for the architecture"),
        ("tests/calls/a.cpp", "#elif defined(__i386__)\n", "asks for the architecture"),
        ("bench/a.cpp", "\n" * 301, "301 lines"),
        ("src/calls/a.hpp", "int a();\n", "no #pragma once"),
        ("bench/a.cpp", 'std::cerr << "a";\n', "not print_to_stderr()"),
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
    path.write_text('#pragma once\n#include "calls/call.hpp"\n#include <x86intrin.h>\n')
    assert not faults(tmp_path)
