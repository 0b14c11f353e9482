"""What watch tells when the kernel changes its clocksource, and a program begins to fall back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from kernel_runs import Offered

from programs import guest, zoo

# The kernel's watchdog takes an emulated counter on a busy host for a broken one.
TSC = "clocksource=tsc tsc=nowatchdog"
SCRIPT = """
/zoo/glibc library 2000000000 & asks=$!
/vdsobench watch --json >watched 2>errors & watch=$!
lines() { grep -c "$1" watched; }
tries=6000
until [ $(lines seconds) -gt 1 ] || [ $tries = 0 ]; do sleep 0.1; tries=$((tries - 1)); done
echo hpet >/sys/devices/system/clocksource/clocksource0/current_clocksource
until [ $(lines '"falls back"') -gt 0 ] || [ $tries = 0 ]; do sleep 0.1; tries=$((tries - 1)); done
kill -TERM $watch; wait $watch
kill -KILL $asks
echo $asks >asks
"""


def test_a_change_of_the_clock_is_told_with_who_begins_to_pay(
    offered: Offered, vdsobench: Path, tmp_path: Path
) -> None:
    made = zoo.make(tmp_path)
    if "glibc" in made.lacking:
        pytest.skip(made.lacking["glibc"])
    files = guest.with_libraries({"/zoo/glibc": made.programs["glibc"]})
    home = guest.run(guest.Guest(offered.newer, TSC), vdsobench, files, SCRIPT)
    told: list[dict[str, Any]] = [json.loads(line) for line in home["watched"].splitlines()]
    change, fall, *_ = [line for line in told if "event" in line]
    assert change["event"] == "clocksource"
    assert change["text"] == "the clocksource is hpet, and was tsc"
    assert change["kernel"].endswith("clocksource: Switched to clocksource hpet")
    assert fall["event"] == "falls back" and fall["pid"] == int(home["asks"])
    assert "glibc begins to fall back" in fall["text"] and "clocksource hpet" in fall["text"]
    rows = [
        (told.index(line) > told.index(change), row)
        for line in told
        for row in line.get("rows", [])
        if row["pid"] == fall["pid"] and row["avoidable"]
    ]
    assert rows and all(is_after for is_after, _ in rows)
    for _, row in rows:
        assert row["from"] == "vdso" and "clocksource hpet" in row["reason"], row
