#!/usr/bin/python3
"""Shows vdsobench's figures beside those of an independent loop, taken in turns on one CPU.

    tests/independent/side_by_side.py VDSOBENCH INDEPENDENT [CPU] [TURNS]

A report for people, not a test: figures depend on what else the machine does.
"""

import json
import statistics
import subprocess
import sys
from collections import defaultdict

FILTER = "^(gettimeofday|time|getcpu)/(libc|vdso|syscall|vsyscall)$"
SECONDS_A_CALL = 0.1

Figures = dict[str, list[float]]


def add_ours(figures: Figures, binary: str, cpu: str) -> None:
    command = [binary, "run", "--quiet", "--format=json", "--filter", FILTER, "--cpu", cpu]
    command += ["--processes=2", f"--min-time={SECONDS_A_CALL}"]
    # 1 is a finding, such as a vDSO that fell back: there are figures all the same.
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode > 1:
        sys.exit(f"vdsobench ended with status {done.returncode}")
    for row in json.loads(done.stdout)["benchmarks"]:
        if not row.get("error_occurred"):
            figures[row["name"]].append(row["real_time"])


def add_theirs(figures: Figures, binary: str, cpu: str) -> None:
    done = subprocess.run([binary, cpu], stdout=subprocess.PIPE, text=True, check=True)
    for line in done.stdout.splitlines():
        name, nanoseconds = line.split()
        figures[name].append(float(nanoseconds))


def main(vdsobench: str, independent: str, cpu: str = "0", turns: str = "5") -> None:
    ours: Figures = defaultdict(list)
    theirs: Figures = defaultdict(list)
    for _ in range(int(turns)):
        add_theirs(theirs, independent, cpu)
        add_ours(ours, vdsobench, cpu)
    print(f"{'median ns a call':24}{'vdsobench':>12}{'independent':>13}{'ratio':>8}{'less':>9}")
    for name in theirs:
        one, other = statistics.median(ours[name]), statistics.median(theirs[name])
        print(f"{name:24}{one:12.2f}{other:13.2f}{one / other:8.3f}{one - other:9.2f}")


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
