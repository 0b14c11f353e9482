"""A call: its name (function/path, with /latency and /threads:N for those modes) and figures."""

from __future__ import annotations

import functools
import re
from array import array
from dataclasses import dataclass, field
from typing import NamedTuple

from vdsobench.results import tables
from vdsobench.results.code_parts import CodeParts
from vdsobench.results.sayings import Saying
from vdsobench.results.ways import Ways

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
    """What a vDSO has and cannot answer by itself: to enter the kernel there is no failing."""
    row = tables.FUNCTIONS.get(function)
    return row is not None and row.in_vdso and not row.user_space


def reads_clocksource(function: str) -> bool:
    """Whether a call asks the current clocksource, by whatever path."""
    row = tables.FUNCTIONS.get(function)
    return row is not None and row.reads_clocksource


# In plain words, for the heads of tables and the keys of plots.
_PATH_WORDS = {
    "libc": "C library",
    "vdso": "vDSO",
    "syscall": "syscall()",
    "insn": "inline instruction",
    "vsyscall": "vsyscall page",
    "int80": "int 0x80",
}


def path_index(path: str) -> int:
    """The path's column in the matrix; all unknown ones share the one after the last."""
    known = list(tables.PATHS)
    return known.index(path) if path in known else len(known)


def path_order(path: str) -> tuple[int, str]:
    """Sorts paths as the matrix does; unknown ones come last, by name."""
    return (path_index(path), path)


def path_words(path: str) -> str:
    return _PATH_WORDS.get(path, path or "benchmark")


@dataclass(slots=True)
class Call:
    """What the processes of one run measured of one call."""

    name: str
    outcome: str = ""  # empty in plain Google Benchmark results
    reason: str = ""  # why there are no figures
    values: array[float] = field(default_factory=lambda: array("d"))  # one a process
    quantiles: dict[str, float] = field(default_factory=dict)  # medians, where asked for
    # 95 %, of their median, ns; where the file tells it.
    interval: tuple[float, float] | None = None
    entries: float | None = None
    lowest_share: float | None = None  # of quiet visits, those at the headline: median of processes
    shared: bool = False  # no process had the core to itself for long enough
    quiet: list[float] = field(default_factory=list)  # share of visits, one a process, in order
    typical: float | None = None  # median over processes, ns: of all batches
    cold: float | None = None  # likewise: of a single call after other work
    saying: Saying | None = None  # what the run said of it
    ways: Ways = ()  # in exact mode, where its calls were counted one by one
    code: CodeParts | None = None  # in exact mode, of its usual way

    @property
    def parts(self) -> Name:
        return parse_name(self.name)
