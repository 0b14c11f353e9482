"""A call's ways do not hang on when the guest measures: ten boots at ten moments of guest time. Ways
of hardly any call, such as a second carried within the vDSO, are met by chance (results/ways.py).

Only with VDSOBENCH_LONG=yes, as it boots twenty machines.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest
from commands import LONG

from vdsobench.archive.resolve import Kernels, Unresolved
from vdsobench.guest import boot, initramfs
from vdsobench.guest.machine import Machine
from vdsobench.kernels import outcome
from vdsobench.results.ways import Ways, comparable

PHASES = 10
TIMEOUT = 900.0  # seconds, of one boot
APPEND = "vsyscall=xonly clocksource=tsc"


@dataclass(frozen=True)
class Moment:
    """base: the date that the guest's calendar starts at. wait: idle seconds before it measures, by
    which the fraction of a second differs too, as a calendar starts at a whole one."""

    base: str
    wait: float


MOMENTS = [Moment(f"2024-0{1 + n % 9}-1{n}T0{n}:1{n}:3{n}", n / PHASES) for n in range(PHASES)]


def measured(kernel: Path, program: Path, moment: Moment, folder: Path) -> dict[str, Ways]:
    folder.mkdir()
    words = initramfs.running(["run", "--exact", "--format", "json", "--quiet"])
    initrd, console, sent = folder / "initrd", folder / "console", folder / "sent"
    initrd.write_bytes(initramfs.build(program, f"sleep {moment.wait}\n{words}"))
    usual = Machine("tcg", exact=True).command(kernel, initrd, APPEND, console, sent)
    command = [word.replace("base=2024-01-01,", f"base={moment.base},") for word in usual]
    assert command != usual
    ended = boot.run(command, console, sent, boot.Limits(TIMEOUT), Event())
    _, found = outcome.result(ended, APPEND)
    return {name: call.ways for name, call in found.calls.items() if call.values}


@pytest.mark.skipif(not LONG, reason="VDSOBENCH_LONG=yes runs it")
@pytest.mark.parametrize("series", ["5.10", "6.12"])
def test_ten_boots_at_ten_moments_have_the_same_sets(
    series: str, vdsobench: Path, tmp_path: Path
) -> None:
    try:
        kernel = Kernels(print).image(series).path
    except Unresolved as problem:
        pytest.skip(str(problem))

    def at(number: int) -> dict[str, Ways]:
        return measured(kernel, vdsobench, MOMENTS[number], tmp_path / str(number))

    with ThreadPoolExecutor(2) as pool:
        first, *others = pool.map(at, range(PHASES))
    assert any(len(ways) > 1 for ways in first.values()) and len(first) > 50
    for moment, found in zip(MOMENTS[1:], others):
        assert found.keys() == first.keys(), moment
        for name, ways in found.items():
            one, other = comparable(first[name], ways)
            assert one == other, (moment, name, first[name], ways)
