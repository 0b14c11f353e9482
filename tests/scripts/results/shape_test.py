"""What a shape lets in, and the one line with the place for what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from vdsobench.results import shape
from vdsobench.results.document import BadContent

NODE = shape.record({"own": shape.whole(0, 9)})
DOCUMENT = shape.record(
    {
        "name": shape.name(r"\w+", 5),
        "pairs": shape.listed(shape.pair(shape.whole(), shape.flag), 2),
    },
    {"tree": shape.tree(NODE, 3), "words": shape.mapping(shape.text(6), most=2)},
)
GOOD = {"name": "abc", "pairs": [[1, True]]}


def refused(**changes: Any) -> str:
    with pytest.raises(BadContent) as error:
        DOCUMENT({**GOOD, **changes}, "")
    assert "\n" not in str(error.value)
    return str(error.value)


def test_what_comes_out_has_been_looked_at() -> None:
    sent = {**GOOD, "more": object(), "words": {"a\x1bb": "c\x1bd\ne"}}
    assert DOCUMENT(sent, "") == {
        "name": "abc",
        "pairs": [(1, True)],
        "words": {"a b": "c d\ne"},
    }


@pytest.mark.parametrize("value", [1.0, True, -1, 1 << 41, "1", None, float("nan"), [], {}])
def test_a_whole_number_is_one(value: Any) -> None:
    assert "pairs[0][0] should be a whole number" in refused(pairs=[[value, True]])


@pytest.mark.parametrize("value", [1, 0, None, "true"])
def test_a_flag_is_one(value: Any) -> None:
    assert "pairs[0][1] should be true or false" in refused(pairs=[[1, value]])


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"name": None}, "name should be a string, but is missing"),
        ({"name": "a b"}, "name should not be 'a b'"),
        ({"name": ""}, "name should not be ''"),
        ({"name": "é"}, "name should not be 'é'"),
        ({"name": "\x1b[2J"}, "name should not be ' [2J'"),
        ({"name": "abcdef"}, "name has 6 letters, of 5"),
        ({"pairs": {}}, "pairs should be a list"),
        ({"pairs": [[1, True]] * 3}, "pairs has 3 parts, and may have 0 to 2"),
        ({"pairs": [[1]]}, "pairs[0] should be a pair"),
        ({"words": []}, "words should be an object"),
        ({"words": dict.fromkeys("abc", "")}, "words has 3 keys, and may have 2"),
        ({"words": {"\x1b": 1}}, "words ' ' should be a string"),
        ({"words": {"a": "x" * 7}}, "words 'a' has 7 letters"),
        ({"tree": {"own": 1, "children": [{"own": -1}]}}, "tree.children[0].own should be"),
        ({"tree": {"own": 1, "children": [3]}}, "tree.children[0] should be an object"),
        ({"tree": {"own": 1, "children": None}}, "tree.children should be a list"),
    ],
)
def test_the_place_is_named(changes: dict[str, Any], why: str) -> None:
    assert why in refused(**changes)


def test_a_tree_has_its_depth() -> None:
    deep: dict[str, Any] = {"own": 0}
    for _ in range(500):
        deep = {"own": 0, "children": [deep]}
    assert "nests deeper than 3" in refused(tree=deep)
