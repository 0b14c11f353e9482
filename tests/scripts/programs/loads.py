"""Programs that many people run, at work under check: on this machine, or in a guest. As root:

    PYTHONPATH=scripts:tests/scripts /usr/bin/python3 -m programs.loads [KERNEL PARAMETERS-OF-IT ...]

prints what is told of each.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, Mapping
from unittest import mock

from kernel_runs import REPOSITORY
from programs import guest, redis_script

from vdsobench.guest.machine import Machine

SCRIPT = Path(__file__).with_name("loads.sh")
NAMES = ("python", "perl", "java", "node", "redis", "postgres")
ASKS = """public class Asks {
  public static void main(String[] words) {
    long sum = 0;
    for (int i = 0; i < 1000; ++i) sum += System.nanoTime() + System.currentTimeMillis();
    if (sum == 0) System.exit(1);
  }
}
"""
USERS = "root:x:0:0::/:/bin/sh\npostgres:x:70:70::/:/bin/sh\n"
GROUPS = "root:x:0:\npostgres:x:70:\n"
# Of Java's folder what a program without a window needs.
JAVAS = ("bin/java", "lib/modules", "lib/jvm.cfg", "lib/tzdb.dat", "lib/server", "conf")
JAVAS_LIBRARIES = ("java", "jimage", "jli", "net", "nio", "verify", "zip")
OTHERS = (
    "/usr/lib/python3.11/[!t]*.py",
    "/usr/lib/python3.11/t[!e]*.py",
    "/usr/lib/python3.11/encodings/*.py",
    "/usr/lib/python3.11/collections/*.py",
    "/usr/lib/python3.11/importlib/*.py",
    "/usr/lib/x86_64-linux-gnu/perl-base/**/*",
    "/usr/lib/x86_64-linux-gnu/perl/*/Time/HiRes.pm",
    "/usr/lib/x86_64-linux-gnu/perl/*/auto/Time/HiRes/*",
)


@dataclass(frozen=True)
class Told:
    status: int
    rows: list[dict[str, Any]]

    @property
    def avoidable(self) -> list[dict[str, Any]]:
        return [row for row in self.rows if row["avoidable"]]


def settings() -> dict[str, str]:
    """Where this machine has them."""
    postgres = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    java = shutil.which("java")
    return {
        "JAVA": str(Path(java).resolve()) if java else "/no/bin/java",
        "REDIS_SERVER": redis_script.found("redis-server"),
        "REDIS": str(Path(redis_script.found("redis-cli") or "/none").parent),
        "POSTGRES": str(postgres[-1].parent) if postgres else "/none",
    }


def made(folder: Path) -> Path | None:
    """The Java program, where there is a compiler."""
    if not shutil.which("javac") or not shutil.which("java"):
        return None
    (folder / "Asks.java").write_text(ASKS)
    subprocess.run(["javac", "Asks.java"], cwd=folder, check=True)
    return folder / "Asks.class"


def told(files: Mapping[str, str]) -> dict[str, Told]:
    """By the program's name. A report comes after what the program itself has complained of."""
    found = {}
    for name in NAMES:
        if f"told-{name}" in files:
            report = files[f"told-{name}"]
            rows = json.loads(report[("\n" + report).rindex("\n{\n") :])["rows"]
            found[name] = Told(int(files[f"status-{name}"]), rows)
    return found


def here(vdsobench: Path, folder: Path) -> dict[str, Told]:
    made(folder)
    environment = {**os.environ, **settings(), "VDSOBENCH": str(vdsobench)}
    subprocess.run(["sh", SCRIPT], cwd=folder, env=environment, check=True)
    texts = folder.glob("[ts]*-*")
    return told({file.name: file.read_text(errors="replace") for file in texts if file.is_file()})


def in_guest(kernel: str, append: str, vdsobench: Path, folder: Path) -> dict[str, Told]:
    asked = guest.Guest(kernel, append, Machine("tcg", memory=2048), timeout=1800)
    files = files_of(folder)
    script = "".join(f"export {name}={value}\n" for name, value in settings().items())
    script += "export VDSOBENCH=/vdsobench\ncp /Asks.class . 2>/dev/null\n"
    script += SCRIPT.read_text() + "rm -rf postgres Asks.class out-*\n"
    return told(guest.run(asked, vdsobench, files, script))


def files_of(folder: Path) -> dict[str, Path]:
    """All that is there of these programs, at the same paths in the guest."""
    there = {str(path): path for path in _paths() if path.is_file()}
    (folder / "passwd").write_text(USERS)
    (folder / "group").write_text(GROUPS)
    own = {"/etc/passwd": folder / "passwd", "/etc/group": folder / "group"}
    if compiled := made(folder):
        own["/Asks.class"] = compiled
    java = str(Path(settings()["JAVA"]).parents[1] / "lib" / "server")  # libjava.so's libjvm.so
    paths = ":".join(filter(None, (os.environ.get("LD_LIBRARY_PATH"), java)))
    with mock.patch.dict(os.environ, {"LD_LIBRARY_PATH": paths}):
        return guest.with_libraries(there | own)


def _paths() -> Iterator[Path]:
    found = settings()
    for name in ("python3", "perl", "node", "setpriv"):
        yield Path("/usr/bin") / name
    yield from map(Path, filter(None, map(redis_script.found, redis_script.PROGRAMS)))
    root = Path("/")
    for pattern in OTHERS:
        yield from root.glob(pattern.lstrip("/"))
    java = Path(found["JAVA"]).parents[1]
    for pattern in (*JAVAS, *(f"lib/lib{name}.so" for name in JAVAS_LIBRARIES)):
        for path in java.glob(pattern):
            yield from path.rglob("*") if path.is_dir() else [path]
    postgres = Path(found["POSTGRES"])
    for name in ("postgres", "initdb", "pg_ctl", "pg_isready", "pgbench"):
        yield postgres / name
    yield from (postgres.parent / "lib").glob("*.so")
    yield from (Path("/usr/share") / "postgresql" / postgres.parent.name).rglob("*")


def lines(found: Mapping[str, Told]) -> Iterator[str]:
    yield "| program | entries | function | from | avoidable | why |"
    yield "|---|--:|---|---|---|---|"
    for name, each in found.items():
        for row in each.rows:
            origin = f"{row['from']} {row['symbol'] or ''}".strip()
            avoidable = "yes" if row["avoidable"] else "no"
            cells = (name, row["calls"], row["function"], origin, avoidable, row["reason"])
            yield f"| {' | '.join(map(str, cells))} |"


def main(*on: str) -> None:
    binary = REPOSITORY / "build" / "release" / "bench" / "vdsobench"
    with tempfile.TemporaryDirectory() as made_here:
        folder = Path(made_here)
        folder.chmod(0o755)
        found = in_guest(on[0], " ".join(on[1:]), binary, folder) if on else here(binary, folder)
    print("\n".join(lines(found)))


if __name__ == "__main__":
    main(*sys.argv[1:])
