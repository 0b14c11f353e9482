"""The strip of quiet: a column a process, as full as the core was the benchmark's own."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

import pytest
import synthetic
from comparisons import side
from matplotlib.figure import Figure

from vdsobench.plot import matrix, quiet

Share = Callable[[int], float]


def made(share: Share, processes: int = 4) -> synthetic.Json:
    result = synthetic.result(processes=processes, modes=False)
    for row in synthetic.measured_rows(result):
        row["quiet"] = share(row["repetition_index"])
    return result


def test_a_share_for_each_process_in_their_order(tmp_path: Path) -> None:
    one = side(tmp_path, "a", made(lambda process: process / 4))
    assert quiet.shares(one) == pytest.approx([0, 0.25, 0.5, 0.75])


def test_the_processes_of_several_results_follow_one_another(tmp_path: Path) -> None:
    both = side(tmp_path, "a", made(lambda _: 0.5, 2), made(lambda _: 1, 3))
    assert quiet.shares(both) == pytest.approx([0.5, 0.5, 1, 1, 1])


def test_results_that_do_not_tell_have_no_strip(tmp_path: Path) -> None:
    untold = side(tmp_path, "a", synthetic.result(modes=False))
    assert quiet.shares(untold) == []
    assert len(matrix.draw(untold).axes) == 2
    assert len(matrix.draw(side(tmp_path, "b", made(lambda _: 1))).axes) == 3


def test_a_column_is_as_high_as_the_share_and_more_processes_than_columns_share_one() -> None:
    axes = Figure().subplots()
    quiet.draw(axes, [0.25, 1])
    assert [bar.get_height() for bar in axes.patches] == [1, 1, 0.25, 1]
    many = Figure().subplots()
    quiet.draw(many, [0.0, 1.0] * quiet.MOST)
    assert [bar.get_height() for bar in many.patches[quiet.MOST :]] == [0.5] * quiet.MOST


def test_words_say_for_how_much_of_the_whole() -> None:
    assert "52% of the visits; 2 processes in order" in quiet.words([0.04, 1])
