"""How plots look: short numbers and words, shapes that differ, and no picture without an end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import synthetic
from comparisons import side
from matplotlib.backends.backend_agg import FigureCanvasAgg

from vdsobench.errors import UsageError
from vdsobench.plot import style
from vdsobench.results import tables


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


def test_labels_keep_what_tells_them_apart() -> None:
    assert style.told_apart(["5.10,xonly,tsc", "6.1,xonly,tsc"]) == (["5.10", "6.1"], "xonly,tsc")
    assert style.told_apart(["one,tsc"]) == (["one,tsc"], "")
    long = "a" * 40
    assert style.told_apart([f"1{long}", f"2{long}"])[0] == [f"{n}{'a' * 26}…" for n in (1, 2)]
    ends, _ = style.told_apart([f"{long}1", f"{long}2"])
    assert len(set(ends)) == 2 and all(len(label) <= 28 for label in ends)
    middle, _ = style.told_apart([f"{long}{n}{long}" for n in (1, 2)])
    assert len(set(middle)) == 2 and all(len(label) <= 28 for label in middle)


def test_the_kernels_of_a_side_of_many_are_counted(tmp_path: Path) -> None:
    kernels = [{"kernel_release": release} for release in ("6.1", "6.12")]
    made = [synthetic.result(1, modes=False, context=context) for context in kernels]
    assert style.machine_words([side(tmp_path, "all", *made)]).endswith(", 2 kernels")


def test_the_legend_is_in_the_picture_between_its_title_and_its_axes() -> None:
    figure = style.canvas(3)
    axes: Any = figure.subplots()
    style.words(figure, "title", "and more")
    style.legend(figure, [style.line_key(f"path {n}", style.series(n)) for n in range(5)])
    FigureCanvasAgg(figure).draw()
    (legend,) = figure.legends
    title = figure.texts[0] if figure.texts else figure._suptitle  # type: ignore[attr-defined]
    key, head = legend.get_window_extent(), title.get_window_extent()
    assert head.y0 >= key.y1 and key.y0 >= axes.get_window_extent().y1
    assert key.x0 >= 0 and key.x1 <= figure.bbox.width
