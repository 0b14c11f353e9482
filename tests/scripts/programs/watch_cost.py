"""What `watch` adds to a call, in instructions: beside nothing, and beside an empty BPF program at the
same function of the kernel. As any user, in a guest of QEMU's instruction clock:

    PYTHONPATH=scripts:tests/scripts /usr/bin/python3 -m programs.watch_cost [KERNEL]

prints a table, after what the guest's own test says of each way to attach (tests/programs/hooks_test.cpp;
cmake --build --preset dev --target vdsobench programs_test). It takes clang and
libbpf.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Mapping

from kernel_runs import REPOSITORY
from programs import guest

from vdsobench.guest.machine import Machine

ATTACHED = Path(__file__).with_name("attached.c")
BUILT = REPOSITORY / "build" / "dev"
CALLS = ("getppid/insn", "clock_gettime:monotonic/vdso", "clock_gettime:monotonic/insn")
HOOKED = "__x64_sys_clock_gettime"
EMPTY = """
__attribute__((section("%s/" HOOKED), used)) int empty(void* context) { return 0; }
__attribute__((section("license"), used)) char licence[] = "Dual MIT/GPL";
"""
WAYS = ("fentry", "kprobe")
SCRIPT = f"""
measure() {{ /vdsobench run --exact --quiet --format json --filter '^({"|".join(CALLS)})$' >$1; }}
with() {{ # NAME, then what is attached meanwhile
    name=$1
    shift
    "$@" >attached 2>&1 &
    attached=$!
    until [ -s attached ] || ! kill -0 $attached; do sleep 0.2; done
    measure $name
    kill -TERM $attached || cat attached >&2
    wait $attached
}}
/programs_test --gtest_filter='Hooks*' >hooks 2>&1
measure nothing
with watch-fentry /vdsobench watch --json
with empty-fentry /attached /empty-fentry
with empty-kprobe /attached /empty-kprobe
measure nothing-again
rm attached
"""


def made(folder: Path) -> dict[str, Path]:
    """The empty programs, and what attaches one, by their place in the guest."""
    command = ["cc", "-O2", "-o", str(folder / "attached"), str(ATTACHED), "-lbpf"]
    subprocess.run(command, check=True)
    files = {"/attached": folder / "attached"}
    for way in WAYS:
        files[f"/empty-{way}"] = folder / way
        command = ["clang", "-O2", "-g", "-target", "bpf", "-x", "c", "-c", "-o", str(folder / way)]
        source = EMPTY.replace("HOOKED", f'"{HOOKED}"') % way
        subprocess.run([*command, "-"], input=source, text=True, check=True)
    return files


def instructions(printed: str) -> dict[str, float]:
    rows = json.loads(printed)["benchmarks"]
    return {row["name"]: row["instructions"] for row in rows}


def table(files: Mapping[str, str]) -> list[str]:
    ways = ["watch-fentry", "empty-fentry", "empty-kprobe"]
    plain = instructions(files["nothing"])
    assert instructions(files["nothing-again"]) == plain, "what was attached has stayed"
    lines = ["| call | nothing | " + " | ".join(ways) + " |", "|---|" + "--:|" * (1 + len(ways))]
    for call in CALLS:
        added = [instructions(files[way])[call] - plain[call] for way in ways]
        cells = [f"{plain[call]:.0f}", *(f"+{more:.0f}" for more in added)]
        lines.append(f"| `{call}` | " + " | ".join(cells) + " |")
    return lines


def main(kernel: str = "6.12") -> None:
    machine = Machine("tcg", exact=True, memory=1024)
    with tempfile.TemporaryDirectory() as folder:
        programs = {"/programs_test": BUILT / "tests" / "programs" / "programs_test"}
        files = guest.with_libraries(programs | made(Path(folder)))
        asked = guest.Guest(kernel, "clocksource=tsc vsyscall=emulate", machine)
        got = guest.run(asked, BUILT / "bench" / "vdsobench", files, SCRIPT)
    print(got["hooks"])
    print("\n".join(table(got)))


if __name__ == "__main__":
    main(*sys.argv[1:])
