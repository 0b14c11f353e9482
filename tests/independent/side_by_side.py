#!/usr/bin/python3
"""Holds vdsobench's headline figures against an independent loop, taken in turns on one CPU.

    tests/independent/side_by_side.py VDSOBENCH INDEPENDENT [CPU] [TURNS]

A figure passes that lies between the loop's smallest batch and its median one, with 3 % room, or
0.3 ns below 10 ns; with a figure outside, the status is 1. The last column is the loop's median while
no one else used the core, by a witness of its own. For people, not a test: figures depend on what
else the machine does.
"""

import json
import statistics
import subprocess
import sys
from collections import defaultdict

FILTER = "^(gettimeofday|time|getcpu)/(libc|vdso|syscall|insn|vsyscall)$"
SECONDS_A_CALL = 0.1
ROOM = 0.03  # as a share
LEAST_ROOM = 0.3  # ns

Figures = dict[str, list[float]]


def ours(figures: Figures, binary: str, cpu: str) -> None:
    command = [binary, "run", "--quiet", "--format=json", "--filter", FILTER, "--cpu", cpu]
    command += ["--processes=2", f"--min-time={SECONDS_A_CALL}"]
    # 1 is a finding, such as a vDSO that fell back: there are figures all the same.
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode > 1:
        sys.exit(f"vdsobench ended with status {done.returncode}")
    for row in json.loads(done.stdout)["benchmarks"]:
        if not row.get("error_occurred"):
            figures[row["name"]].append(row["real_time"])


def theirs(smallest: Figures, middle: Figures, alone: Figures, binary: str, cpu: str) -> None:
    done = subprocess.run([binary, cpu], stdout=subprocess.PIPE, text=True, check=True)
    for line in done.stdout.splitlines():
        name, least, median, quiet = line.split()
        smallest[name].append(float(least))
        middle[name].append(float(median))
        if quiet != "nan":
            alone[name].append(float(quiet))


def room(figure: float) -> float:
    return LEAST_ROOM if figure < 10 else ROOM * figure


def judged(figure: float, smallest: float, median: float) -> str:
    if figure < smallest - room(smallest):
        return "below"
    return "above" if figure > median + room(median) else "within"


def quiet_words(alone: list[float], ours: float) -> str:
    if not alone:
        return f"{'never':>12}"
    quiet = statistics.median(alone)
    return f"{quiet:12.2f}{ours / quiet - 1:+8.2%}"


def main(vdsobench: str, independent: str, cpu: str = "0", turns: str = "5") -> int:
    figures: Figures = defaultdict(list)
    smallest: Figures = defaultdict(list)
    middle: Figures = defaultdict(list)
    alone: Figures = defaultdict(list)
    for _ in range(int(turns)):
        theirs(smallest, middle, alone, independent, cpu)
        ours(figures, vdsobench, cpu)
    print(f"{'ns a call':24}{'vdsobench':>12}{'smallest':>12}{'median':>12}{'quiet':>12}")
    outside = 0
    for name in [each for each in smallest if each in figures]:
        row = statistics.median(figures[name]), min(smallest[name]), statistics.median(middle[name])
        outside += judged(*row) != "within"
        told = "".join(f"{each:12.2f}" for each in row) + quiet_words(alone[name], row[0])
        print(f"{name:24}{told}  {judged(*row)}")
    print(f"{outside} of {len(smallest)} outside" if outside else "all within")
    return 1 if outside else 0


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 5:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
