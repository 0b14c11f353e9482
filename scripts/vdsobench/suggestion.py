"""What may have been meant by a word that is none of the known ones."""

from __future__ import annotations

import difflib
from typing import Sequence

from vdsobench.safe_text import one_line

MOST_NAMED = 6


def suggestion(word: str, known: Sequence[str]) -> str:
    """The end of a sentence: the known words that are like it, or the first few of all. known: in
    the order in which they are to be named."""
    near = [name for name in known if name.startswith(word)] if word else []
    near += [name for name in difflib.get_close_matches(word[:100], known) if name not in near]
    if near:
        return f"did you mean {_listed(near)}?"
    return f"there are {_listed(known)}" if known else "there is none"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(one_line(name, 60) for name in names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown
