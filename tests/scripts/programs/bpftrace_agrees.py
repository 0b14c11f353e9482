"""Holds what `watch` counts against bpftrace at the same function of the kernel, in a guest of QEMU:

    PYTHONPATH=scripts:tests/scripts /usr/bin/python3 -m programs.bpftrace_agrees [CALLS [KERNEL]]

makes that many system calls (a million) in eight threads on two CPUs, while both count, and prints both
counts.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kernel_runs import REPOSITORY
from programs import guest, zoo

from vdsobench.guest.machine import Machine

THREADS = 8
BINARY = REPOSITORY / "build" / "release" / "bench" / "vdsobench"
SCRIPT = """
/vdsobench watch --json >watched &
watch=$!
/bpftrace -e 'kfunc:__x64_sys_clock_gettime /comm == "threads"/ { @calls = count(); }' >traced &
trace=$!
tries=1200
until grep -q Attaching traced && [ -s watched ] || [ $tries = 0 ]; do
    sleep 0.5
    tries=$((tries - 1))
done
sleep 5
/threads %d %d stops &
asks=$!
until grep -q '^State:.T' /proc/$asks/status || [ $tries = 0 ]; do sleep 0.5; done
sleep 3
kill -TERM $watch
kill -TERM $trace
wait $watch
wait $trace
kill -KILL $asks
"""


def made(folder: Path) -> Path:
    command = ["cc", "-O2", "-pthread", "-o", str(folder / "threads")]
    subprocess.run([*command, str(zoo.SOURCES / "threads.c")], check=True)
    return folder / "threads"


def watched(output: str) -> int:
    rows = [row for line in output.splitlines() for row in json.loads(line)["rows"]]
    return sum(row["calls"] for row in rows if row["function"] == "clock_gettime:monotonic"
               and row["name"] == "threads")  # fmt: skip


def main(calls: str = "1000000", kernel: str = "6.12") -> None:
    bpftrace = shutil.which("bpftrace") or sys.exit("there is no bpftrace")
    each = int(calls) // THREADS
    machine = Machine("tcg", cpus=2, memory=2048)
    with tempfile.TemporaryDirectory() as folder:
        files = guest.with_libraries({"/threads": made(Path(folder)), "/bpftrace": Path(bpftrace)})
        asked = guest.Guest(kernel, "clocksource=tsc tsc=nowatchdog", machine, timeout=1800)
        got = guest.run(asked, BINARY, files, SCRIPT % (each, THREADS))
    traced = re.search(r"@calls: (\d+)", got["traced"])
    print("made:    ", each * THREADS)
    print("watch:   ", watched(got["watched"]))
    print("bpftrace:", traced[1] if traced else got["traced"])


if __name__ == "__main__":
    main(*sys.argv[1:])
