"""Programs that many people run, under load: what is told of each on a clocksource that the vDSO reads
and on one that it does not."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from commands import LONG
from kernel_runs import Offered

from programs import loads
from programs.loads import NAMES, Told

pytestmark = [
    pytest.mark.skipif(not LONG, reason="scripts/test --long starts servers"),
    pytest.mark.skipif(os.geteuid() != 0, reason="PostgreSQL's user can be had by root alone"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where every user may go."""
    made = tmp_path_factory.mktemp("loads")
    for above in (made, *made.parents[:-2]):
        above.chmod(0o755)
    return made


@pytest.fixture(scope="module")
def on_host(vdsobench: Path, folder: Path) -> dict[str, Told]:
    checked = subprocess.run([vdsobench, "check", "--json"], capture_output=True, text=True)
    rows = {row["name"]: row["outcome"] for row in json.loads(checked.stdout)["functions"]}
    if rows["clock_gettime:monotonic"] != "userspace":
        pytest.skip("this machine's clocks enter the kernel whoever asks")
    (folder / "here").mkdir()
    return loads.here(vdsobench, folder / "here")


@pytest.fixture(scope="module")
def on_hpet(offered: Offered, vdsobench: Path, folder: Path) -> dict[str, Told]:
    return loads.in_guest(offered.newer, "clocksource=hpet", vdsobench, folder)


def of(told: dict[str, Told], name: str) -> Told:
    if name not in told:
        pytest.skip(f"there is no {name}")
    return told[name]


@pytest.mark.parametrize("name", NAMES)
def test_where_the_vdso_reads_the_clock_nothing_is_avoidable(
    on_host: dict[str, Told], name: str
) -> None:
    assert (of(on_host, name).avoidable, of(on_host, name).status) == ([], 0)


@pytest.mark.parametrize("name", NAMES)
def test_on_hpet_each_is_told_of_the_clocksource(on_hpet: dict[str, Told], name: str) -> None:
    told = of(on_hpet, name)
    assert told.avoidable and told.status == 1
    for row in told.avoidable:
        assert row["from"] == "vdso" and "clocksource hpet" in row["reason"], row
        assert "clocksource" in row["remedy"], row
