"""How well the figures of many runs of one machine agree, with each other and with a truth."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, replace
from typing import Sequence

from rich.text import Text

from vdsobench import command_line, terminal
from vdsobench.progress import Progress
from vdsobench.results import loader, selection, settings
from vdsobench.results.selection import Selection
from vdsobench.errors import UsageError
from vdsobench.peers.table import print_aligned

EXAMPLES = """
examples:
  Ten whole runs of a quiet machine:
      for i in $(seq 10); do vdsobench --quiet --out quiet/$i.json; done
      repeatability.py quiet/
  The same beside a process that takes what it gets of the CPU, held against the quiet ones:
      repeatability.py busy/ --truth quiet/
  How often the 95 % intervals of 100 quick runs hold the figure of the long ones:
      repeatability.py quick/ --truth quiet/

Spread is max / min - 1 over the runs: in core cycles, which the figures are measured in, and in
nanoseconds, which move with the core's clock too (turbo, neighbours of a virtual machine).
"Within" counts calls whose spread of cycles is at most 0.5 %, or 0.05 ns where they take up to 2 ns.

exit status: 0 told, 2 wrong usage or unreadable results
"""
SHARE, LEAST, SHORT = 0.005, 0.05, 2.0  # nanoseconds
TRUE_SHARE = 0.01
WIDTH_OF_A_FILE = 140

# As bench/measure/summary.cpp has them: what processes of a run share, and the interval of a median.
SHARED = 0.003
SHARED_LOOP = 0.05  # cycles
OF_A_MEDIAN = math.sqrt(math.pi / 2)


@dataclass(frozen=True)
class Figure:
    """Of one call in one run, over its processes."""

    cycles: float
    nanoseconds: float
    half_width: float  # of the 95 % interval, in cycles


@dataclass(frozen=True)
class Line:
    call: str
    nanoseconds: float
    cycles: float
    spread: float  # of cycles
    spread_ns: float
    off: float | None = None  # from the truth, as a share
    told: int = 0  # runs that have an interval
    held: int = 0  # of these, those whose interval holds the truth

    @property
    def is_within(self) -> bool:
        if self.nanoseconds > SHORT:
            return self.spread <= SHARE
        return self.spread * self.nanoseconds <= LEAST

    @property
    def is_true(self) -> bool:
        return self.off is not None and abs(self.off) <= max(TRUE_SHARE, LEAST / self.nanoseconds)


Runs = dict[str, list[Figure]]  # by call


def load(arguments: Sequence[str], chosen: Selection = Selection()) -> Runs:
    """A figure a run of every call, without those of a core that was never alone. Raises UsageError
    for runs of several settings, or that tell no clock."""
    files = [file for _, files in loader.find(arguments) for file in files]
    with Progress("reading results", len(files)) as progress:
        found = [each for each in loader.load_all(files, progress) if chosen.keeps(each)]
    if arguments and not found:
        raise UsageError(f"no result matches --where {' --where '.join(chosen.where)}")
    if found:
        chosen.choose_calls(found)
    mixture = settings.mixture(found)
    if mixture:
        raise UsageError(f"{' '.join(arguments)} {mixture}; give runs of one setting")
    runs: Runs = {}
    for result in found:
        ghz = core_ghz(result)
        for name, call in result.calls.items():
            if call.values and not call.shared:
                runs.setdefault(name, []).append(figure(call.values, ghz))
    _tell_of_shared(found)
    return runs


def _tell_of_shared(results: Sequence[loader.Result]) -> None:
    """A core that was never alone gives figures of the neighbour, too."""
    measured = [call for result in results for call in result.calls.values() if call.values]
    shared = sum(call.shared for call in measured)
    if shared:
        terminal.say(
            f"left out: {shared} of {len(measured)} figures, as the core was never alone for them"
        )


def core_ghz(result: loader.Result) -> float:
    if result.core_hz is None:
        raise UsageError(f"{result.path}: tells no clock of the core; is it a timed run's result?")
    return result.core_hz / 1e9


def figure(values: Sequence[float], ghz: float) -> Figure:
    """values: nanoseconds, one a process."""
    nanoseconds = statistics.median(values)
    return Figure(nanoseconds * ghz, nanoseconds, half_width([value * ghz for value in values]))


def half_width(values: Sequence[float]) -> float:
    """As bench/measure/summary.cpp has it: by Student's t or by rank, whichever is wider. values: in
    cycles, one a process; 0 of one alone, which has no interval."""
    if len(values) < 2:
        return 0.0
    from scipy.stats import binom, t

    center, ranked = statistics.median(values), sorted(values)
    error = statistics.stdev(values) / math.sqrt(len(values))
    by_t = float(t.ppf(0.975, len(values) - 1)) * OF_A_MEDIAN * error
    outside = max(0, int(binom.ppf(0.025, len(values), 0.5)) - 1)
    by_rank = max(center - ranked[outside], ranked[-1 - outside] - center)
    return math.hypot(max(by_t, by_rank), SHARED * center, SHARED_LOOP)


def line(call: str, figures: Sequence[Figure], truth: Sequence[Figure]) -> Line:
    """One call's figures, a run each, beside those of the truth, if there are any."""
    cycles = [each.cycles for each in figures]
    times = [each.nanoseconds for each in figures]
    middle = statistics.median(cycles)
    found = Line(call, statistics.median(times), middle, spread(cycles), spread(times))
    if not truth:
        return found
    true = statistics.median(each.cycles for each in truth)
    told = [each for each in figures if each.half_width > 0]
    held = sum(abs(each.cycles - true) <= each.half_width for each in told)
    return replace(found, off=middle / true - 1, told=len(told), held=held)


