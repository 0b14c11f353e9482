"""The shell of scripts/run and scripts/test, with stand-ins for all that takes time."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from commands import SCRIPTS, stand_in

# Writes its result where it is told to, unless it is asked for something else.
VDSOBENCH = """
case "$*" in *--help*) exit 0 ;; *--out*--out*) exit 2 ;; esac
for word; do
  if [ "$before" = --out ]; then echo "$word" >>written; echo {} >"$word"; fi
  before=$word
done
exit ${STATUS:-0}
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("run", "test", "steps.sh"):
        (tmp_path / "scripts").mkdir(exist_ok=True)
        shutil.copy(SCRIPTS / name, tmp_path / "scripts" / name)
    stand_in(tmp_path / "scripts" / "install-dependencies", "exit 0")
    stand_in(tmp_path / "bin" / "cmake", "sleep 0.05")
    stand_in(tmp_path / "build/release/bench/vdsobench", VDSOBENCH)
    return tmp_path


def run(tree: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{tree / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        [tree / "scripts" / words[0], *words[1:]],
        env={"PATH": path, **environment},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("status", [0, 1])
def test_a_run_says_where_its_result_is(tree: Path, status: int) -> None:
    done = run(tree, "run", STATUS=str(status))
    (written,) = (tree / "written").read_text().splitlines()
    assert (done.returncode, done.stderr) == (status, f"result: {written}\n")


def test_every_run_keeps_a_result_of_its_own(tree: Path) -> None:
    for _ in range(3):
        assert run(tree, "run").returncode == 0
    written = (tree / "written").read_text().splitlines()
    assert len(set(written)) == 3 and all((tree / name).is_file() for name in written)
    latest = tree / "results/local/latest.json"
    assert latest.is_symlink() and latest.samefile(tree / written[-1])


@pytest.mark.parametrize("words", [("--out", "mine.json"), ("--out=mine.json",)])
def test_a_result_can_be_named(tree: Path, words: tuple[str, ...]) -> None:
    """The stand-in fails on a second --out as the program does."""
    done = run(tree, "run", "--quick", *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tree / "results/local").exists()


def test_help_writes_no_result_and_names_none(tree: Path) -> None:
    run(tree, "run")
    done = run(tree, "run", "--help")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_format_of_every_source_is_looked_at(tree: Path) -> None:
    """In a tree without git; clang-format finds fault, and nothing more is done."""
    stand_in(tree / "bin" / "clang-format", 'echo "$@"; exit 1')
    for source in ("src/a/b.hpp", "bench/c.cpp", "tests/d.c"):
        (tree / source).parent.mkdir(parents=True)
        (tree / source).touch()
    done = run(tree, "test")
    assert done.returncode == 1
    assert "src/a/b.hpp bench/c.cpp tests/d.c" in done.stdout
    assert "Python" not in done.stdout
