"""What results were measured under: where that differs among them, in few words, and how to choose."""

from __future__ import annotations

import fnmatch
import glob
import re
import shlex
from typing import TYPE_CHECKING, Sequence

from vdsobench.results import schema
from vdsobench.safe_text import one_line

if TYPE_CHECKING:
    from vdsobench.results.loader import Result

NOT_RECORDED = "not recorded"
NOTHING = "none"
# As much as people read of what differs.
MAX_KEYS, MAX_LETTERS = 5, 40
_HASH = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")


def brief(text: str) -> str:
    """With as much of each SHA-256 as tells it apart."""
    return _HASH.sub(r"\1…", text)


def value(result: Result, key: str) -> str:
    told = result.told(key)
    return NOT_RECORDED if told is None else told


def differing(results: Sequence[Result]) -> dict[str, list[str]]:
    """The keys that matter of which these results have several values, and the values."""
    found = {key: list(dict.fromkeys(value(r, key) for r in results)) for key in schema.MATTERS}
    return {key: values for key, values in found.items() if len(values) > 1}


def telling(results: Sequence[Result], keys: Sequence[str]) -> list[str]:
    """The keys that tell settings apart, without those that repeat what others told."""
    chosen: list[str] = []
    apart = 1
    for key in keys:
        now = len({tuple(value(r, each) for each in (*chosen, key)) for r in results})
        if now > apart:
            chosen, apart = [*chosen, key], now
    return chosen or list(keys[:1])


def in_words(key: str, values: Sequence[str]) -> dict[str, str]:
    """Of each value what the others do not all have."""
    separator = schema.SEPARATORS.get(key)
    if not separator or len(values) < 2:
        return {text: brief(text) or NOTHING for text in values}
    items = {text: text.split(separator) for text in values}
    shared = set.intersection(*(set(parts) for parts in items.values()))
    return {
        text: separator.join(item for item in parts if item not in shared) or NOTHING
        for text, parts in items.items()
    }


def mixture(results: Sequence[Result]) -> str:
    """Why these are no repetitions of one another; empty where they may be."""
    found = differing(results)
    if not found:
        return ""
    said = [_key_in_words(key, values) for key, values in list(found.items())[:MAX_KEYS]]
    more = [f"{len(found) - MAX_KEYS} more keys"] if len(found) > MAX_KEYS else []
    return f"takes together {len(results)} results that differ in {', '.join([*said, *more])}"


def remedy(results: Sequence[Result]) -> str:
    """How to choose among such results, or part them."""
    found = differing(results)
    keys = telling(results, list(found))
    choice = " ".join(
        f"--where {_pattern(key, value(results[0], key), found[key])}" for key in keys
    )
    apart = " ".join(f"--group-by {key}" for key in keys)
    return f"choose, as by {choice}, or part them by {apart}"


def _key_in_words(key: str, values: Sequence[str]) -> str:
    words = one_line(" or ".join(in_words(key, values).values()), MAX_LETTERS + 1)
    return f"{key} ({words if len(words) <= MAX_LETTERS else f'{len(values)} values'})"


def _pattern(key: str, wanted: str, values: Sequence[str]) -> str:
    """As short as chooses this value alone."""
    items = in_words(key, values)[wanted].split(schema.SEPARATORS.get(key, "\n"))
    short = "*".join(["", *(glob.escape(item) for item in items)])
    tried = (short, f"{short}*") if key in schema.SEPARATORS else (wanted,)
    alone = [
        pattern
        for pattern in tried
        if [text for text in values if fnmatch.fnmatchcase(text, pattern)] == [wanted]
    ]
    return shlex.quote(f"{key}={alone[0] if alone else glob.escape(wanted)}")
