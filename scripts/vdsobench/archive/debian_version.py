"""The order of Debian's version numbers, as its policy has it (section 5.6.12).

By itself and not by dpkg: the kernels of an archive take hundreds of comparisons, each of which would
be a process, together two seconds.
"""

from __future__ import annotations

import re

Key = tuple[object, ...]
TURNS = 100  # more than the longest version has
END = 0  # "~" sorts before the end of a part, letters after it, all other characters last


def key(version: str) -> tuple[Key, Key]:
    """Keys compare as the versions do. Of versions without an epoch, as kernels have none."""
    upstream, _, revision = version.rpartition("-")
    return (_part(upstream), _part(revision)) if upstream else (_part(version), _part(""))


def _part(text: str) -> Key:
    """By turns what is no digit, character by character, and a number, of which none is zero."""
    made: list[object] = []
    for other, digits in re.findall(r"([^0-9]*)([0-9]*)", text):
        made += [(*map(_weight, other), END), int(digits or 0)]
    # Past the end there is nothing and zero, for ever: what goes on is compared with that.
    return (*made, *[(END,), 0] * (TURNS - len(made) // 2))


def _weight(character: str) -> int:
    if character == "~":
        return END - 1
    return ord(character) if character.isalpha() else ord(character) + 256
