"""The page's plots: those for which there is something to draw, each with the table that says it."""

from __future__ import annotations

from pathlib import Path
from typing import Sequence
from xml.etree import ElementTree

import pytest
import synthetic

from vdsobench.plot import kernels
from vdsobench.report import plots
from vdsobench.report.plots import Plot
from vdsobench.report.tables import Table
from vdsobench.results.loader import load
from vdsobench.results.sides import Side


def sides(folder: Path, *documents: synthetic.Json) -> list[Side]:
    paths = [synthetic.write(folder / f"{n}.json", made) for n, made in enumerate(documents)]
    return [Side(f"side {n}", [load(path, spread=True)]) for n, path in enumerate(paths)]


def kinds(found: Sequence[Plot]) -> list[str]:
    """By the prefix of their identifiers."""
    roots = [ElementTree.fromstring(plot.picture) for plot in found]
    return [root.attrib["aria-labelledby"].partition("-")[0] for root in roots]


def test_a_result_with_everything_has_every_plot_but_the_one_of_several(tmp_path: Path) -> None:
    found = plots.plots(sides(tmp_path, synthetic.result(1)))
    assert kinds(found) == ["matrix", "quantiles", "threads"]
    assert [plot.title for plot in found] == [
        "side 0: what each path costs, and which enter the kernel",
        "side 0: how gettimeofday is spread",
        "side 0: several threads at once",
    ]


def test_several_results_are_drawn_beside_each_other(tmp_path: Path) -> None:
    found = plots.plots(sides(tmp_path, synthetic.result(1), synthetic.result(2)))
    assert kinds(found) == ["kernels", "matrix", "quantiles", "threads"]
    assert found[0].table.head == ["result", *(f"gettimeofday/{it}" for it in plots.HEADLINE_PATHS)]
    assert [row[0].text for row in found[0].table.rows] == ["side 0", "side 1"]


def test_what_cannot_be_drawn_is_left_out(tmp_path: Path) -> None:
    (exact,) = sides(tmp_path, synthetic.exact())
    assert "threads" not in kinds(plots.plots([exact]))
    many = [exact] * (kernels.MAX_SIDES + 1)
    assert "kernels" not in kinds(plots.plots(many))
    empty = {"benchmarks": synthetic.error_rows("time/int80", "unavailable", "x")}
    assert plots.plots(sides(tmp_path, synthetic.result(1) | empty)) == []


def test_a_function_that_was_not_measured_is_not_the_headline(tmp_path: Path) -> None:
    made = synthetic.result(1)
    made["benchmarks"] = [row for row in made["benchmarks"] if row["name"].startswith("time/")]
    found = {
        kind: plot for plot in plots.plots(sides(tmp_path, made, made)) for kind in kinds([plot])
    }
    assert found["kernels"].table.head[1] == "time/libc"
    assert found["quantiles"].title == "side 0: how time is spread"


def test_names_that_are_no_calls_are_drawn_as_they_come(tmp_path: Path) -> None:
    plain = synthetic.plain(1)
    (found,) = [
        plot for plot in plots.plots(sides(tmp_path, plain, plain)) if "Headline" in plot.title
    ]
    assert found.table.head == ["result", "BM_Parse<int>/8"]


@pytest.mark.parametrize("kind", ["first", "second"])
def test_a_picture_is_of_its_kind_and_can_be_read_aloud(kind: str) -> None:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" width="1"><g id="m"/></svg>'
    found = plots.embedded(kind, "a <b>", "what & why", drawn, Table("caption", []))
    root = ElementTree.fromstring(found.picture)
    title, description, group = root
    assert (title.text, description.text) == ("a <b>", "what & why")
    assert group.get("id") == f"{kind}-m" and found.title == "a <b>"


def test_the_pages_own_paper_shows_through(tmp_path: Path) -> None:
    (first, *_) = plots.plots(sides(tmp_path, synthetic.result(1)))
    root = ElementTree.fromstring(first.picture)
    patch = next(it for it in root.iter() if it.get("id", "").endswith("patch_1"))
    (path,) = patch
    assert path.get("fill") == "none"
