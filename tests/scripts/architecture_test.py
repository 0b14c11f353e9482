"""The Python package keeps to the layout: no circle, and no command imports another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import SCRIPTS

PACKAGE = SCRIPTS / "vdsobench"

# Each imports only those before it: first the modules that everything may use, then the folders,
# each with the folders that it needs, and no more than that.
MODULES = "bounded layout safe_text safe_console fitted_table terminal suggestion errors command_line early progress files programs"
FOLDERS: dict[str, set[str]] = {
    "results": set(),
    "archive": {"results"},
    "guest": {"results"},
    "compare": {"results"},
    "export": {"results"},
    "peers": {"results"},
    "kernels": {"results", "archive", "guest"},
    "plot": {"results", "compare"},
    "anatomy": {"results", "archive", "guest", "kernels", "plot"},
    "compatibility": {"results", "archive", "guest", "kernels"},
    "environments": set(),
    "portable": set(),
    "report": {"results", "compare", "export", "plot", "anatomy"},
}
ORDER = ["", *MODULES.split(), *FOLDERS]

# Modules that have no test of their name: the test that runs them, and the reason.
OPTIONS = ("options_test", "holds all parsers to the same rules, in one table of them")
ELSEWHERE = {
    "anatomy/options": OPTIONS,
    "anatomy/qmp": ("anatomy/record_test", "its other end is a QEMU, which a recording starts"),
    "compare/options": OPTIONS,
    "compatibility/options": OPTIONS,
    "compatibility/trial": ("compatibility/command_test", "boots a machine, as the command does"),
    "environments/options": OPTIONS,
    "early": ("hostile_ground_test", "a command is interrupted while it loads"),
    "kernels/command": ("kernels/at_once_test", "list, fetch and run, as whole commands"),
    "kernels/options": OPTIONS,
    "layout": ("../bench/install_test", "only an installation has another layout than these tests"),
}
# Tests of no one module: of files of other kinds, or of what all commands have alike.
OF_NO_MODULE = {
    "architecture_test": "imports, and this list",
    "bpf_cmake_test": "cmake's way to a BPF object",
    "compare/shared_core_test": "runs beside a neighbour",
    "docs_test": "the documents' commands",
    "guest/console_test": "guest_init.sh's console",
    "hostile_ground_test": "a machine that lacks what commands need",
    "hostile_test": "results that somebody made to harm",
    "install_dependencies_test": "a shell script",
    "kernels/at_once_test": "several runs at once",
    "kernels/exact_test": "real kernels",
    "kernels/kills_test": "runs that are killed",
    "kernels/phases_test": "boots at different moments of guest time",
    "largest_test": "every reader's largest input",
    "mistakes_test": "sixty wrong command lines, of all commands",
    "mutants_test": "results that were damaged at random",
    "options_test": "every command's options",
    "portable/build_portable_test": "a shell script",
    "portable/file_test": "the program that it has built",
    "programs/guest_events_test": "a guest whose clock changes",
    "programs/guest_zoo_test": "programs of known habits, in guests",
    "programs/loads_test": "programs that many people run, at work",
    "random_lines_test": "every command's options, at random",
    "renders_test": "the tables of all commands, as they are printed",
    "reproducible_test": "the program",
    "run_and_test_test": "shell scripts",
    "speed_test": "what loading costs",
    "terminal_rules_test": "the scripts and the program, by one table of settings",
}


def imported(package: Path, file: Path) -> Iterator[tuple[str, ...]]:
    """The modules of the package that a file imports, each as its path."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "vdsobench":
            for name in node.names:
                path = (*str(node.module).split("."), name.name)[1:]
                while path and not is_there(package.joinpath(*path)):
                    path = path[:-1]
                yield path


def is_there(module: Path) -> bool:
    return module.is_dir() or module.with_suffix(".py").is_file()


def imports(package: Path) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for file in sorted(package.rglob("*.py")):
        module = file.relative_to(package).with_suffix("").parts
        for other in imported(package, file):
            yield module, other


def faults(package: Path) -> list[str]:
    found = []
    for module, other in imports(package):
        here, there = module[0], (other or ("",))[0]
        if here != there and ORDER.index(there) > ORDER.index(here):
            found.append(f"{'/'.join(module)} imports {'/'.join(other)}, which comes after it")
        if other[-1:] == ("command",):
            found.append(f"{'/'.join(module)} imports a command, {'/'.join(other)}")
    return found


def test_the_package_keeps_to_the_layout() -> None:
    assert not faults(PACKAGE)


def test_every_module_and_folder_has_its_place() -> None:
    there = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert there - {"__init__", "__pycache__"} == set(ORDER) - {""}


def test_each_folder_imports_just_those_that_it_is_said_to_need() -> None:
    used: dict[str, set[str]] = {folder: set() for folder in FOLDERS}
    for module, other in imports(PACKAGE):
        if other and module[0] != other[0] and module[0] in FOLDERS and other[0] in FOLDERS:
            used[module[0]].add(other[0])
    assert used == FOLDERS


@pytest.mark.parametrize(
    "file, text, words",
    [
        ("results/a.py", "from vdsobench.compare import a\n", "results/a imports compare/a"),
        ("terminal.py", "from vdsobench import errors\n", "terminal imports errors"),
        ("plot/a.py", "from vdsobench.plot import command\n", "imports a command, plot/command"),
        ("plot/a.py", "from vdsobench.plot.command import main\n", "imports a command"),
    ],
)
def test_a_doctored_package_fails(tmp_path: Path, file: str, text: str, words: str) -> None:
    for name in ("errors.py", "compare/a.py", "plot/command.py", file):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / file).write_text(text)
    (found,) = faults(tmp_path)
    assert words in found


def modules() -> set[str]:
    """Of the package, each as folder/name."""
    files = (path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))
    return {str(path.with_suffix("")) for path in files if path.name != "__init__.py"}


def files_of_tests() -> set[str]:
    here = Path(__file__).parent
    return {str(path.relative_to(here).with_suffix("")) for path in here.rglob("*_test.py")}


def test_every_module_has_a_test_of_its_name_or_is_listed_with_another() -> None:
    own = {module for module in modules() if f"{module}_test" in files_of_tests()}
    assert modules() - own == set(ELSEWHERE)
    here = Path(__file__).parent
    assert [test for test, _ in ELSEWHERE.values() if not (here / f"{test}.py").is_file()] == []
    assert all(reason for _, reason in ELSEWHERE.values())


def test_every_test_has_a_module_of_its_name_or_is_listed() -> None:
    unnamed = {test for test in files_of_tests() if test.removesuffix("_test") not in modules()}
    assert unnamed == set(OF_NO_MODULE)
