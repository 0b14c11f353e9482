"""How commands are called: their parsers, and what was parsed as a dataclass of the command's own."""

from __future__ import annotations

import argparse
import dataclasses
import re
from pathlib import Path
from typing import Any, NoReturn, Sequence, TypeVar, get_type_hints

from vdsobench.errors import BAD_USAGE
from vdsobench.safe_text import one_line

Options = TypeVar("Options")


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """In one line, with what may have been meant. It quotes what was given, such as names of
        files that a shell has put in."""
        found = _UNKNOWN_CHOICE.search(message)
        if found:
            known = re.findall(r"'([^']*)'", found["known"])
            message = f"{message[: found.start()]}{_answer(found['word'], known)}"
        elif message.startswith(_UNKNOWN_OPTION):
            word = message.removeprefix(_UNKNOWN_OPTION).split(" ")[0]
            message = f"unknown argument {_answer(word, self._long_options())}"
        self.exit(BAD_USAGE, f"{self.prog}: {one_line(message)} (see {self.prog} --help)\n")

    def _long_options(self) -> list[str]:
        return [name for name in self._option_string_actions if name.startswith("--")]

    def options(self, kind: type[Options], arguments: Sequence[str] | None = None) -> Options:
        """The arguments (default: the program's own) as a dataclass, see typed()."""
        return typed(kind, self.parse_args(arguments))


_UNKNOWN_OPTION = "unrecognized arguments: "
_UNKNOWN_CHOICE = re.compile(r"invalid choice: '(?P<word>.*)' \(choose from (?P<known>.*)\)$")


def _answer(word: str, known: Sequence[str]) -> str:
    """Options are many, and named only where one is like the word."""
    from vdsobench.suggestion import suggestion  # of which only mistakes have use

    meant = suggestion(word.split("=")[0], known)
    useful = meant.startswith("did you mean") or not word.startswith("-")
    return f"'{word}': {meant}" if useful else f"'{word}'"


def parser(program: str, description: str, epilog: str) -> Parser:
    """Examples and exit statuses stand in the epilog, in lines as they are written there."""
    return Parser(
        prog=program,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def typed(kind: type[Options], given: argparse.Namespace) -> Options:
    """What was parsed, as the dataclass kind. A field that is itself a dataclass takes its fields
    from the same arguments. Raises TypeError for a field that no option gives, and for an option
    that no field takes: nothing would read it."""
    values = dict(vars(given))
    made: Options = _take(kind, values)
    if values:
        raise TypeError(f"{kind.__name__} has no field for {', '.join(sorted(values))}")
    return made


def _take(kind: Any, values: dict[str, Any]) -> Any:
    types = get_type_hints(kind)
    fields = {}
    for field in dataclasses.fields(kind):
        if dataclasses.is_dataclass(types[field.name]):
            fields[field.name] = _take(types[field.name], values)
        elif field.name in values:
            fields[field.name] = values.pop(field.name)
        else:
            raise TypeError(f"no option gives {kind.__name__}.{field.name}")
    return kind(**fields)


def positive(text: str) -> int:
    """An option's number, of at least 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def add_results(made: argparse.ArgumentParser) -> None:
    made.add_argument("results", nargs="+", help="result files, or folders of them")


def add_format(
    made: argparse.ArgumentParser, formats: Sequence[str], required: bool = False
) -> None:
    """Adds --format, of which the first is the default unless one has to be named; and --json, where
    that is one."""
    default = None if required else formats[0]
    made.add_argument(
        "--format", choices=formats, default=default, required=required, help="what to print"
    )
    if "json" in formats:
        help = "short for --format json"
        made.add_argument("--json", dest="format", action="store_const", const="json", help=help)


def add_output(made: argparse.ArgumentParser) -> None:
    """Adds -o, for a command that else writes to standard output: see files.output_to()."""
    made.add_argument("-o", "--output", type=Path, help="file to write (default: standard output)")


def add_folder(made: argparse._ActionsContainer, default: Path, what: str) -> None:
    """Adds -o, for a command that writes several files; 0.1 had --out alone."""
    words = f"for {what} (default: %(default)s)"
    made.add_argument(
        "-o", "--output", dest="out", type=Path, default=default, metavar="FOLDER", help=words
    )
    add_old_name(made, "--out", "out", type=Path, default=default)


def add_old_name(made: argparse._ActionsContainer, name: str, dest: str, **more: Any) -> None:
    """What an option was called in 0.1: understood, and in no help."""
    made.add_argument(name, dest=dest, help=argparse.SUPPRESS, **more)
