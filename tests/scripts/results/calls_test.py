"""Names of calls taken apart, and what is known of their parts."""

from __future__ import annotations

import pytest

from vdsobench.results.calls import (
    Name,
    always_enters,
    parse_name,
    path_index,
    path_order,
    path_words,
)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("getcpu/vdso", Name("getcpu", "vdso")),
        ("clock_gettime:tai/libc", Name("clock_gettime:tai", "libc")),
        ("getcpu/vdso/threads:4", Name("getcpu", "vdso", threads=4)),
        ("time/insn/latency", Name("time", "insn", latency=True)),
        ("BM_Parse<int>/8", Name("BM_Parse<int>/8")),
        ("getcpu/vdso/", Name("getcpu/vdso/")),
    ],
)
def test_a_name_is_taken_apart_or_stays_whole(name: str, parts: Name) -> None:
    assert parse_name(name) == parts
    assert parts.is_basic == (not parts.threads and not parts.latency)


@pytest.mark.parametrize(
    ("function", "always"),
    [
        ("clock_gettime:process_cputime", True),
        ("clock_gettime:boottime_alarm", True),
        ("clock_gettime:monotonic", False),
        ("clock_gettime:aux0", False),
        ("getppid", False),  # no vDSO has it: nobody takes it for a fallback
        ("somebody_elses", False),
    ],
)
def test_what_a_vdso_has_and_cannot_answer(function: str, always: bool) -> None:
    assert always_enters(function) == always


def test_unknown_paths_come_after_the_known_by_name() -> None:
    assert sorted(["b", "int80", "a", "libc"], key=path_order) == ["libc", "int80", "a", "b"]
    assert path_index("a") == path_index("b") > path_index("int80")


def test_a_path_has_its_words_or_its_name() -> None:
    assert [path_words(path) for path in ("vdso", "road", "")] == ["vDSO", "road", "benchmark"]
