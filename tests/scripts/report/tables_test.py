"""The page's tables as data: which cell holds which figure, and what is marked as bad."""

from __future__ import annotations

from pathlib import Path

import comparisons
import pytest
import synthetic

from vdsobench.report import tables
from vdsobench.report.tables import BAD, Cell, Table
from vdsobench.results.calls import path_words
from vdsobench.results.loader import load
from vdsobench.results.sides import Side

CALL = "gettimeofday/vdso"


def cell(table: Table, row: str, column: str) -> Cell:
    (found,) = [cells for cells in table.rows if cells[0].text == row]
    return found[table.head.index(column)]


def matrix(tmp_path: Path, made: synthetic.Json) -> Table:
    return tables.matrix(comparisons.side(tmp_path, "a", made))


def test_a_matrix_has_each_figure_below_its_path(tmp_path: Path) -> None:
    table = matrix(tmp_path, synthetic.result(noise=0.0))
    heads = [path_words(path) for path in ("vdso", "vsyscall")]
    assert cell(table, "gettimeofday", heads[0]).text.startswith("19.2")
    assert cell(table, "gettimeofday", heads[1]).text.startswith("528")
    assert cell(table, "getppid", heads[1]).text == ""
    assert [len(row) for row in table.rows] == [len(table.head)] * len(synthetic.FIGURES)


def test_a_fallback_is_bad_unless_such_calls_always_enter(tmp_path: Path) -> None:
    made = comparisons.with_row(synthetic.result(), CALL, label="fallback")
    table, head = matrix(tmp_path, made), path_words("vdso")
    assert cell(table, "gettimeofday", head).tone == BAD
    always = cell(table, "clock_gettime:process_cputime", head)
    assert (always.note, always.tone) == ("fallback", "")


def test_what_has_no_figure_says_why(tmp_path: Path) -> None:
    found = cell(matrix(tmp_path, synthetic.result()), "time", path_words("int80"))
    assert (found.text, found.note, found.number) == ("–", "the kernel answers no int 0x80", False)


def test_more_paths_than_columns_make_a_row_a_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MAX_COLUMNS", 3)
    table = matrix(tmp_path, synthetic.result())
    assert len(table.head) == 2
    assert CALL in [row[0].text for row in table.rows]


def test_a_comparison_may_leave_out_what_shows_nothing(tmp_path: Path) -> None:
    new = synthetic.result(2, scale={CALL: 2.0})
    pair = comparisons.compare(tmp_path, synthetic.result(1), new)
    whole, changed = (tables.comparison(pair, only) for only in (False, True))
    assert [row[0].text for row in changed.rows] == [CALL]
    assert len(whole.rows) == len(pair.changes) > 20
    found = cell(changed, CALL, "change")
    assert (found.note, found.tone) == ("slower", BAD)


def test_an_exact_comparison_has_no_p(tmp_path: Path) -> None:
    pair = comparisons.compare(tmp_path, synthetic.exact(1), synthetic.exact(1, {CALL: 3}))
    table = tables.comparison(pair, True)
    assert len(table.head) == 4 and len(table.rows[0]) == 4


def test_threads_are_columns(tmp_path: Path) -> None:
    table = tables.threads(comparisons.side(tmp_path, "a", synthetic.result(noise=0.0)))
    assert table.head[1:] == ["1 thread", "2 threads", "4 threads"]
    assert cell(table, "getcpu/vsyscall", "2 threads").text.startswith("698.6")  # 499 × 1.4


def test_quantiles_are_those_of_the_function(tmp_path: Path) -> None:
    file = synthetic.write(tmp_path / "a.json", synthetic.result(noise=0.0))
    table = tables.quantiles(Side("a", [load(file, spread=True)]), "gettimeofday")
    assert {row[0].text.split("/")[0] for row in table.rows} == {"gettimeofday"}
    assert cell(table, "gettimeofday/syscall/latency", "50 %").text == "152.4"
    assert "longest" in table.head


def test_what_differs_comes_first(tmp_path: Path) -> None:
    sides = [
        comparisons.side(tmp_path, name, synthetic.result(context={"governor": name}))
        for name in ("performance", "powersave")
    ]
    first, second, *_ = tables.context(sides).rows
    assert first[0].note == "differs" and second[0].note == ""
    assert [found.text for found in first[1:]] == ["performance", "powersave"]
    many = {row[0].text: row[1].text for row in tables.context_of_many(sides).rows}
    assert many[first[0].text] == "2" and many[second[0].text] == "1"


def test_what_a_call_costs_here_stands_beside_its_cost_on_the_core_alone(tmp_path: Path) -> None:
    side = comparisons.side(tmp_path, "a", synthetic.on_a_shared_core())
    table = tables.costs_here(side)
    alone, typical, cold, quiet = [cell(table, CALL, head) for head in table.head[1:]]
    assert float(alone.text) < float(typical.text) < float(cold.text)
    assert quiet.text == "50%"
    never = comparisons.side(tmp_path, "b", synthetic.on_a_shared_core(0))
    assert cell(tables.costs_here(never), CALL, "core alone").text == "–"
    assert "core shared" in cell(tables.matrix(never), "gettimeofday", path_words("vdso")).note


def test_results_that_do_not_tell_have_no_such_rows(tmp_path: Path) -> None:
    assert not tables.costs_here(comparisons.side(tmp_path, "a", synthetic.result())).rows
