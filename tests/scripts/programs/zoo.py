"""Programs of known habits (tests/bench/zoo), and how to make each."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SOURCES = Path(__file__).parents[2] / "bench" / "zoo"

# The kernel's headers, which musl has none of.
KERNELS = ["-idirafter", "/usr/include", "-idirafter", "/usr/include/x86_64-linux-gnu"]
ALONE = ["-m32", "-nostdlib", "-static", "-fno-pie", "-no-pie", "-fno-stack-protector"]

# Each is the name of a program, which the kernel cuts after 15 characters.
COMPILERS = {
    "glibc": ["cc", "asks.c"],
    "static-glibc": ["cc", "asks.c", "-static"],
    "musl": ["musl-gcc", "asks.c", *KERNELS],
    "static-musl": ["musl-gcc", "asks.c", "-static", *KERNELS],
    "own-vdso": ["cc", "own_vdso.c", "-static"],
    "bits32": ["cc", "bits32.c", *ALONE],
}


MUSLS_LOADER = Path("/lib/ld-musl-x86_64.so.1")  # and library, of which ldd knows nothing


@dataclass(frozen=True)
class Zoo:
    programs: dict[str, Path]
    lacking: dict[str, str]  # and why


def make(folder: Path) -> Zoo:
    """What this machine's compilers can make."""
    zoo = Zoo({}, {})
    for name, (compiler, source, *options) in COMPILERS.items():
        program = folder / name
        command = [compiler, "-O2", "-w", "-o", str(program), str(SOURCES / source), *options]
        if not shutil.which(compiler):
            zoo.lacking[name] = f"there is no {compiler}"
        elif subprocess.run(command, capture_output=True).returncode != 0:
            zoo.lacking[name] = f"{compiler} makes no such program"
        else:
            zoo.programs[name] = program
    return zoo
