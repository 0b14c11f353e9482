"""Every command that README.md and docs/ show, run as it stands there."""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
from pathlib import Path
from typing import Callable, NamedTuple

import pytest
from commands import LONG, SCRIPTS
from kernel_runs import REPOSITORY

from vdsobench.anatomy import options as anatomy
from vdsobench.compatibility import options as compatibility
from vdsobench.kernels import options as kernels

PAGES = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md"]
PAGES += sorted((REPOSITORY / "docs").glob("*.md"))
COMMAND = re.compile(r"^    (?:scripts/|build/|vdsobench |cmake )")
# What is no test's to run, and why.
LEFT_OUT = {
    "scripts/run": "it builds what the tests run, and every other test of `vdsobench run` runs it",
    "scripts/build-portable": "tests/scripts/portable/file_test.py reads what it has built",
    "scripts/test": "it runs this test",
    "vdsobench watch": "it takes root, and some have no end: tests/bench/commands/watch_test.py",
    "vdsobench check --pid": "it takes root: tests/bench/commands/check_process_test.py",
    "cmake": "tests/bench/install_test.py installs",
}
# They boot machines for minutes: without --long only their options are read.
BOOTS: dict[str, Callable[[], argparse.ArgumentParser]] = {
    "scripts/kernels.py run": kernels.parser,
    "scripts/anatomy.py --kernel": anatomy.parser,
    "scripts/compatibility.py": compatibility.parser,
}
MEASURED = "result before after main branch a b 6.1/one 6.1/two 6.12/one 6.12/two"
UNDECIDED = "gate: not judged"  # status 2, of a machine that was never quiet
FINDINGS = ("check", "--gate")  # whose exit status 1 is an answer


class Shown(NamedTuple):
    page: str
    command: str


def shown_on(page: Path) -> list[Shown]:
    """The commands of its indented blocks, continued lines joined, without the remarks."""
    text = page.read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if COMMAND.match(line)]
    return [Shown(page.name, re.sub(r"  +#.*", "", line).strip()) for line in lines]


COMMANDS = [shown for page in PAGES for shown in shown_on(page)]


def of(table: dict[str, object] | dict[str, str], command: str) -> str | None:
    return next((start for start in table if f"{command} ".startswith(f"{start} ")), None)


@pytest.fixture(scope="module")
def place(vdsobench: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where everything that the pages name lies: results that were just measured."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "build/release/bench").mkdir(parents=True)
    (folder / "build/release/bench/vdsobench").symlink_to(vdsobench)
    (folder / "scripts").symlink_to(SCRIPTS)
    for name in ("results/local/kernels", "results/6.1", "results/6.12"):
        (folder / name).mkdir(parents=True)
    for name in ("exact", "anatomy", "vm"):
        (folder / "results" / name).symlink_to(REPOSITORY / "results" / name)
    for path in sorted((REPOSITORY / "results/exact").glob("6.1,*.json"))[:2]:
        (folder / "results/local/kernels" / path.name).symlink_to(path)
    quick = [vdsobench, "run", "--quick", "--quiet", "--filter", "^(gettimeofday|getppid)/"]
    for name in MEASURED.split():
        path = folder / ("results" if "/" in name else "") / f"{name}.json"
        run_there(folder, [*quick, "--out", path])
    run_there(folder, [*quick, "--threads", "1,2", "--out", folder / "threads.json"])
    return folder


def run_there(folder: Path, command: list[object]) -> None:
    done = subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr


def test_the_pages_show_commands() -> None:
    assert {shown.page for shown in COMMANDS} >= {"README.md", "usage.md", "compare.md"}


@pytest.mark.parametrize("shown", COMMANDS, ids=lambda shown: f"{shown.page}: {shown.command}")
def test_a_shown_command_works(shown: Shown, place: Path, tmp_path: Path) -> None:
    command = shown.command
    if left := of(LEFT_OUT, command):
        pytest.skip(LEFT_OUT[left])
    if start := of(BOOTS, command):
        words = [word for word in shlex.split(command)[1:]]
        BOOTS[start]().parse_args(words)
        if not LONG:
            return
        command += f" --out {tmp_path / 'out'}"
    vdsobench = 'vdsobench() { build/release/bench/vdsobench "$@"; }; '
    done = subprocess.run(
        ["bash", "-c", vdsobench + command], cwd=place, capture_output=True, text=True
    )
    answers = (0, 1) if any(word in command for word in FINDINGS) else (0,)
    assert done.returncode in answers or UNDECIDED in done.stderr, done.stderr
