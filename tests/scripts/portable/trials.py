"""Tries what scripts/build-portable has built where people copy it to: other systems' roots, an empty
one, and machines in QEMU whose initramfs has the program and busybox. As root:

    PYTHONPATH=scripts /usr/bin/python3 tests/scripts/portable/trials.py NAME=FOLDER ... KERNEL ...

prints a table. A folder is the root of a system (debootstrap); "empty" and "musl" are made here, the
last of Debian's package. Outcomes are held against those of the ordinary build, on the same kernel.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

REPOSITORY = Path(__file__).parents[3]
ORDINARY = REPOSITORY / "build" / "release" / "bench" / "vdsobench"
PORTABLE = REPOSITORY / "build" / "portable" / "vdsobench"
STATIC = REPOSITORY / "build" / "portable" / "vdsobench-static"

COMMANDS = {
    "check": "check --json",
    "run": "run --quick --format json --filter ^(gettimeofday|time|getcpu)/",
    "inspect": "inspect --json",
    "list": "list --json",
}
# Proc and sys are there, as in a container, and go with the namespace.
ENTER = 'mount -t proc p "$0/proc" && mount -t sysfs s "$0/sys" && exec chroot "$0" "$@"'


@dataclass(frozen=True)
class Said:
    """What one command left."""

    status: int
    output: str


Runner = Callable[[str], Said]  # of a command's words


def here(program: Path) -> Runner:
    def run(words: str) -> Said:
        return _said([str(program), *words.split()])

    return run


def in_root(root: Path, program: Path) -> Runner:
    """The program is copied to the root's top."""
    for name in ("proc", "sys"):
        (root / name).mkdir(exist_ok=True)
    shutil.copy(program, root / program.name)

    def run(words: str) -> Said:
        enter = ["unshare", "--mount", "sh", "-c", ENTER, str(root)]
        return _said([*enter, f"/{program.name}", *words.split()])

    return run


def _said(command: list[str]) -> Said:
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return Said(done.returncode, done.stdout or done.stderr)


def in_guest(kernel: str, program: Path) -> Runner:
    """One boot runs all commands."""
    said = _booted(kernel, program)

    def run(words: str) -> Said:
        return said[words]

    return run


def _booted(kernel: str, program: Path) -> dict[str, Said]:
    from vdsobench.archive.resolve import Kernels
    from vdsobench.guest import boot, initramfs
    from vdsobench.guest.machine import Machine
    from vdsobench.kernels import outcome

    parts = [
        f"/vdsobench {shlex.join(words.split())} >/out; echo @@ $?; cat /out"
        for words in COMMANDS.values()
    ]
    image = Kernels(lambda *_: None).image(kernel)
    with tempfile.TemporaryDirectory() as folder:
        initrd, console, result = (Path(folder) / name for name in ("initrd", "console", "result"))
        initrd.write_bytes(initramfs.build(program, "\n".join([*parts, "exit 0"])))
        command = Machine("tcg").command(image.path, initrd, "", console, result)
        ended = boot.run(command, console, result, boot.Limits(1200), Event())
    found = re.split(r"^@@ ", outcome.frame_of(ended).content.decode(), flags=re.MULTILINE)[1:]
    split = [(part.split("\n", 1)) for part in found]
    return {
        words: Said(int(status), output)
        for words, (status, output) in zip(COMMANDS.values(), split, strict=True)
    }


def outcomes(said: Said) -> dict[str, str]:
    """Of check, by function; of nothing that can be read, none."""
    try:
        rows = json.loads(said.output)["functions"]
    except ValueError:
        return {}
    return {row["name"]: row["outcome"] for row in rows}


def row(name: str, program: Path, run: Runner, expected: dict[str, str]) -> str:
    said = {command: run(words) for command, words in COMMANDS.items()}
    checked = said["check"]
    found = outcomes(checked)
    by, libc = "", ""
    if found:
        by = json.loads(checked.output)["confirm"]
        libc = json.loads(said["inspect"].output)["context"]["vdsobench.libc"]
    differ = sorted(each for each in expected if found.get(each) != expected[each])
    statuses = " ".join(str(each.status) for each in said.values())
    others = ", ".join(f"{each}: {found.get(each, 'nothing')}" for each in differ) or "as expected"
    if not found:
        others = (
            checked.output.strip().splitlines()[-1] if checked.output.strip() else "says nothing"
        )
    return f"| {name} | `{program.name}` | {libc} | {statuses} | {by} | {others} |"


def musl_root(folder: Path) -> Path:
    """Of Debian's package."""
    root = folder / "musl"
    root.mkdir()
    subprocess.run(["apt-get", "download", "-q", "musl"], cwd=folder, check=True, stdout=sys.stderr)
    (package,) = folder.glob("musl_*.deb")
    subprocess.run(["dpkg-deb", "-x", package, root], check=True)
    return root


def main(words: list[str]) -> None:
    print("| where | program | its libc | check, run, inspect, list | counted by | outcomes |")
    print("|---|---|---|---|---|---|")
    expected = outcomes(here(ORDINARY)(COMMANDS["check"]))
    for program in (ORDINARY, PORTABLE, STATIC):
        print(row("where it was built", program, here(program), expected), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty"
        empty.mkdir()
        for name, root in (("empty root", empty), ("musl's root", musl_root(Path(folder)))):
            print(row(name, STATIC, in_root(root, STATIC), expected), flush=True)
    for word in words:
        name, _, root_of = word.partition("=")
        if root_of:
            for program in (PORTABLE, STATIC):
                run = in_root(Path(root_of), program)
                print(row(name, program, run, expected), flush=True)
            continue
        wanted = outcomes(in_guest(name, ORDINARY)(COMMANDS["check"]))
        for program in (PORTABLE, STATIC):
            run = in_guest(name, program)
            print(row(f"Linux {name} in QEMU", program, run, wanted), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
