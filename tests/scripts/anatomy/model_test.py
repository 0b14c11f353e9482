"""Anatomies as data: sums, and keys in the order of the file."""

from __future__ import annotations

from vdsobench.anatomy.model import Activation, Call, Document, Refused, Spot

TREE = Activation(
    "loop", "program", 1, [Activation("f", "kernel", 2, [Activation("g", "libc", 4)])]
)


def test_what_is_below_counts_too() -> None:
    assert TREE.inclusive == 7 and TREE.children[0].inclusive == 6


def test_only_what_has_children_says_so() -> None:
    assert TREE.children[0].children[0].as_json() == {"function": "g", "where": "libc", "own": 4}
    assert list(TREE.as_json()) == ["function", "where", "own", "children"]


def test_keys_are_in_the_order_of_the_file_and_the_optional_ones_there_if_known() -> None:
    call = Call("time/insn", 7, {"work": 7}, [], TREE)
    assert list(call.as_json()) == ["name", "instructions", "phases", "functions", "tree"]
    more = Call("time/insn", 7, {}, [], TREE, set_aside=0, code=[Spot("40", 1, "loop", "nop")])
    names = ["name", "instructions", "set_aside", "phases", "functions", "tree", "code"]
    assert list(more.as_json()) == names


def test_what_was_refused_is_not_told() -> None:
    call = Call("time/insn", 7, {}, [], TREE)
    document = Document({}, [Refused("time/vsyscall", "no page"), call])
    assert document.told() == {"time/insn": call}
    assert Refused("a", "b").as_json() == {"name": "a", "reason": "b"}
    assert Refused("a", "b", failed=True).as_json()["failed"] is True
