"""Marks: the inside says the outcome, and the legend has what occurs and no more."""

from __future__ import annotations

from matplotlib.figure import Figure as Canvas

from vdsobench.plot import marks, style
from vdsobench.results import schema
from vdsobench.results.figures import Figure
from vdsobench.results.ways import Way

KIND = style.series(2)


def test_what_enters_the_kernel_is_hollow() -> None:
    for outcome in (schema.SYSCALL, schema.EMULATED, schema.FALLBACK):
        looks = marks.looks(KIND, outcome)
        assert looks["markerfacecolor"] == style.PAPER
        assert looks["markeredgecolor"] == KIND.colour  # or it would not be seen
    assert marks.looks(KIND, schema.USERSPACE)["markerfacecolor"] == KIND.colour
    assert marks.looks(KIND, schema.UNCONFIRMED)["fillstyle"] == "left"


def test_a_mark_stands_at_its_median_over_its_interval() -> None:
    axes = Canvas().subplots()
    marks.mark(axes, 3, Figure(12.0, (11.0, 14.0), 5), KIND, schema.USERSPACE)
    interval, point = axes.lines
    assert list(interval.get_xdata()) == [11.0, 14.0] and list(interval.get_ydata()) == [3, 3]
    assert (list(point.get_xdata()), list(point.get_ydata())) == ([12.0], [3])
    assert point.get_marker() == KIND.marker


def test_no_interval_no_line() -> None:
    axes = Canvas().subplots()
    marks.mark(axes, 3, Figure(12.0, None, 1), KIND, schema.USERSPACE)
    marks.mark(axes, 4, Figure(12.0, (12.0, 12.0), 5), KIND, schema.USERSPACE)
    assert len(axes.lines) == 2


def test_other_ways_are_smaller_marks_beside_it() -> None:
    axes = Canvas().subplots()
    several = (Way(416, 0.7), Way(421, 0.29), Way(430, 0.01))
    marks.mark(axes, 3, Figure(416.0, None, 1, several), KIND, schema.SYSCALL)
    others, usual = axes.lines
    assert (list(others.get_xdata()), list(usual.get_xdata())) == ([421], [416])
    assert others.get_markersize() < usual.get_markersize()


def test_the_legend_has_the_outcomes_that_occur() -> None:
    labels = [line.get_label() for line in marks.outcome_key([schema.USERSPACE])]
    assert labels == ["filled: stays in user space"]
    found = [schema.SYSCALL, schema.EMULATED, schema.BLOCKED, schema.UNAVAILABLE]
    labels = [line.get_label() for line in marks.outcome_key(found)]
    assert labels == ["hollow: enters the kernel", "-  not here", "x  blocked"]
    labels = [line.get_label() for line in marks.outcome_key(found, every_sign=True)]
    assert labels[1:3] == ["s  system call", "e  emulated by the kernel"]  # told apart


def test_a_fallback_is_marked_with_its_sign() -> None:
    axes = Canvas().subplots()
    marks.warn_of_fallback(axes, 2, Figure(5.0, None, 1))
    marks.warn_of_fallback(axes, 2, Figure(5.0, (4.0, 7.0), 3))
    text, beyond = axes.texts
    assert (text.get_text(), text.xy) == (style.MARKS[schema.FALLBACK][0], (5.0, 2))
    assert beyond.xy == (7.0, 2)  # a bar would strike it out


def test_outcomes_differ_by_what_is_inside_a_mark() -> None:
    insides = [
        (look["fillstyle"], look["markerfacecolor"])
        for look in (marks.looks(KIND, o) for o in ("userspace", "syscall", "unconfirmed"))
    ]
    assert len(set(insides)) == 3
