"""The scripts' copy of the program's tables is the program's, and data of tests keep to it."""

from __future__ import annotations

import ast
import json
import platform
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import synthetic
from compatibility import reports
from kernel_runs import REPOSITORY

from vdsobench.results import calls, schema, tables
from vdsobench.results.make_tables import COMMAND, FILE, text

TESTS = REPOSITORY / "tests" / "scripts"

# Calls that tests need there not to be: of functions or by paths that the tool does not know.
MADE_UP = {
    "anatomy/against_test.py": {"f/vdso", "nothing/insn"},
    "anatomy/cycles_test.py": {"f/insn"},
    "anatomy/machine_code.py": {"one/insn"},
    "anatomy/command_test.py": {"both/insn", "never/insn", "new/insn", "old/insn"},
    "compatibility/expected_test.py": {"new_function/vdso"},
    "hostile_test.py": {"gettimeofday/p"},
    "kernels/exact_table_test.py": {"getppid/none"},
    "mutants_test.py": {"a/insn", "b/insn"},
    "plot/matrix_test.py": {"getppid/p"},
    "plot/quantiles_test.py": {"getppid/p"},
    "plot/threads_test.py": {"getcpu/p"},
    "report/anatomies_test.py": {"f/insn"},
    "results/google_benchmark_test.py": {"BM_x/libc"},
    "results/loader_test.py": {"31m/vdso"},
}


@pytest.fixture(scope="module", name="listed")
def _listed(vdsobench: Path) -> dict[str, Any]:
    if platform.machine() != "x86_64":
        pytest.skip("other architectures have fewer paths than the file, which is x86-64's")
    done = subprocess.run([vdsobench, "list", "--json"], capture_output=True, check=True, text=True)
    return dict(json.loads(done.stdout))


def test_the_file_is_what_the_program_lists(listed: dict[str, Any]) -> None:
    assert FILE.read_text(encoding="utf-8") == text(listed), f"make it anew: {COMMAND}"


def test_a_function_that_the_program_gains_makes_another_file(listed: dict[str, Any]) -> None:
    gained = listed["functions"] + [{**listed["functions"][0], "name": "new"}]
    assert text({**listed, "functions": gained}) != FILE.read_text(encoding="utf-8")


def test_every_path_and_outcome_has_its_words_and_its_weight() -> None:
    assert set(calls._PATH_WORDS) == set(tables.PATHS)
    assert set(schema.BADNESS) | {schema.UNCONFIRMED} == set(tables.OUTCOMES)


def test_the_headline_is_what_the_vsyscall_page_held() -> None:
    assert tables.HEADLINE == ("gettimeofday", "time", "getcpu")
    assert tables.default_paths(besides="syscall") == ("libc", "vdso", "insn", "vsyscall")


def is_there(name: str) -> bool:
    function, path = calls.parse_name(name)[:2]
    return function in tables.FUNCTIONS and path in tables.PATHS


def written(source: str) -> Iterator[str]:
    """The calls that a Python source names: strings of a function and a path, or what looks so."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for name in re.findall(r"(?<![\w/.:])[\w:]+/\w+(?![\w/.])", node.value):
                function, path = name.split("/")
                if function in tables.FUNCTIONS or path in tables.PATHS:
                    yield name


def test_tests_name_calls_that_there_are() -> None:
    found: dict[str, set[str]] = {}
    for path in TESTS.rglob("*.py"):
        unknown = {name for name in written(path.read_text("utf-8")) if not is_there(name)}
        if unknown and path != Path(__file__):
            found[str(path.relative_to(TESTS))] = unknown
    assert found == MADE_UP


def test_a_test_that_names_another_is_found() -> None:
    source = 'a = "settimeofday/vdso"; b = {"getcpu/road": "time/vdso is", "x/y": 1}'
    assert [name for name in written(source) if not is_there(name)] == [
        "settimeofday/vdso",
        "getcpu/road",
    ]


@pytest.mark.parametrize("made", [synthetic.result(), synthetic.exact(), reports.run()])
def test_made_results_have_calls_that_there_are(made: dict[str, Any]) -> None:
    for row in made["benchmarks"]:
        assert is_there(row["name"]), row["name"]
        assert row["label"] in tables.OUTCOMES


def test_reference_results_have_calls_that_there_are() -> None:
    files = [file for file in (REPOSITORY / "results").rglob("*.json") if "local" not in file.parts]
    assert files
    for file in files:
        document = json.loads(file.read_text("utf-8"))
        for row in document.get("benchmarks") or document.get("calls", ()):
            assert is_there(row["name"]), f"{file}: {row['name']}"
