"""Metrics as Prometheus reads them: seconds, a label for each word, nothing made up."""

from __future__ import annotations

from pathlib import Path

import comparisons
import pytest
import synthetic

from vdsobench.export.entries import entries_of
from vdsobench.export.openmetrics import openmetrics


def lines(tmp_path: Path, made: synthetic.Json, label: str = "a") -> list[str]:
    side = comparisons.side(tmp_path, "a", made)
    side.label = label
    return openmetrics(entries_of([side])).splitlines()


def value(found: list[str], metric: str, call: str) -> float:
    (line,) = [x for x in found if x.startswith(f"{metric}{{") and f'call="{call}"' in x]
    return float(line.rpartition(" ")[2])


def test_a_cost_is_in_seconds(tmp_path: Path) -> None:
    found = lines(tmp_path, synthetic.result(noise=0.0))
    cost = value(found, "vdsobench_call_seconds", "gettimeofday/vdso")
    assert cost == pytest.approx(19.2e-9)
    assert value(found, "vdsobench_call_entries", "time/syscall") == 1
    assert found[-1] == "# EOF"


def test_instructions_are_a_metric_of_their_own(tmp_path: Path) -> None:
    found = lines(tmp_path, synthetic.exact())
    assert value(found, "vdsobench_call_instructions", "gettimeofday/vdso") == 58
    assert not [line for line in found if "vdsobench_call_seconds" in line]


def test_a_call_without_a_figure_has_only_its_outcome(tmp_path: Path) -> None:
    found = [x for x in lines(tmp_path, synthetic.result()) if 'call="time/int80"' in x]
    (line,) = found
    assert line.startswith("vdsobench_call_outcome{") and 'outcome="unavailable"' in line


def test_a_label_ends_at_its_own_quote(tmp_path: Path) -> None:
    found = lines(tmp_path, synthetic.result(), 'a"b')
    assert all('result="a\\"b"' in line for line in found if not line.startswith("#"))


def test_what_others_on_the_core_cost_is_a_metric_where_it_is_known(tmp_path: Path) -> None:
    found = lines(tmp_path, synthetic.on_a_shared_core())
    assert value(found, "vdsobench_call_quiet_ratio", "gettimeofday/vdso") == 0.5
    typical = value(found, "vdsobench_call_typical_seconds", "gettimeofday/vdso")
    assert typical > value(found, "vdsobench_call_seconds", "gettimeofday/vdso")
    assert value(found, "vdsobench_call_cold_seconds", "gettimeofday/vdso") > typical
    untold = lines(tmp_path, synthetic.result())
    assert not [line for line in untold if "quiet" in line or "typical" in line]
