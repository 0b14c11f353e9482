"""Every command's parser and its dataclass of options are one: no option unread, no field ungiven."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any, Iterator, get_type_hints

import pytest
from commands import SCRIPTS


from vdsobench.anatomy import options as anatomy_options
from vdsobench.compare import command as compare
from vdsobench.compatibility import options as compatibility
from vdsobench.environments import options as environments
from vdsobench.export import command as export
from vdsobench.kernels import options as kernels
from vdsobench.peers import command as peers
from vdsobench.peers import counting_cost, repeatability
from vdsobench.plot import command as plot
from vdsobench.report import command as report

# The command, its parser, and what becomes of the arguments.
PLAIN = {
    "anatomy": (anatomy_options.parser, anatomy_options.Options),
    "compare": (compare.parser, compare.Options),
    "compatibility": (compatibility.parser, compatibility.Options),
    "counting_cost": (counting_cost.parser, counting_cost.Options),
    "environments": (environments.parser, environments.Options),
    "export": (export.parser, export.Options),
    "peers": (peers.parser, peers.Options),
    "plot": (plot.parser, plot.Options),
    "repeatability": (repeatability.parser, repeatability.Options),
    "report": (report.parser, report.Options),
}


def subcommands() -> Iterator[tuple[argparse.ArgumentParser, Any]]:
    for action in kernels.parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, made in action.choices.items():
                yield made, kernels._OPTIONS[name]


def given(parser: argparse.ArgumentParser) -> list[str]:
    """What parsing always gives: of every option, and of what is set without one."""
    return sorted({action.dest for action in parser._actions} - {"help"} | set(parser._defaults))


def taken(kind: Any) -> list[str]:
    """The fields, and in place of a field that is a dataclass its own."""
    types = get_type_hints(kind)
    names: list[str] = []
    for field in dataclasses.fields(kind):
        inner = types[field.name]
        names += taken(inner) if dataclasses.is_dataclass(inner) else [field.name]
    return sorted(names)


@pytest.mark.parametrize("command", PLAIN)
def test_a_command_reads_each_option_and_gives_each_field(command: str) -> None:
    parser, kind = PLAIN[command]
    assert given(parser()) == taken(kind)


def test_so_do_the_subcommands_of_kernels() -> None:
    found = list(subcommands())
    assert len(found) == len(kernels._OPTIONS)
    for parser, kind in found:
        assert given(parser) == taken(kind), kind


def all_parsers() -> dict[str, argparse.ArgumentParser]:
    named = {f"kernels {kind.__name__}": parser for parser, kind in subcommands()}
    return {command: parser() for command, (parser, _) in PLAIN.items()} | named


def by_name(parser: argparse.ArgumentParser) -> dict[str, argparse.Action]:
    return parser._option_string_actions


@pytest.mark.parametrize("command", all_parsers())
def test_options_of_one_name_mean_the_same_everywhere(command: str) -> None:
    names = by_name(all_parsers()[command])
    if "--where" in names:
        assert names["--where"].metavar == "KEY=PATTERN" and names["--filter"].metavar == "REGEX"
    if "--call" in names:  # a shell pattern, as often as one likes
        assert names["--call"].metavar == "PATTERN"
        assert isinstance(names["--call"], argparse._AppendAction)
    if "--format" in names:
        formats = names["--format"].choices or ()
        assert ("json" in formats) == ("--json" in names)
        assert "-o" in names
        if "--json" in names:
            assert (names["--json"].dest, names["--json"].const) == ("format", "json")
    if "-o" in names:
        assert names["-o"] is names["--output"]
    if "results" in {action.dest for action in all_parsers()[command]._actions}:
        assert {"--where", "--filter"} <= names.keys()


# What 0.1 wrote, and what is written now.
OLD = [
    ("compare", "a.json --calls x", "a.json --call x"),
    ("compare", "a.json --filter mode=exact", "a.json --where mode=exact"),
    ("compare", "a.json --format json", "a.json --json"),
    ("compare", "a.json --min-effect 5", "a.json --min-effect 5%"),
    ("anatomy", "--show a.json --out x", "--show a.json -o x"),
    ("compatibility", "--out x", "-o x"),
    ("kernels RunOptions", "--kernel 6.1 --out x", "--kernel 6.1 -o x"),
    ("kernels TableOptions", "a.json --markdown", "a.json --format markdown"),
]


@pytest.mark.parametrize(("command", "old", "new"), OLD)
def test_what_0_1_wrote_is_understood_and_not_advised(command: str, old: str, new: str) -> None:
    parser = all_parsers()[command]
    assert parser.parse_args(old.split()) == parser.parse_args(new.split())
    for name in ("--calls", "--out ", "--markdown"):
        assert command in ("compatibility",) or name not in parser.format_help()


def test_an_option_without_a_field_is_found() -> None:
    parser = PLAIN["export"][0]()
    parser.add_argument("--new")
    assert given(parser) != taken(export.Options)


def test_no_command_is_left_out() -> None:
    assert {script.stem for script in SCRIPTS.glob("*.py")} == PLAIN.keys() | {"kernels"}
