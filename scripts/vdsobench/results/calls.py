"""A call: its name (function/path, with /latency and /threads:N for those modes) and figures."""

from __future__ import annotations

import functools
import re
from array import array
from dataclasses import dataclass, field
from typing import NamedTuple

from vdsobench.results import schema

_NAME = re.compile(
    r"(?P<function>[\w.+-]+(?::[\w.+-]+)*)/(?P<path>\w+)"
    r"(?P<latency>/latency)?(?:/threads:(?P<threads>\d{1,5}))?",
    re.ASCII,
)


class Name(NamedTuple):
    """A name that is not of this form is a function of its own, with no path."""

    function: str
    path: str = ""
    threads: int = 0  # 0: not a row of the threads mode
    latency: bool = False

    @property
    def is_basic(self) -> bool:
        return not self.threads and not self.latency


@functools.cache
def parse_name(name: str) -> Name:
    match = _NAME.fullmatch(name)
    if not match:
        return Name(name)
    threads = int(match["threads"] or 0)
    return Name(match["function"], match["path"], threads, match["latency"] is not None)


def always_enters(function: str) -> bool:
    """Clocks of CPU time and of alarms, which no vDSO serves: to enter the kernel is no failing."""
    return "cputime" in function or function.endswith("_alarm")


def reads_clocksource(function: str) -> bool:
    """Whether a call asks the current clocksource, by whatever path. time() and the coarse clocks
    hand out what the last tick left (kernel/time/timekeeping.c), clocks of CPU time are the
    scheduler's (kernel/sched/core.c, task_sched_runtime), and all others ask for no time."""
    return function == "gettimeofday" or (
        function.startswith("clock_gettime:")
        and not function.endswith("_coarse")
        and "cputime" not in function
    )


def path_order(path: str) -> tuple[int, str]:
    """Sorts paths as the matrix does; unknown ones come last, by name."""
    known = list(schema.PATHS)
    return (known.index(path) if path in known else len(known), path)


def path_words(path: str) -> str:
    return schema.PATHS.get(path, path or "benchmark")


@dataclass(slots=True)
class Call:
    """What the processes of one run measured of one call."""

    name: str
    outcome: str = ""  # empty in plain Google Benchmark results
    reason: str = ""  # why there are no figures
    values: array[float] = field(default_factory=lambda: array("d"))  # one a process
    quantiles: dict[str, float] = field(default_factory=dict)  # medians, where asked for
    entries: float | None = None

    @property
    def parts(self) -> Name:
        return parse_name(self.name)
