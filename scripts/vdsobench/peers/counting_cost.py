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
from typing import Callable, Sequence

from rich.text import Text

from vdsobench import command_line, terminal
from vdsobench.command_line import positive
from vdsobench.errors import UsageError
from vdsobench.layout import PROGRAMS
from vdsobench.peers.table import print_aligned
from vdsobench.progress import Progress

PROBE = PROGRAMS / "counting_cost"
WIDTH_OF_A_FILE = 120
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


def run_rounds(ways: Sequence[Way], options: Options, progress: Callable[[int], None]) -> Rounds:
    """Every way once a round, in an order drawn anew: no way has always the same one before it.
    progress is told how many measurements are done."""
    taken: Rounds = {way: [] for way in ways}
    for _ in range(options.rounds):
        for way in random.sample(ways, len(ways)):
            taken[way].append(measure(way, options.probe, options.cpu, options.milliseconds))
            progress(sum(map(len, taken.values())))
    return taken


def added(taken: Rounds, way: Way) -> list[float]:
    """Nanoseconds that a way adds to a call, a value a round: each less the same round's plain
    cost."""
    return [cost - base for cost, base in zip(taken[way], taken[NOTHING])]


HEADINGS = ("way", "ns", "of rounds from", "to", "of the floor")


def rows(taken: Rounds) -> list[list[str]]:
    """In the order of HEADINGS: medians over the rounds, their range, and how many times the floor's
    each is."""
    floor = statistics.median(added(taken, FLOOR))
    found = []
    for way in taken:
        if way is not NOTHING:
            costs = added(taken, way)
            cost = statistics.median(costs)
            figures = [f"{each:.1f}" for each in (cost, min(costs), max(costs))]
            found.append([way.name, *figures, f"{cost / floor:.3f}"])
    return found


def show(taken: Rounds) -> None:
    base = statistics.median(taken[NOTHING])
    terminal.write(f"one getppid takes {base:.1f} ns with nothing attached; counting it adds\n")
    terminal.flush()
    print_aligned(HEADINGS, 1, [list(map(Text, row)) for row in rows(taken)], WIDTH_OF_A_FILE)


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
    ways = [NOTHING, FLOOR, OURS, *present(OTHERS)]
    with Progress("measurement", len(ways) * options.rounds) as progress:
        taken = run_rounds(ways, options, progress)
    show(taken)
    return 0