def spread(values: Sequence[float]) -> float:
    """Of the largest over the smallest, as a share: 0 where all are equal."""
    return max(values) / min(values) - 1 if min(values) > 0 else math.inf


@dataclass(frozen=True)
class Options:
    results: list[str]
    selection: Selection
    truth: list[str]


def parser() -> command_line.Parser:
    made = command_line.parser(
        "repeatability.py", "How well the figures of many runs of one machine agree.", EXAMPLES
    )
    command_line.add_results(made)
    selection.add_choice(made)
    made.add_argument("--truth", action="append", default=[], metavar="RESULTS")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().options(Options, arguments)
    runs, truth = (load(given, options.selection) for given in (options.results, options.truth))
    lines = [line(call, figures, truth.get(call, ())) for call, figures in runs.items()]
    show(lines, bool(truth))
    return 0


def show(lines: Sequence[Line], with_truth: bool) -> None:
    headings = ["call", "ns", "cycles", "spread of cycles", "spread of ns"]
    headings += ["off the truth", "interval holds it"] if with_truth else []
    rows = [list(map(Text, cells(each, with_truth))) for each in lines]
    print_aligned(headings, 1, rows, WIDTH_OF_A_FILE)
    console = terminal.console(WIDTH_OF_A_FILE)
    for text in conclusions(lines, with_truth):
        console.print(text)


def cells(each: Line, with_truth: bool) -> list[str]:
    found = [each.call, f"{each.nanoseconds:.2f}", f"{each.cycles:.2f}"]
    found += [per_cent(each.spread), per_cent(each.spread_ns)]
    if with_truth:
        known = each.off is not None
        found += [
            per_cent(each.off, "+") if known else "",
            f"{each.held}/{each.told}" if known else "",
        ]
    return found


def per_cent(share: float | None, sign: str = "") -> str:
    return "" if share is None else f"{100 * share:{sign}.2f} %"


def conclusions(lines: Sequence[Line], with_truth: bool) -> list[str]:
    """Of how many calls the runs agree, and how many hold the truth, a line each."""
    within = sum(each.is_within for each in lines)
    found = [f"{within} of {len(lines)} calls agree to 0.5 % (up to 2 ns: to 0.05 ns)"]
    if with_truth:
        true = sum(each.is_true for each in lines)
        held = sum(each.held >= 0.9 * each.told for each in lines)
        found.append(f"{true} of {len(lines)} are within 1 % or 0.05 ns of the truth")
        found.append(
            f"of {held} of {len(lines)} calls the interval holds the truth in 9 of 10 runs or more"
        )
    return found
