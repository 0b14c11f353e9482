"""Programs of known habits on a kernel whose clock the vDSO reads, and on one whose clock it cannot:
each is told where it asks, why, and what to do, by check and by watch."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping

import pytest
from commands import LONG
from kernel_runs import Offered

from programs import guest, redis_script, zoo, zoo_script
from programs.zoo_script import CALLS, Run

# The kernel's watchdog takes an emulated counter on a busy host for a broken one.
MODES = {
    "tsc": "clocksource=tsc tsc=nowatchdog vsyscall=emulate",
    "hpet": "clocksource=hpet vsyscall=emulate",
}
# Then the kernel attaches programs to its functions and never runs them.
WITHOUT_FTRACE = """
sysctl -w kernel.ftrace_enabled=0 >/dev/null
/vdsobench watch --for 3s --json >without-ftrace & watch=$!
while kill -0 $watch 2>/dev/null; do /zoo/glibc syscall 1; sleep 0.1; done
sysctl -w kernel.ftrace_enabled=1 >/dev/null
"""
UNSHARE = Path("/usr/bin/unshare")


@dataclass(frozen=True)
class Told:
    """Of one row: words that it has to have."""

    origin: str
    symbol: str
    reason: str
    remedy: str
    function: str = "clock_gettime:monotonic"


ON_HPET = Told("vdso", "", "clocksource hpet", "clocksource")
BY_SYSCALL = Told(
    "libc", "syscall", "by syscall(2), past the vDSO", "call clock_gettime() of the C"
)
ITSELF = Told("program", "by_instruction", "makes the system call itself", "of the C library")
TODAY_ITSELF = Told(**{**vars(ITSELF), "function": "gettimeofday"})
PAGE = Told("vsyscall", "", "the vsyscall page", "newer than 2012", "gettimeofday")
GATE = Told("program", "begin", "makes the system call itself", "of the C library")

# The library's way is answered in user space on tsc, and on hpet by nobody but the kernel; what goes
# past the vDSO does so on both.
IN_TIME_NAMESPACE = Run("glibc", "library", around=f"{UNSHARE} --time --fork")
THROUGH_VDSO = (
    Run("glibc", "library"),
    Run("static-glibc", "library"),
    Run("musl", "library"),
    Run("static-musl", "library"),
    Run("own-vdso", "library"),
    Run("glibc", "library", "filtered"),
    IN_TIME_NAMESPACE,
)
PAST_VDSO = {
    Run("glibc", "syscall"): BY_SYSCALL,
    Run("musl", "syscall"): BY_SYSCALL,
    Run("static-glibc", "instruction"): TODAY_ITSELF,
    Run("own-vdso", "blind"): ITSELF,
    Run("bits32", "gate"): GATE,
    Run("glibc", "page"): PAGE,
}
RUNS = [*THROUGH_VDSO, *PAST_VDSO]
# To attach what check counts by takes an emulated machine seconds each time: a few in the short test.
# Watch sees them all at once.
CHECKED = RUNS if LONG else [RUNS[0], Run("glibc", "syscall"), Run("bits32", "gate")]
WAYS = ["check", "watch"]


@dataclass(frozen=True)
class Home:
    """What came home, by clocksource."""

    made: zoo.Zoo
    files: Mapping[str, Mapping[str, str]]

    def rows(self, clocksource: str, way: str, run: Run) -> list[dict[str, Any]]:
        if run.program in self.made.lacking:
            pytest.skip(self.made.lacking[run.program])
        if way == "check" and run not in CHECKED:
            pytest.skip("VDSOBENCH_LONG=yes checks them all")
        read = zoo_script.checked if way == "check" else zoo_script.watched
        # Nothing here asks for random bytes but C libraries and the shell that becomes the program.
        told = [row for row in read(self.files[clocksource], run) if row["function"] != "getrandom"]
        assert all(row["avoidable"] for row in told)
        return told


@pytest.fixture(scope="module")
def home(offered: Offered, vdsobench: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = zoo.make(tmp_path_factory.mktemp("zoo"))
    runs = [run for run in RUNS if run.program in made.programs]
    programs = {f"/zoo/{name}": program for name, program in made.programs.items()}
    programs[str(UNSHARE)] = UNSHARE
    checked = [run for run in runs if run in CHECKED]
    script = zoo_script.checking(checked) + zoo_script.watching(runs) + WITHOUT_FTRACE
    if "musl" in made.programs:
        programs[str(zoo.MUSLS_LOADER)] = zoo.MUSLS_LOADER
    if not redis_script.lacking():
        programs |= redis_script.programs()
        script += redis_script.SCRIPT
    files = guest.with_libraries(programs)

    def booted(append: str) -> dict[str, str]:
        return guest.run(guest.Guest(offered.newer, append), vdsobench, files, script)

    with ThreadPoolExecutor() as pool:
        return Home(made, dict(zip(MODES, pool.map(booted, MODES.values()))))


def labels(run: object) -> str:
    return run.label if isinstance(run, Run) else str(run)


def hold(row: Mapping[str, Any], told: Told) -> None:
    assert (row["function"], row["from"]) == (told.function, told.origin), row
    assert (row["symbol"] or "") == told.symbol, row
    assert told.reason in row["reason"] and told.remedy in row["remedy"], row
    assert row["calls"] == CALLS and row["processes"] == 1, row


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("run", THROUGH_VDSO, ids=labels)
def test_what_asks_the_vdso_enters_the_kernel_on_hpet_alone(home: Home, run: Run, way: str) -> None:
    assert home.rows("tsc", way, run) == []
    (row,) = home.rows("hpet", way, run)
    hold(row, ON_HPET)


@pytest.mark.parametrize("clocksource", MODES)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("run", PAST_VDSO, ids=labels)
def test_what_goes_past_the_vdso_does_so_on_any(
    home: Home, run: Run, way: str, clocksource: str
) -> None:
    (row,) = home.rows(clocksource, way, run)
    hold(row, PAST_VDSO[run])


def test_what_is_not_as_usual_is_named(home: Home) -> None:
    def circumstances(run: Run) -> list[str]:
        (row,) = home.rows("hpet", "watch", run)
        return list(row["circumstances"])

    assert circumstances(Run("glibc", "library")) == []
    assert circumstances(IN_TIME_NAMESPACE) == ["in a time namespace of its own"]
    assert circumstances(Run("glibc", "library", "filtered")) == ["filtered by seccomp"]
    assert circumstances(Run("bits32", "gate")) == ["32-bit"]


@pytest.mark.parametrize("clocksource", MODES)
def test_watch_counts_by_fentry_and_loses_nothing(home: Home, clocksource: str) -> None:
    for told in zoo_script.reports(home.files[clocksource]):
        assert told["way"] == "fentry" and not told["lost"] and not told["others"], told


def test_watch_counts_where_ftrace_is_off(home: Home) -> None:
    told = json.loads(home.files["tsc"]["without-ftrace"])
    calls = [row for row in told["rows"] if row["function"] == "clock_gettime:monotonic"]
    assert told["way"] == "tracepoint" and calls


@pytest.mark.parametrize("file", ["redis-checked", "redis-by-pid"])
def test_redis_under_load_is_told_of_the_clocksource(home: Home, file: str) -> None:
    if lacking := redis_script.lacking():
        pytest.skip(f"there is no {lacking}")
    found = {
        clocksource: [row for row in json.loads(files[file])["rows"] if row["avoidable"]]
        for clocksource, files in home.files.items()
    }
    assert found["tsc"] == [] and found["hpet"]
    for row in found["hpet"]:
        assert row["from"] == "vdso" and ON_HPET.reason in row["reason"], row
        assert ON_HPET.remedy in row["remedy"], row


@pytest.mark.parametrize("clocksource, status", [("tsc", "0"), ("hpet", "1")])
def test_the_status_of_check_says_the_same(home: Home, clocksource: str, status: str) -> None:
    if lacking := redis_script.lacking():
        pytest.skip(f"there is no {lacking}")
    assert home.files[clocksource]["redis-status"].strip() == status
