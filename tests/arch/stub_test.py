"""All of the sources compile for an architecture that is one header and offers what the contract asks."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = Path(os.environ.get("VDSOBENCH_BINARY", "build/dev/bench/vdsobench")).parents[1]
SKELETONS = BUILD / "generated/bpf"
WITH_BPF = "ebpf_counter counting_cost tracing_programs hooks map_reader object"
FOLDERS = sorted({path.parent for top in ("src", "bench") for path in (ROOT / top).rglob("*.cpp")})


def compiled(source: str, *options: str) -> "subprocess.CompletedProcess[str]":
    includes = [ROOT / "src", ROOT, ROOT / "tests/arch", BUILD / "generated", SKELETONS]
    command = ["c++", "-std=c++20", "-fsyntax-only", "-DVDSOBENCH_STUB_ARCHITECTURE", *options]
    command += [word for folder in includes for word in ("-I", str(folder))]
    return subprocess.run(
        [*command, "-x", "c++", "-"], input=source, capture_output=True, text=True, cwd=ROOT
    )


def sources(folder: Path) -> list[Path]:
    """Without those that this build leaves out too: one of the two that stand for each other."""
    left_out = "ebpf_absent hooks_absent" if SKELETONS.is_dir() else WITH_BPF
    return [path for path in sorted(folder.glob("*.cpp")) if path.stem not in left_out.split()]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(ROOT)))
def test_a_folder_compiles(folder: Path) -> None:
    if folder.name == "peers":
        pytest.skip("programs of their own, each with a main(), for this machine alone")
    if folder.name == "portable":
        pytest.skip("what stands in for parts of a C library, each by itself, for x86-64 alone")
    done = compiled("".join(f'#include "{path}"\n' for path in sources(folder)))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("lacking", ["ruler(", "vsyscall_slot(", "permit_ticks("])
def test_what_a_header_lacks_is_named(tmp_path: Path, lacking: str) -> None:
    whole = (ROOT / "tests/arch/arch/stub.hpp").read_text()
    (tmp_path / "arch").mkdir()
    (tmp_path / "arch/stub.hpp").write_text(whole.replace(f" {lacking}", f" no_{lacking}"))
    done = compiled('#include "arch/arch.hpp"\n', "-I", str(tmp_path))
    assert done.returncode != 0
    assert lacking.rstrip("(") in done.stderr and "contract.hpp" in done.stderr
