"""What `cmake --install` leaves works from where it was put."""

import os
import subprocess
from pathlib import Path

import pytest
from command_line import BINARY

BUILD = Path(BINARY).parents[1]
SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
COMMANDS = sorted(path.name for path in SCRIPTS.glob("*.py"))


@pytest.fixture(scope="module")
def prefix(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prefix")
    install = ["cmake", "--install", BUILD, "--prefix", folder]
    subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="module")
def commands(prefix: Path) -> Path:
    (found,) = prefix.glob("lib*/**/vdsobench/compare.py")
    return found.parent


def output_of(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_program_runs(prefix: Path, tmp_path: Path) -> None:
    assert "time/vdso" in output_of(prefix / "bin" / "vdsobench", "list", cwd=tmp_path)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_there_and_starts(commands: Path, command: str, tmp_path: Path) -> None:
    assert f"usage: {command}" in output_of(commands / command, "--help", cwd=tmp_path)


def test_commands_find_the_installed_programs(commands: Path, prefix: Path, tmp_path: Path) -> None:
    ask = (
        "from vdsobench import layout; from vdsobench.peers.tools import find_vdsobench\n"
        "print(find_vdsobench(None), *layout.PROGRAMS.iterdir(), layout.RESULTS, sep='\\n')"
    )
    environment = {**os.environ, "PYTHONPATH": str(commands)}
    done = subprocess.run(
        ["/usr/bin/python3", "-c", ask],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    *programs, results = map(Path, done.stdout.splitlines())
    assert programs[0].resolve() == prefix / "bin" / "vdsobench"
    built = {path.name for path in BUILD.glob("bench/*") if path.is_file() and os.access(path, 1)}
    assert {program.name for program in programs} == built
    assert all(program.is_relative_to(prefix) and os.access(program, 1) for program in programs)
    assert results == Path("results/local")


def test_what_is_for_the_source_tree_stays_there(commands: Path) -> None:
    assert not {"run", "test", "__pycache__"} & {path.name for path in commands.iterdir()}
    assert (commands / "install-dependencies").is_file()
