"""Holds what scripts/build-portable has built against the ordinary build, instruction by instruction:

    PYTHONPATH=scripts /usr/bin/python3 tests/scripts/portable/same_figures.py KERNEL

runs each in exact mode, with the ordinary build's C library in the initramfs for all three, and
prints how many rows are the same, and those that are not.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from unittest import mock

from trials import ORDINARY, PORTABLE, STATIC

from vdsobench.guest import closure, initramfs
from vdsobench.kernels import command

Figures = dict[str, float | None]  # by call; none where it is not there


def figures(program: Path, kernel: str, folder: Path) -> Figures:
    own = initramfs.of_program

    def with_libc(program: Path) -> dict[str, Path]:
        return own(program) | {str(library): library for library in closure.libraries(ORDINARY)}

    words = ["run", "--exact", "--kernel", kernel, "--binary", str(program)]
    words += ["--output", str(folder), "--timeout", "1200"]
    with mock.patch.object(initramfs, "of_program", with_libc):
        with mock.patch.object(sys, "argv", ["kernels.py", *words]):
            if command.main() != 0:
                sys.exit(f"{program}: no figures")
    (file,) = folder.glob("*.json")
    rows = json.loads(file.read_text())["benchmarks"]
    return {row["run_name"]: row.get("instructions") for row in rows}


def main(kernel: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = {
            program: figures(program, kernel, Path(folder) / str(number))
            for number, program in enumerate((ORDINARY, PORTABLE, STATIC))
        }
    expected = found[ORDINARY]
    for program in (PORTABLE, STATIC):
        others = {call for call in expected if found[program].get(call) != expected[call]}
        print(f"{program.name}: {len(expected) - len(others)} of {len(expected)} rows the same")
        for call in sorted(others):
            print(f"  {call}: {found[program].get(call)} for {expected[call]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
