"""Exact mode with the real program: outcomes and counts in every mode, in two series."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from kernel_runs import REPOSITORY, SUITES, Offered, run


FUNCTIONS = ("gettimeofday", "time", "getcpu")
FILTER = ("--", "--filter", "^(gettimeofday|time|getcpu|getppid)/")
MODES = ("vsyscall=none", "vsyscall=xonly", "vsyscall=emulate", "clocksource=hpet", "vdso=0")
REFERENCE = REPOSITORY / "results" / "exact"

Rows = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def results(
    offered: Offered, vdsobench: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], Rows]:
    """Rows by call, of every series in every mode."""
    out = tmp_path_factory.mktemp("exact")
    modes = "{" + ",".join(MODES) + "}"
    done = run("--exact", "--kernel", f"{offered.older},{offered.newer}", "--append", modes,
               "--binary", vdsobench, "--out", out, *FILTER)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found = {}
    for kernel in (offered.older, offered.newer):
        for mode in MODES:
            found[kernel, mode] = rows(out / f"{kernel},{mode}.json")
    return found


def document(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text()))


def rows(file: Path) -> Rows:
    return {row["name"]: row for row in document(file)["benchmarks"]}


def each(results: dict[tuple[str, str], Rows], *modes: str) -> list[Rows]:
    return [found for (_, mode), found in results.items() if mode in modes]


def test_the_vsyscall_page_is_absent_under_none(results: dict[tuple[str, str], Rows]) -> None:
    for found in each(results, "vsyscall=none"):
        for function in FUNCTIONS:
            assert found[f"{function}/vsyscall"]["label"] == "unavailable"
            assert "instructions" not in found[f"{function}/vsyscall"]


def test_it_is_emulated_under_xonly_and_emulate(results: dict[tuple[str, str], Rows]) -> None:
    for found in each(results, "vsyscall=xonly", "vsyscall=emulate"):
        for function in FUNCTIONS:
            row = found[f"{function}/vsyscall"]
            assert row["label"] == "emulated"
            assert (row["entries"], row["emulations"], row["syscalls"]) == (1, 1, 0)
            assert row["instructions"] > found[f"{function}/insn"]["instructions"]


def test_the_vdso_falls_back_under_hpet(results: dict[tuple[str, str], Rows]) -> None:
    for found in each(results, "clocksource=hpet"):
        row = found["gettimeofday/vdso"]
        assert (row["label"], row["syscalls"]) == ("fallback", 1)
        assert row["instructions"] > found["gettimeofday/insn"]["instructions"]
        assert found["time/vdso"]["label"] == "userspace"


def test_there_is_no_vdso_under_vdso_0(results: dict[tuple[str, str], Rows]) -> None:
    for found in each(results, "vdso=0"):
        assert found["gettimeofday/vdso"]["label"] == "unavailable"
        assert (found["gettimeofday/libc"]["label"], found["gettimeofday/libc"]["syscalls"]) == (
            "fallback",
            1,
        )


def test_otherwise_the_vdso_stays_in_user_space(results: dict[tuple[str, str], Rows]) -> None:
    for found in each(results, "vsyscall=none", "vsyscall=xonly", "vsyscall=emulate"):
        for function in FUNCTIONS:
            row = found[f"{function}/vdso"]
            assert (row["label"], row["entries"]) == ("userspace", 0)
            assert row["instructions"] * 4 < found[f"{function}/insn"]["instructions"]


def test_every_count_is_whole_and_confirmed_by_bpf(results: dict[tuple[str, str], Rows]) -> None:
    for found in results.values():
        for row in found.values():
            if row["label"] != "unavailable":
                assert "error_message" not in row, row
                assert row["instructions"] == int(row["instructions"])
                assert row["label"] != "unconfirmed"


def test_two_boots_give_the_same_rows_to_the_last_digit(
    offered: Offered, vdsobench: Path, results: dict[tuple[str, str], Rows], tmp_path: Path
) -> None:
    done = run("--exact", "--kernel", offered.older, "--append", MODES[1], "--binary", vdsobench,
               "--out", tmp_path, *FILTER)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    again = rows(tmp_path / f"{offered.older},{MODES[1]}.json")
    assert again == results[offered.older, MODES[1]]


def test_the_kernels_part_is_what_the_reference_results_say(
    results: dict[tuple[str, str], Rows], offered: Offered
) -> None:
    """Of the very same package; another version of the series is held to invariants above. The
    inline instruction has nothing of this machine's compiler or libc in it."""
    from vdsobench.archive.resolve import Kernels

    compared = 0
    for kernel in (offered.older, offered.newer):
        file = REFERENCE / f"{kernel},vsyscall=xonly,clocksource=tsc.json"
        package = Kernels(print, suites=SUITES).image(kernel).package
        if not file.exists() or document(file)["context"]["vdsobench.package"] != package:
            continue
        known, found = rows(file), results[kernel, "vsyscall=xonly"]
        for call in ("getppid/insn", "time/insn", "getcpu/insn", "gettimeofday/insn"):
            assert found[call]["instructions"] == known[call]["instructions"], (kernel, call)
            compared += 1
    if not compared:
        pytest.skip("the archive has none of the reference results' packages any more")
