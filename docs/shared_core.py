"""Draws the picture of docs/method.md: five seconds of one call, and of the witness around it.

    /usr/bin/python3 docs/shared_core.py build/release/bench/vdsobench 1 docs/shared-core.svg

takes the program, the CPU to measure on, and the picture's file. A visit is a dot.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

CALL, SECONDS = "getppid/insn", 5
ROOM = 0.01  # src/timing/quiet.cpp
QUIET, SHARED = "#0072b2", "#d55e00"


def report(program: str, cpu: int) -> Any:
    request = {"calls": [CALL], "cpu": cpu, "seconds": SECONDS}
    command = [program, "worker", json.dumps(request)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main(program: str, cpu: str, path: str) -> None:
    from matplotlib.figure import Figure

    told = report(program, int(cpu))
    visits = told["figures"][0]["visits"]
    ns = 1e9 / told["core_hz"]
    costs, witnesses = [visit[0] * ns for visit in visits], [
        visit[2] * ns / 1000 for visit in visits
    ]
    limit = sorted(witnesses)[2] * (1 + ROOM)
    colours = [QUIET if witness <= limit else SHARED for witness in witnesses]
    times = [SECONDS * number / len(visits) for number in range(len(visits))]
    figure = Figure(figsize=(8, 4.5), layout="constrained")
    above, below = figure.subplots(2, 1, sharex=True)
    panels = ((above, costs, f"{CALL}, ns", 1.6), (below, witnesses, "witness, µs", 2.6))
    for axes, values, label, reach in panels:
        axes.scatter(times, values, s=2, c=colours, rasterized=True)
        axes.set_ylim(0.9 * min(values), reach * min(values))
        axes.set_ylabel(label)
        axes.grid(color="#dddddd")
    below.set_xlabel("seconds, each dot a visit; those above the frame were interrupted")
    alone = colours.count(QUIET) / len(colours)
    above.set_title(f"The core alone (blue, {alone:.0%} of visits) and shared", fontsize=10)
    figure.savefig(path, metadata={"Date": None}, dpi=120)


if __name__ == "__main__":
    main(*sys.argv[1:])
