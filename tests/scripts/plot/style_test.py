"""How plots look: short numbers and words, shapes that differ, and no picture without an end."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import synthetic
from comparisons import side

from vdsobench.errors import UsageError
from vdsobench.plot import style
from vdsobench.results import tables


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.05, "0.05"),
        (1, "1"),
        (999, "999"),
        (1000, "1k"),
        (2000, "2,000"),
        (10_000, "10k"),
        (999_000, "999k"),
        (1e6, "1M"),
        (5e6, "5000k"),
        (2e7, "20M"),
        (1e9, "1G"),
        (1e11, "100G"),
    ],
)
def test_a_number_is_short_and_plain(value: float, words: str) -> None:
    assert style.plain_number(value) == words


def test_text_is_shortened_to_the_limit_and_no_further() -> None:
    assert style.shorten("x" * 28) == "x" * 28
    assert style.shorten("x" * 29) == "x" * 27 + "…"
    assert style.shorten("abcdef", 4) == "abc…"


def test_as_many_as_a_picture_shows_are_not_too_many() -> None:
    style.refuse_too_many(7, 7, "paths")
    with pytest.raises(UsageError, match="^8 paths are too many for a plot, which shows at most 7"):
        style.refuse_too_many(8, 7, "paths")


def test_a_picture_has_an_end() -> None:
    assert style.canvas(style.MAX_HEIGHT).get_figheight() == style.MAX_HEIGHT
    with pytest.raises(UsageError, match="would be 1,234 inches high, and may have 200; choose"):
        style.canvas(1234)


def test_series_differ_by_shape_and_in_grey() -> None:
    assert len({marker for _, marker in style.SERIES}) == len(style.SERIES)
    looks = [style.series(index) for index in range(len(style.SERIES))]
    assert len({(kind.marker, kind.line) for kind in looks}) == len(looks)


def test_a_path_looks_the_same_in_every_plot_and_the_unknown_ones_alike() -> None:
    known = [style.path_series(path) for path in tables.PATHS]
    assert len(set(known)) == len(known)
    assert style.path_series("other") == style.path_series("another") not in known


def test_lines_that_lie_on_one_another_are_told_apart_by_their_width() -> None:
    kind = style.series(0)
    first, second, last = (style.line(kind, index) for index in (0, 1, 11))
    assert first["linewidth"] > second["linewidth"] > last["linewidth"] > 1
    assert first["markersize"] > second["markersize"] > last["markersize"] > 4
    assert (first["color"], first["marker"]) == (kind.colour, kind.marker)


def words(folder: Path, *contexts: dict[str, str]) -> str:
    made = [synthetic.result(1, modes=False, context=context) for context in contexts]
    return style.machine_words([side(folder, str(n), it) for n, it in enumerate(made)])


def test_the_machine_is_named_with_its_kernel_or_their_number(tmp_path: Path) -> None:
    assert words(tmp_path, {}) == "Example CPU @ 2.60GHz, kernel 6.1.0-31-amd64"
    assert words(tmp_path, {}, {}) == words(tmp_path, {})
    assert words(tmp_path, {}, {"kernel_release": "6.12"}) == "Example CPU @ 2.60GHz, 2 kernels"
    assert words(tmp_path, {"cpu_model": "A"}, {"cpu_model": "B"}).startswith("A / B, kernel")


def test_what_is_not_known_of_a_machine_is_not_said(tmp_path: Path) -> None:
    plain = side(tmp_path, "plain", synthetic.plain())
    assert style.machine_words([plain]) == "unknown machine"


def test_counted_instructions_are_said_to_be_so(tmp_path: Path) -> None:
    timed = side(tmp_path, "timed", synthetic.result(1, modes=False))
    exact = side(tmp_path, "exact", synthetic.exact())
    assert style.machine_words([exact]).endswith("instructions counted by QEMU")
    assert style.unit_words([exact]) == "instructions a call"
    assert style.unit_words([timed]) == "nanoseconds a call"
    assert style.left_words([exact]) == "left is fewer"  # few instructions need not be fast
    assert style.left_words([timed]) == "left is faster"


def test_a_title_ends_somewhere(tmp_path: Path) -> None:
    said = words(tmp_path, {"cpu_model": "x" * 500, "kernel_release": "y" * 500})
    assert len(said) <= style.MAX_TITLE and f"{'x' * 47}…, kernel yyy" in said


@pytest.mark.parametrize("name", ["x", "y"])
def test_a_scale_reaches_as_far_as_was_asked_to_either_side(name: str) -> None:
    axes: Any = style.canvas(3).subplots()
    axes.plot([10, 10.1], [10, 10.1])
    style.log_scale(axes, name, 2.0)
    low, high = axes.get_xlim() if name == "x" else axes.get_ylim()
    assert high / low == pytest.approx(4, rel=0.02) and low < 10 < high
    other = axes.get_ylim() if name == "x" else axes.get_xlim()
    assert other[1] / other[0] < 1.1


def test_a_long_scale_has_only_powers_of_ten() -> None:
    axes: Any = style.canvas(3).subplots()
    axes.plot([1, 100_000], [1, 20])
    style.log_scale(axes, "x")
    style.log_scale(axes, "y")
    assert not {2, 5, 20} & {round(tick) for tick in axes.get_xticks()}
    assert {2, 5, 10, 20} <= {round(tick) for tick in axes.get_yticks()}


def picture(title: str) -> style.Canvas:
    figure = style.canvas(2)
    figure.suptitle(title)
    return figure


def test_text_of_an_svg_is_text_in_a_font_that_others_have_too() -> None:
    drawn = style.svg(picture("$x$ <b>"))
    assert "$x$ <b>" in list(ElementTree.fromstring(drawn).itertext())
    assert style.SIMILAR_FONTS in drawn and b"dc:date" not in drawn


def test_the_same_picture_is_the_same_file() -> None:
    for save in (style.svg, style.png):
        assert save(picture("a")) == save(picture("a")) != save(picture("b"))
    assert style.png(picture("a")).startswith(b"\x89PNG")


def test_the_paper_can_be_left_out() -> None:
    assert style.svg(picture("a")) != style.svg(picture("a"), paper="none")


def test_a_letter_that_the_font_lacks_is_no_warning() -> None:
    assert style.png(picture("漢字"))  # a warning would be an error: see pyproject.toml
