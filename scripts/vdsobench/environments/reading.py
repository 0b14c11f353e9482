"""What vdsobench said in an environment, in the few words of a table's cell."""

from __future__ import annotations

import json
from typing import Any, Iterable, Mapping

from vdsobench.environments.trial import Ended

# Of the vsyscall page, which says nothing of the environment.
_EVERYWHERE = ("the vsyscall page", "no vsyscall page")
_NAMED = 4  # functions
_REASONS = 2

# Grades that are named, and as what.
_WORDS = {"bad": "slow, blocked or wrong", "unknown": "unconfirmed"}


def document(ended: Ended) -> Mapping[str, Any] | None:
    """The JSON in an output, in which a debugger may have had a word; None where there is none."""
    start, end = ended.output.find("{\n"), ended.output.rfind("}")
    try:
        found = json.loads(ended.output[start : end + 1])
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def grades(said: Mapping[str, Any]) -> dict[str, list[str]]:
    """The names of functions by grade."""
    found: dict[str, list[str]] = {}
    for function in said["functions"]:
        found.setdefault(function["grade"], []).append(function["name"])
    return found


def verdict(ended: Ended) -> str:
    """How many functions stay in user space, and which are not as they should be."""
    said = document(ended)
    if said is None:
        return "none"
    by_grade = grades(said)
    parts = [f"{len(by_grade.get('good', []))} of {len(said['functions'])} in user space"]
    for grade, words in _WORDS.items():
        if grade in by_grade:
            parts.append(f"{words}: {_some(by_grade[grade])}")
    return "; ".join(parts)


def _some(names: list[str]) -> str:
    more = len(names) - _NAMED
    listed = ", ".join(names[:_NAMED])
    return f"{listed} and {more} more" if more > 0 else listed


def message(ended: Ended) -> str:
    """Why, what to do, what else is said, and how entries were counted."""
    said = document(ended)
    if said is None:
        return ended.last_error() or "it said nothing"
    notes = (note for note in said["notes"] if not note.startswith(_EVERYWHERE))
    how = f"counted by {said['confirm']}" if said["confirm"] != "off" else ""
    return " · ".join(part for part in (*_reasons(said["functions"]), *notes, how) if part)


def _reasons(functions: Iterable[Mapping[str, str]]) -> list[str]:
    found: list[str] = []
    for grade in _WORDS:
        for function in functions:
            told = f"{function['reason']}: {_first_step(function['remedy'])}".removesuffix(": ")
            if function["grade"] == grade and told not in found:
                found.append(told)
    return found[:_REASONS]


def _first_step(remedy: str) -> str:
    return remedy.splitlines()[0] if remedy else ""


def figures(ended: Ended) -> str:
    """What a run measured: a call's outcome and time; or why nothing."""
    said = document(ended)
    if said is None:
        return ended.last_error() or "it said nothing"
    rows = {row["name"]: row for row in reversed(said["benchmarks"])}
    return ", ".join(_figure(row) for _, row in sorted(rows.items()))


def _figure(row: Mapping[str, Any]) -> str:
    if row.get("error_occurred"):
        return f"{row['name']}: {row['error_message']}"
    return f"{row['name']} {row['label']} {row['real_time']:.0f} ns"
