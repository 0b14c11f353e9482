"""Names of the results format: in one place of the scripts, and the ones that the program writes."""

from __future__ import annotations

import re

import synthetic
from commands import SCRIPTS
from kernel_runs import REPOSITORY

from vdsobench.results import schema

OWN = {
    "schema.py",
    "compare/machine.py",  # names its own format, which is no result's
}
KEYS_HPP = REPOSITORY / "src" / "host" / "keys.hpp"
PACKAGE = SCRIPTS / "vdsobench"
# Of formats of the scripts' own.
NOT_OF_RESULTS = {"anatomy_schema"}


def test_names_of_the_format_are_written_in_one_place_only() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): literals
        for path in PACKAGE.rglob("*.py")
        if (literals := re.findall(r"""["']vdsobench\.[\w{]+""", path.read_text("utf-8")))
    }
    assert found.keys() <= OWN, found


def written(header: str) -> set[str]:
    """The context's keys as the program knows them, without their prefix."""
    return set(re.findall(rf'"{re.escape(schema.PREFIX)}(\w+)"', header))


def known() -> set[str]:
    """Those of schema.py: from SCHEMA to the first that is Google Benchmark's."""
    names = list(vars(schema))
    return {vars(schema)[name] for name in names[names.index("SCHEMA") : names.index("DATE")]}


def test_the_program_writes_every_key_that_the_scripts_know() -> None:
    keys = written(KEYS_HPP.read_text("utf-8"))
    assert {"schema", "clocksource_before", "warnings"} <= known() <= keys
    assert set(schema.EXPLAINING) <= keys | set(schema.HARNESS_KEYS)


def test_a_key_that_it_does_not_write_is_found() -> None:
    renamed = KEYS_HPP.read_text("utf-8").replace('"vdsobench.rseq"', '"vdsobench.rseq_state"')
    assert known() - written(renamed) == {"rseq"}


def test_no_key_is_made_up_where_it_is_used() -> None:
    keys = written(KEYS_HPP.read_text("utf-8")) | NOT_OF_RESULTS
    for path in PACKAGE.rglob("*.py"):
        used = re.findall(r"""schema\.key\(["'](\w+)["']\)""", path.read_text("utf-8"))
        assert set(used) <= keys, path


def test_made_results_have_keys_that_there_are() -> None:
    made = {key.removeprefix(schema.PREFIX) for key in synthetic.CONTEXT if "." in key}
    assert made <= written(KEYS_HPP.read_text("utf-8"))
