"""`list`: the calls, and as JSON the tables that scripts read and that test data keeps to."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parents[2]
sys.path.append(str(TESTS / "bench"))
from command_line import strict_json, vdsobench  # noqa: E402

Row = dict[str, Any]


@pytest.fixture(scope="module", name="listed")
def _listed() -> dict[str, list[Row]]:
    """Of a selection: the tables hold what was not selected too."""
    tables: dict[str, list[Row]] = strict_json(
        vdsobench("list", "--json", "--filter", "^tick").stdout
    )
    return tables


def test_list_says_of_every_call_whether_it_is_available() -> None:
    calls = strict_json(vdsobench("list", "--json").stdout)["calls"]
    assert {"gettimeofday/vdso", "time/vsyscall", "tick/insn"} <= {call["name"] for call in calls}
    for call in calls:
        assert call["name"] == f"{call['function']}/{call['path']}"
        assert call["available"] == (call["reason"] == "") or call["available"]
    listed = vdsobench("list", env=os.environ | {"COLUMNS": "500"}).stdout
    lines = listed.split("\n\n")[0].splitlines()
    assert [line.split()[0] for line in lines] == [call["name"] for call in calls]


def test_list_says_what_each_path_means() -> None:
    listed = vdsobench("list", "--filter", "^time/(libc|vdso)$").stdout
    calls, legend = listed.split("\n\n")
    assert [line.split()[0] for line in calls.splitlines()] == ["time/libc", "time/vdso"]
    assert [line.split()[0] for line in legend.splitlines()] == ["libc", "vdso"]
    assert "the C library's function" in legend


def test_every_export_of_the_vdso_has_rows_or_a_reason(listed: dict[str, list[Row]]) -> None:
    functions = {row["name"]: row["symbol"] for row in listed["functions"]}
    for row in listed["exports"]:
        assert bool(row["functions"]) == (row["reason"] == ""), row
        assert all(functions[name] == row["symbol"] for name in row["functions"])


def names(rows: list[Row]) -> list[str]:
    return [row["name"] for row in rows]


def with_flag(rows: list[Row], flag: str) -> set[str]:
    return {row["name"] for row in rows if row[flag]}


def test_the_functions_are_all_there_whatever_was_selected(listed: dict[str, list[Row]]) -> None:
    assert names(listed["calls"]) == ["tick/insn"]
    every = strict_json(vdsobench("list", "--json").stdout)["calls"]
    assert names(listed["functions"]) == list(dict.fromkeys(call["function"] for call in every))


def test_a_function_is_exported_with_what_is_known_of_it(listed: dict[str, list[Row]]) -> None:
    by_name = {row["name"]: row for row in listed["functions"]}
    assert with_flag(listed["functions"], "headline") == {"gettimeofday", "time", "getcpu"}
    random, tick = by_name["getrandom:32"], by_name["tick"]
    assert random["by_default"] and not by_name["getrandom:4096"]["by_default"]
    assert (random["kernel_since"], random["libc_since"]) == ("Linux 6.11", "glibc 2.41")
    assert (tick["symbol"], tick["number"], tick["kernel_since"]) == (None, None, None)
    assert by_name["sched_getcpu"]["reference"] == "getcpu"
    assert by_name["gettimeofday"]["contended_by"] == ["vdso", "vsyscall"]
    assert not by_name["clock_gettime:monotonic_coarse"]["reads_clocksource"]
    assert not by_name["clock_gettime:thread_cputime"]["user_space"]


def test_paths_and_outcomes_are_exported_with_their_flags(listed: dict[str, list[Row]]) -> None:
    assert names(listed["paths"]) == ["libc", "vdso", "syscall", "insn", "vsyscall", "int80"]
    assert with_flag(listed["paths"], "traps") == {"syscall", "insn", "int80"}
    entering = with_flag(listed["outcomes"], "enters_kernel")
    assert entering == {"syscall", "emulated", "fallback"}
    assert with_flag(listed["outcomes"], "bad") == {"fallback", "blocked", "disagrees"}
    assert all(row["meaning"] for row in listed["paths"] + listed["outcomes"])


# Clocks without a row, which watch names by what they are (src/programs/watched.cpp).
WITHOUT_ROW = {"clock_gettime:cputime", "clock_gettime:device", "clock_gettime:1234"}


def unknown(text: str, functions: list[str]) -> Iterator[str]:
    """What looks like a function with a parameter, such as clock_gettime:monotonic, and is none."""
    symbols = {name.split(":")[0] for name in functions if ":" in name}
    for found in re.finditer(rf"\b(?:{'|'.join(sorted(symbols))}):\w+", text):
        if found[0] not in functions and found[0] not in WITHOUT_ROW:
            yield found[0]


def test_test_data_names_functions_that_there_are(listed: dict[str, list[Row]]) -> None:
    functions = names(listed["functions"])
    for path in sorted(TESTS.rglob("*")):
        if path.suffix in {".py", ".cpp", ".hpp", ".txt", ".json"} and path != Path(__file__):
            assert not list(unknown(path.read_text(encoding="utf-8"), functions)), path


def test_a_function_that_there_is_not_is_found(listed: dict[str, list[Row]]) -> None:
    text = '"clock_gettime:tai": 1, "clock_gettime:nonsense/vdso": 2, getrandom:33'
    functions = names(listed["functions"])
    assert list(unknown(text, functions)) == ["clock_gettime:nonsense", "getrandom:33"]
