"""What commands import, and limits in processor time: ten times what it takes on an idle machine,
since a slow core or a shared cache makes that dearer, too."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
import synthetic
from commands import SCRIPTS, run

COMMANDS = ("compare.py", "plot.py", "report.py", "export.py")
HEAVY = ("numpy", "scipy", "matplotlib", "rich", "jinja2")


def seconds_of(script: str, *arguments: object) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run(script, *arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def imports_of(script: str, *arguments: str) -> set[str]:
    code = f"""
import runpy, sys
sys.path.insert(0, {str(SCRIPTS)!r})
sys.argv = {[script, *arguments]!r}
try:
    runpy.run_path({str(SCRIPTS / script)!r}, run_name="__main__")
except SystemExit:
    print(*sorted(m for m in {HEAVY} if m in sys.modules), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("script", COMMANDS)
def test_help_imports_nothing_heavy(script: str) -> None:
    assert imports_of(script, "--help") == set()
    assert seconds_of(script, "--help") < 6


def test_a_comparison_imports_only_what_it_needs(tmp_path: Path) -> None:
    path = synthetic.write(tmp_path / "a.json", synthetic.result(1, modes=False))
    assert imports_of("compare.py", path, path) == {"numpy", "rich"}
    assert imports_of("compare.py", path, path, "--format", "json") == {"numpy"}


def test_ten_files_take_little_processor_time(tmp_path: Path) -> None:
    for seed in range(10):
        synthetic.write(tmp_path / f"{seed}.json", synthetic.result(seed))
    assert seconds_of("compare.py", *sorted(tmp_path.glob("*.json"))) < 6
