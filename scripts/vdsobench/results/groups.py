"""From the files of a command line to sides: which results belong together."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Sequence

from vdsobench import terminal
from vdsobench.results import schema, settings
from vdsobench.errors import UsageError
from vdsobench.progress import Progress
from vdsobench.results.loader import Result, find, load_all
from vdsobench.safe_text import one_line
from vdsobench.results.selection import Selection
from vdsobench.results.sides import Side, natural
from vdsobench.suggestion import suggestion

Given = list[tuple[str, list[str]]]  # an argument, and the files that it names
MAX_LABEL = 80


def make_sides(
    arguments: Sequence[str], selection: Selection = Selection(), spread: bool = False
) -> list[Side]:
    """Sides in the order of the arguments, which are files and folders. spread: with the
    quantiles of their calls. Raises UsageError for what cannot be read or chosen, or should not be
    taken together."""
    given = find(arguments)
    chosen = _chosen(given, selection, spread)
    if selection.group_by:
        sides = _by_keys("", list(chosen.values()), selection.group_by)
    else:
        of_arguments = [(argument, _members(files, chosen)) for argument, files in given]
        sides = _told_apart([side for it in of_arguments for side in _of_argument(*it)])
    for side in sides:
        _count_once(side)
        if not selection.force:
            _refuse_mixed(side)
    return sides


def _chosen(given: Given, selection: Selection, spread: bool) -> dict[str, Result]:
    paths = list(dict.fromkeys(path for _, files in given for path in files))
    with Progress("reading results", len(paths)) as progress:
        results = load_all(paths, progress, spread)
    for key in (*selection.group_by, *(each.partition("=")[0] for each in selection.where)):
        _check_key(key, results)
    chosen = {result.path: result for result in results if selection.keeps(result)}
    asked = f"--where {' --where '.join(selection.where)}"
    if not chosen:
        raise UsageError(f"no result matches {asked}")
    for argument, files in given:
        # What was named by itself is not lost without a word: least of all a gate's base.
        named = selection.whole or Path(argument).is_dir()
        if named and not _members(files, chosen):
            raise UsageError(f"{argument}: no result of it matches {asked}")
    for result in chosen.values():
        for note in result.notes:
            terminal.say(f"note: {result.path}: {note}")
    selection.choose_calls(list(chosen.values()))
    return chosen


def _members(files: Sequence[str], chosen: dict[str, Result]) -> list[Result]:
    return [chosen[path] for path in files if path in chosen]


def _of_argument(argument: str, results: list[Result]) -> list[Side]:
    if not Path(argument).is_dir():
        return [Side(result.name, [result]) for result in results]
    label = Path(argument).resolve().name
    return _by_keys(label, results, list(schema.MATTERS))


def _by_keys(label: str, results: Sequence[Result], keys: Sequence[str]) -> list[Side]:
    """Without a label, or with several settings, each is called by what tells it from the others."""
    groups: dict[tuple[str, ...], list[Result]] = {}
    for result in results:
        setting = tuple(settings.value(result, key) for key in keys)
        groups.setdefault(setting, []).append(result)
    if len(groups) == 1 and label:
        return [Side(label, results)]
    names = _labels([members[0] for members in groups.values()], keys)
    sides = [Side(name, members) for name, members in zip(names, groups.values())]
    return sorted(_numbered(sides), key=lambda side: natural(side.label))


def _labels(results: Sequence[Result], keys: Sequence[str]) -> list[str]:
    told = settings.telling(results, keys)
    values = {key: list(dict.fromkeys(settings.value(r, key) for r in results)) for key in told}
    words = {key: settings.in_words(key, values[key]) for key in told}
    return [
        one_line(", ".join(words[key][settings.value(r, key)] for key in told), MAX_LABEL)
        for r in results
    ]


def _told_apart(sides: list[Side]) -> list[Side]:
    """Files of one name, in different folders, are called by their folders too."""
    for parts in (2, 3, 99):
        for side in _namesakes(sides):
            path = Path(side.results[0].path)
            side.label = one_line(Path(*path.parts[-parts:-1], path.stem), MAX_LABEL)
    return _numbered(sides)


def _numbered(sides: list[Side]) -> list[Side]:
    """What still has another's name, such as one file given twice, gets a number that is free."""
    taken = Counter(side.label for side in sides)
    for side in _namesakes(sides):
        number = 1
        while f"{side.label} ({number})" in taken:
            number += 1
        side.label += f" ({number})"
        taken[side.label] += 1
    return sides


def _namesakes(sides: list[Side]) -> list[Side]:
    counts = Counter(side.label for side in sides)
    return [side for side in sides if counts[side.label] > 1]


def _check_key(key: str, results: Sequence[Result]) -> None:
    if all(result.told(key) is None for result in results):
        keys = {key for result in results for key in (*result.context, *result.harness)}
        hint = suggestion(key, sorted(keys))
        raise UsageError(f"no result has the context key {key!r}: {hint}")


def _count_once(side: Side) -> None:
    """A copy, or a link such as latest.json, is no second run."""
    unique = list({result.digest: result for result in reversed(side.results)}.values())[::-1]
    copies = len(side.results) - len(unique)
    if copies:
        terminal.say(f"note: {side.label}: {copies} of {len(side.results)} files are copies")
        side.results = unique


def _refuse_mixed(side: Side) -> None:
    why = settings.mixture(side.results)
    if why:
        raise UsageError(f"{side.label} {why}; {settings.remedy(side.results)}; or --force")
