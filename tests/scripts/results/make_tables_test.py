"""What is kept of `list --json`: the tables, without what is one machine's."""

from __future__ import annotations

import dataclasses
import json

from vdsobench.results import tables
from vdsobench.results.make_tables import text

FUNCTION = {field.name: None for field in dataclasses.fields(tables.Function)}
LISTED = {
    "functions": [FUNCTION | {"number": 201}],
    "paths": [{"name": "vdso"}],
    "outcomes": [{"name": "userspace"}],
    "calls": [{"name": "time/vdso", "available": True}],
}


def test_the_tables_are_kept_without_numbers_and_calls() -> None:
    assert json.loads(text(LISTED)) == {
        "functions": [FUNCTION],
        "paths": [{"name": "vdso"}],
        "outcomes": [{"name": "userspace"}],
    }


def test_a_difference_is_one_of_lines() -> None:
    other = LISTED | {"paths": [{"name": "vdso"}, {"name": "libc"}]}
    before, after = text(LISTED).splitlines(), text(other).splitlines()
    assert len(after) - len(before) == 3
    assert text(other).endswith("\n")
