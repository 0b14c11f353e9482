"""Pictures as files: the same bytes for the same figure, on every kind of machine."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from vdsobench.plot import save, scale, style


def picture(title: str) -> style.Canvas:
    figure = style.canvas(2)
    figure.suptitle(title)
    return figure


def test_text_of_an_svg_is_text_in_a_font_that_others_have_too() -> None:
    drawn = save.svg(picture("$x$ <b>"))
    assert "$x$ <b>" in list(ElementTree.fromstring(drawn).itertext())
    assert save.SIMILAR_FONTS.encode() in drawn and b"dc:date" not in drawn


def test_the_same_picture_is_the_same_file() -> None:
    for kind in (save.svg, save.png):
        assert kind(picture("a")) == kind(picture("a")) != kind(picture("b"))
    assert save.png(picture("a")).startswith(b"\x89PNG")


def test_the_paper_can_be_left_out() -> None:
    assert save.svg(picture("a")) != save.svg(picture("a"), paper="none")


def test_a_letter_that_the_font_lacks_is_no_warning() -> None:
    assert save.png(picture("漢字"))  # a warning would be an error: see pyproject.toml


def rich_picture(shift: float) -> bytes:
    """With what matplotlib names by a hash: marks, clipped lines and hatches."""
    figure = style.canvas(2)
    axes: Any = figure.subplots()
    axes.plot([1 + shift, 20 / 3], [1 / 3, 2 / 3 + shift], marker="o")
    axes.barh(1, 2 / 3 + shift, hatch="//", edgecolor=style.PAPER)
    scale.log_scale(axes, "x")
    return save.svg(figure)


def test_what_machines_round_otherwise_is_not_written() -> None:
    assert rich_picture(0) == rich_picture(1e-9) != rich_picture(0.1)
    tags = " ".join(re.findall("<[^>]*>", rich_picture(0).decode()))
    assert not re.search(rf"\.\d{{{save.DECIMALS + 1},}}", tags)
    names = re.findall(r' id="(i\d+)"', tags)
    assert names and len(names) == len(set(names))


def test_only_numbers_of_tags_are_rounded() -> None:
    given = '<path d="M 1.00499 -0.0001 L 2.5e-07 3"/><text x="1.5">1.23456</text>'
    assert save.settled(given) == '<path d="M 1 0 L 2.5e-07 3"/><text x="1.5">1.23456</text>'
