"""The words of a table's cell, from what the program has said."""

from __future__ import annotations

import json

from environments.samples import DARK, GOOD, SLOW, check, ended, measured

from vdsobench.environments import reading


def test_a_verdict_counts_what_is_good_and_names_what_is_not() -> None:
    assert reading.verdict(check(GOOD)) == "1 of 1 in user space"
    assert reading.verdict(check(GOOD, SLOW, DARK)) == (
        "1 of 3 in user space; slow, blocked or wrong: gettimeofday; unconfirmed: getcpu"
    )


def test_long_lists_are_cut() -> None:
    many = [{**SLOW, "name": f"f{number}"} for number in range(6)]
    assert reading.verdict(check(*many)).endswith("f0, f1, f2, f3 and 2 more")


def test_a_message_has_each_reason_once_the_notes_and_how_it_was_counted() -> None:
    notes = ["the vsyscall page is emulated: dear", "qemu stands between"]
    said = reading.message(check(GOOD, SLOW, {**SLOW, "name": "x"}, notes=notes))
    assert said == "of hpet: take tsc · qemu stands between · counted by ebpf"


def test_what_was_not_counted_says_why_and_not_by_what() -> None:
    assert reading.message(check(DARK, confirm="off")) == "not counted"


def test_a_debuggers_words_around_the_json_are_passed_over() -> None:
    noisy = f"[Detaching after fork]\n{check(GOOD).output}[Inferior 1 exited normally]\n"
    assert reading.verdict(ended(noisy)) == "1 of 1 in user space"


def test_where_there_is_no_json_the_last_line_of_errors_speaks() -> None:
    silent = ended("", "first\nlast\n", status=3)
    assert reading.verdict(silent) == "none"
    assert reading.message(silent) == reading.figures(silent) == "last"
    assert reading.message(ended("{\n")) == "it said nothing"


def test_figures_have_each_call_once() -> None:
    assert reading.figures(measured()) == "getppid/libc syscall 100 ns"


def test_a_call_without_figures_says_why() -> None:
    row = {"name": "time/libc", "error_occurred": True, "error_message": "denied"}
    assert (
        reading.figures(ended(json.dumps({"benchmarks": [row]}, indent=1))) == "time/libc: denied"
    )
