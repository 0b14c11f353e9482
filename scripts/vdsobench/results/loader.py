"""Results as the commands see them, and the one loader for all of them.

Loading ends in a Result or in one UsageError that names the file, whatever the file holds.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Iterable, Iterator

from vdsobench.results import google_benchmark, schema, shape
from vdsobench.results.calls import Call
from vdsobench.results.document import BadContent, Json, contents, expect, shown, whole
from vdsobench.errors import UsageError
from vdsobench.results.rows import gather
from vdsobench.results.sayings import sayings
from vdsobench.safe_text import one_line

KEY, TEXT = shape.name(), shape.text()

# Below this many files, starting a second process takes longer than it saves.
PARALLEL_FROM = 60


@dataclass(slots=True)
class Result:
    path: str
    context: dict[str, str]  # vdsobench's keys, without their prefix
    harness: dict[str, str]  # Google Benchmark's keys
    calls: dict[str, Call]
    notes: list[str] = field(default_factory=list)  # what is to be told of the file
    digest: bytes = b""  # of the file: copies of it are one run
    content: bytes | None = None  # where it cannot be read again

    @property
    def is_plain(self) -> bool:
        return not self.context

    @property
    def is_exact(self) -> bool:
        return self.context.get(schema.MODE) == schema.EXACT

    @property
    def core_hz(self) -> float | None:
        """The clock that the run's nanoseconds are cycles at, where it is told."""
        text = self.context.get(schema.CORE_HZ, "")
        return float(text) if re.fullmatch(r"[1-9]\d{0,14}", text, re.ASCII) else None

    def told(self, key: str) -> str | None:
        """Of a key, with vdsobench's prefix or without it, or one of Google Benchmark's own."""
        own = self.context.get(key.removeprefix(schema.PREFIX))
        return self.harness.get(key) if own is None else own

    @property
    def name(self) -> str:
        return one_line(Path(self.path).stem, 80)


def load(path: str, spread: bool = False) -> Result:
    """With spread, calls have their quantiles."""
    try:
        data = contents(Path(path))
        found, notes = google_benchmark.parse(data)
        result = checked(path, whole(found), spread)
        result.notes[:0] = notes
        result.digest = hashlib.blake2b(data, digest_size=16).digest()
        if not os.path.isfile(path):  # a pipe, such as <(...), is read but once
            result.content = data
        return result
    except BadContent as error:
        raise UsageError(f"{one_line(path)}: {error}") from None


def load_all(
    paths: list[str], progress: Callable[[int], None], spread: bool = False
) -> list[Result]:
    """Loads in the order given; progress is told how many are done."""
    results = []
    for result in _loaded(paths, spread):
        results.append(result)
        progress(len(results))
    return results


def _loaded(paths: list[str], spread: bool) -> Iterator[Result]:
    if len(paths) < PARALLEL_FROM:
        yield from map(load, paths, itertools.repeat(spread))
        return
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    done = 0
    try:
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            for result in pool.map(load, paths, itertools.repeat(spread), chunksize=20):
                done += 1
                yield result
    except (BrokenExecutor, OSError, NotImplementedError):
        # One was killed, or there may be none: this one reads the rest by itself.
        yield from map(load, paths[done:], itertools.repeat(spread))


def find(arguments: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The result files of each argument: itself, or all *.json of the folder it names."""
    return [(argument, _files(argument)) for argument in arguments]


def _files(argument: str) -> list[str]:
    if not os.path.isdir(argument):
        return [argument]
    found = sorted(str(it) for it in Path(argument).glob("[!.]*.json") if it.is_file())
    if not found:
        raise UsageError(f"{argument}: holds no *.json; give the folder that holds the results")
    return found


def checked(path: str, document: Json, spread: bool = False) -> Result:
    """Of whatever JSON there is: a result, or BadContent."""
    context = expect(document.get(schema.CONTEXT, {}), dict, "'context'", "an object")
    if schema.key(schema.ANATOMY_SCHEMA) in context:
        raise BadContent("is an anatomy and no result: scripts/anatomy.py --show reads it")
    rows = expect(document.get(schema.ROWS), list, "'benchmarks'", "a list of rows")
    own = _own_context(context)
    notes: list[str] = []
    if own:
        calls = gather(rows, own.get(schema.MODE) == schema.EXACT, spread)
        _say(calls, context)
    else:
        calls, notes = google_benchmark.gather(rows)
    if not calls:
        raise BadContent("has no rows of benchmarks, so there is nothing to read")
    return Result(path, own, _harness_context(context), calls, notes)


def _say(calls: dict[str, Call], context: Json) -> None:
    told = context.get(schema.key(schema.VERDICT))
    for name, saying in (sayings(told) if told is not None else {}).items():
        if name in calls:
            calls[name].saying = saying


def _own_context(context: Json) -> dict[str, str]:
    own = {}
    for key, value in context.items():
        if key.startswith(schema.PREFIX) and key != schema.key(schema.VERDICT):
            own[KEY(key.removeprefix(schema.PREFIX), "a context key")] = TEXT(
                value, f"context key {shown(key)}"
            )
    if own:
        _check_version(own.get(schema.SCHEMA))
    return own


def _harness_context(context: Json) -> dict[str, str]:
    values = {key: context.get(key) for key in schema.HARNESS_KEYS}
    return {
        key: TEXT(str(value), f"'{key}'")
        for key, value in values.items()
        if isinstance(value, str | int)
    }


def _check_version(version: str | None) -> None:
    if version in schema.READABLE:
        return
    if version is None:
        raise BadContent(f"has keys of vdsobench, but not '{schema.PREFIX}{schema.SCHEMA}'")
    if version.isdecimal():
        raise BadContent(
            f"is of schema {shown(version)}, and this reads {schema.VERSION}; use a newer vdsobench"
        )
    raise BadContent(f"has the schema {shown(version)}, which should be {schema.VERSION}")
