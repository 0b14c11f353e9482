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


def test_an_option_without_a_field_is_found() -> None:
    parser = PLAIN["export"][0]()
    parser.add_argument("--new")
    assert given(parser) != taken(export.Options)


def test_no_command_is_left_out() -> None:
    assert {script.stem for script in SCRIPTS.glob("*.py")} == PLAIN.keys() | {"kernels"}
