"""Where something that was preloaded answers in the C library's place, it is what the verdict names."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from command_line import QUICK, strict_json, vdsobench

SOURCE = Path(__file__).parent / "launchers" / "preloaded_clocks.c"

pytestmark = pytest.mark.skipif(not shutil.which("cc"), reason="there is no C compiler")


def preloading(kind: str, folder: Path) -> tuple[Path, dict[str, str]]:
    library = folder / f"{kind.lower()}.so"
    subprocess.run(["cc", "-shared", "-fPIC", f"-D{kind}", "-o", library, SOURCE], check=True)
    return library, os.environ | {"LD_PRELOAD": str(library)}


def checked(environment: dict[str, str]) -> dict[str, dict[str, Any]]:
    done = vdsobench("check", "--json", env=environment)
    assert done.returncode == 1, done.stderr
    return {each["name"]: each for each in json.loads(done.stdout)["functions"]}


def test_who_asks_the_kernel_in_the_librarys_place_is_named(tmp_path: Path) -> None:
    library, environment = preloading("SLOW", tmp_path)
    functions = checked(environment)
    clock = functions["clock_gettime:monotonic"]
    assert clock["grade"] == "bad" and str(library) in clock["reason"]
    assert "glibc" not in clock["reason"] and "LD_PRELOAD" in clock["remedy"]
    assert str(library) not in functions["gettimeofday"]["reason"]


def test_who_lies_in_the_librarys_place_is_named(tmp_path: Path) -> None:
    library, environment = preloading("WRONG", tmp_path)
    clock = checked(environment)["clock_gettime:monotonic"]
    assert (clock["grade"], clock["outcome"]) == ("bad", "disagrees")
    assert str(library) in clock["reason"] and "LD_PRELOAD" in clock["remedy"]


def test_a_clock_that_stands_still_holds_up_nothing(tmp_path: Path) -> None:
    library, environment = preloading("FROZEN", tmp_path)
    clock = checked(environment)["clock_gettime:monotonic"]
    assert str(library) in clock["reason"]
    file = tmp_path / "result.json"
    done = vdsobench("run", *QUICK, "--out", str(file), env=environment)
    assert done.returncode == 0, done.stderr
    assert all(row["real_time"] > 0 for row in strict_json(file.read_text())["benchmarks"])


@pytest.mark.skipif(not shutil.which("faketime"), reason="libfaketime is not installed")
def test_libfaketime_is_named(tmp_path: Path) -> None:
    for when in ("+2d", "2020-01-01 00:00:00"):
        done = subprocess.run(
            ["faketime", "-f", when, os.environ["VDSOBENCH_BINARY"], "check", "--json"],
            capture_output=True,
            text=True,
            timeout=600,
        )
        functions = {each["name"]: each for each in json.loads(done.stdout)["functions"]}
        assert "libfaketime" in functions["clock_gettime:realtime"]["reason"]
