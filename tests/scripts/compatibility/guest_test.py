"""What comes home, and what is no report."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from compatibility.reports import archive

from vdsobench.compatibility import guest
from vdsobench.kernels.outcome import CellFailed

MACHINE = {"machine/flags": "flags : fpu tsc\n", "machine/cpus": "4\n", "machine/page": ""}


def files(**changed: str) -> dict[str, str]:
    found = dict(MACHINE)
    for name in guest.PARTS:
        found[f"parts/{name}.output"] = f"{name} printed"
        found[f"parts/{name}.errors"] = ""
        found[f"parts/{name}.end"] = "1 tsc hpet 10.25 12.75\n"
    return found | {
        name.replace("__", "/").replace("_", "."): text for name, text in changed.items()
    }


def test_a_report() -> None:
    report = guest.report(archive(files()))
    assert report.features >= {"fpu", "tsc"} and report.cpus == 4 and report.page == ""
    assert report.clocksources == {"tsc", "hpet"}
    check = report.parts["check"]
    assert (check.status, check.seconds, check.output) == (1, 2.5, b"check printed")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        archive(MACHINE),
        archive(files(parts__run_end="1 tsc")),
        archive(files(machine__cpus="many")),
        archive(files())[:5000],
    ],
    ids=range(6),
)
def test_what_is_no_report(content: bytes) -> None:
    with pytest.raises(CellFailed, match="something else than its report"):
        guest.report(content)


def test_the_guests_script_is_one_that_a_shell_reads(tmp_path: Path) -> None:
    file = tmp_path / "command"
    file.write_text(guest.script())
    subprocess.run(["busybox", "sh", "-n", file], check=True)
    assert all(f"\npart {name} " in guest.script() for name in guest.PARTS)
