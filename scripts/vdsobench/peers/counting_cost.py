"""What counting adds to a getppid: ours beside an empty BPF program and the usual tools.

Every way is measured once a round, in random order on one CPU, so that what drifts falls on all
alike; a cost is the median over rounds of what it took more than with nothing attached.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

from vdsobench import command_line, terminal
from vdsobench.command_line import positive
from vdsobench.errors import UsageError
from vdsobench.layout import PROGRAMS

PROBE = PROGRAMS / "counting_cost"
BPFTRACE = "tracepoint:raw_syscalls:sys_enter /pid == cpid/ { @ = count(); }"
# perf and bpftrace need tracefs, which not every system mounts: for them alone it is.
TRACEFS = 'mount -t tracefs tracefs /sys/kernel/tracing 2>/dev/null; exec "$@"'
IN_TRACEFS = ["unshare", "--mount", "sh", "-c", TRACEFS, "sh"]


@dataclass(frozen=True, slots=True)
class Way:
    name: str
    attach: str  # what the probe itself attaches
    around: tuple[str, ...] = ()  # a command that runs the probe
    takes_a_string: bool = False  # and takes it as one argument

    def command(self, probe: Path, cpu: int, milliseconds: int) -> list[str]:
        own = [str(probe), self.attach, str(cpu), str(milliseconds)]
        if not self.around:
            return own
        return [*IN_TRACEFS, *self.around, *([" ".join(own)] if self.takes_a_string else own)]


NOTHING = Way("nothing attached", "nothing")
FLOOR = Way("an empty BPF program (the floor)", "floor")
OURS = Way("vdsobench, by eBPF", "ours")
PERF = ("perf", "stat", "-o", "/dev/null", "-e", "raw_syscalls:sys_enter")
OTHERS = (
    Way("perf stat", "nothing", PERF),
    Way("bpftrace", "nothing", ("bpftrace", "-e", BPFTRACE, "-c"), takes_a_string=True),
    Way("strace -c -f", "nothing", ("strace", "-c", "-f", "-o", "/dev/null")),
)


def parse_nanoseconds(output: str) -> float:
    """What the probe printed, among what the tool around it did."""
    found = re.search(r"^getppid ([0-9.]+) ns$", output, re.MULTILINE)
    if found is None:
        raise UsageError(f"the probe printed no figure: {output.strip() or 'nothing at all'}")
    return float(found.group(1))


def measure(way: Way, probe: Path, cpu: int, milliseconds: int) -> float:
    """Nanoseconds of one getppid, counted in this way. Raises UsageError where the way's command
    fails."""
    done = subprocess.run(
        way.command(probe, cpu, milliseconds), capture_output=True, text=True, errors="replace"
    )
    if done.returncode != 0:
        raise UsageError(f"{way.name}: {done.stderr.strip() or f'status {done.returncode}'}")
    return parse_nanoseconds(done.stdout)


Rounds = dict[Way, list[float]]  # nanoseconds a getppid


@dataclass(frozen=True, slots=True)
class Options:
    cpu: int
    rounds: int
    milliseconds: int  # that each measurement takes
    probe: Path  # the built bench/peers/counting_cost


def run_rounds(ways: Sequence[Way], options: Options) -> Rounds:
    """Every way once a round, in an order drawn anew: no way has always the same one before it."""
    taken: Rounds = {way: [] for way in ways}
    for _ in range(options.rounds):
        for way in random.sample(ways, len(ways)):
            taken[way].append(measure(way, options.probe, options.cpu, options.milliseconds))
    return taken


def added(taken: Rounds, way: Way) -> list[float]:
    """Nanoseconds that a way adds to a call, a value a round: each less the same round's plain
    cost."""
    return [cost - base for cost, base in zip(taken[way], taken[NOTHING])]


def table(taken: Rounds) -> str:
    """Medians over the rounds, their range, and how many times the floor's each is."""
    floor = statistics.median(added(taken, FLOOR))
    base = statistics.median(taken[NOTHING])
    lines = [
        f"one getppid takes {base:.1f} ns with nothing attached; counting it adds",
        f"{'':34}{'ns':>10}{'of rounds from':>16}{'to':>10}{'of the floor':>14}",
    ]
    for way in taken:
        if way is NOTHING:
            continue
        costs = added(taken, way)
        cost = statistics.median(costs)
        lines.append(
            f"{way.name:34}{cost:>10.1f}{min(costs):>16.1f}{max(costs):>10.1f}{cost / floor:>14.3f}"
        )
    return "\n".join(lines)


def present(ways: Sequence[Way]) -> list[Way]:
    """Those whose program is here; the others are told and left out."""
    found = [way for way in ways if shutil.which(way.around[0])]
    for way in ways:
        if way not in found:
            terminal.say(f"{way.name} left out: no {way.around[0]} on the PATH")
    return found


def parser() -> command_line.Parser:
    status = "exit status: 0 measured, 2 wrong usage or something is missing"
    made = command_line.parser("counting_cost.py", str(__doc__), status)
    made.add_argument("--cpu", type=int, default=max(os.sched_getaffinity(0)), help="on this CPU")
    made.add_argument("--rounds", type=positive, default=20, help="times each way is measured")
    made.add_argument("--milliseconds", type=positive, default=100, help="that each takes")
    made.add_argument("--probe", type=Path, default=PROBE, help="the built bench/counting_cost")
    return made


def main() -> int:
    options = parser().options(Options)
    if not options.probe.exists():
        raise UsageError(
            f"no {options.probe}: cmake --build --preset release --target counting_cost makes it,"
            " where libbpf, clang and bpftool are installed"
        )
    if os.geteuid() != 0:
        raise UsageError("only root may attach what is measured here: run it with sudo")
    terminal.write(table(run_rounds([NOTHING, FLOOR, OURS, *present(OTHERS)], options)) + "\n")
    return 0
