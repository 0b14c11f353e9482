"""The program's own tables: every function, path and outcome, as `vdsobench list --json` has them.

Read from tables.json, so that results can be read where no program is built; make_tables.py makes
that file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).with_name("tables.json")


@dataclass(frozen=True, slots=True)
class Function:
    """A row of the table in src/calls/functions.hpp; src/calls/function.hpp explains the columns."""

    name: str
    symbol: str | None
    answer: str
    arity: int
    reference: str | None
    by_default: bool  # measured without --all
    headline: bool
    in_vdso: bool  # of some kernel
    user_space: bool  # answered there by some vDSO or C library
    kernel_since: str | None  # such as "Linux 6.11": the first vDSO that has it, if a recent one
    call_since: str | None  # likewise the first whose system call does it
    libc_since: str | None  # such as "glibc 2.41", likewise
    reads_clocksource: bool
    may_be_absent: bool
    contended_by: list[str]  # paths whose callers share something


@dataclass(frozen=True, slots=True)
class Route:
    """A path of src/calls/paths.hpp."""

    name: str
    meaning: str
    by_default: bool
    traps: bool  # each call is a system call


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call was seen to do: src/verdict/outcome.hpp."""

    name: str
    mark: str  # a letter or sign, the same in tables and pictures
    meaning: str
    works: bool  # there is something to time
    enters_kernel: bool
    bad: bool  # of a function that could stay in user space


_TABLES = json.loads(_FILE.read_text(encoding="utf-8"))

# By name, in the program's own order.
FUNCTIONS = {row["name"]: Function(**row) for row in _TABLES["functions"]}
PATHS = {row["name"]: Route(**row) for row in _TABLES["paths"]}
OUTCOMES = {row["name"]: Outcome(**row) for row in _TABLES["outcomes"]}

HEADLINE = tuple(function.name for function in FUNCTIONS.values() if function.headline)


def default_paths(besides: str) -> tuple[str, ...]:
    """Those measured unasked, but for the one of two that make the same trap."""
    return tuple(path.name for path in PATHS.values() if path.by_default and path.name != besides)
