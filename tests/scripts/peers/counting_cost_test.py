"""The arithmetic and the commands of the comparison of ways to count."""

from __future__ import annotations

from pathlib import Path

import pytest

from vdsobench.peers import counting_cost as cost
from vdsobench.errors import UsageError


def test_a_cost_is_what_a_round_took_more_than_with_nothing_attached() -> None:
    taken = {cost.NOTHING: [80.0, 90.0, 85.0], cost.FLOOR: [104.0, 114.0, 110.0]}
    assert cost.added(taken, cost.FLOOR) == [24.0, 24.0, 25.0]


def test_the_table_holds_every_way_against_the_floor() -> None:
    taken = {cost.NOTHING: [80.0] * 3, cost.FLOOR: [100.0] * 3, cost.OURS: [100.4, 101.0, 103.0]}
    floor, ours = cost.rows(taken)
    assert floor == [cost.FLOOR.name, "20.0", "20.0", "20.0", "1.000"]
    assert ours == [cost.OURS.name, "21.0", "20.4", "23.0", "1.050"]


def test_the_figure_is_found_among_what_a_tool_prints() -> None:
    assert cost.parse_nanoseconds("Attaching 1 probe...\ngetppid 148.250 ns\n\n\n@: 9\n") == 148.25


def test_no_figure_is_told_with_what_came_instead() -> None:
    with pytest.raises(UsageError, match="no figure: Killed"):
        cost.parse_nanoseconds("Killed\n")


def test_bpftrace_takes_the_probe_as_one_argument() -> None:
    perf, bpftrace, strace = (way.command(Path("/probe"), 1, 50) for way in cost.OTHERS)
    assert bpftrace[-2:] == ["-c", "/probe nothing 1 50"]
    assert perf[-4:] == strace[-4:] == ["/probe", "nothing", "1", "50"]


def test_a_way_that_fails_is_named() -> None:
    with pytest.raises(UsageError, match="vdsobench, by eBPF: status 1"):
        cost.measure(cost.OURS, Path("/bin/false"), 0, 1)
