"""A file's JSON, whatever is in it: a document, or BadContent that says what is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable, NoReturn, TypeGuard

from vdsobench import bounded
from vdsobench.errors import Failed
from vdsobench.safe_text import one_line

MAX_BYTES = 32 << 20  # forty processes of a hundred calls are 2 MiB

Json = dict[str, Any]


class BadContent(Failed):
    """What is wrong in the file being read; whoever knows the file's name adds it."""


def read(path: Path) -> Json:
    """The object that a file holds. Raises BadContent."""
    return whole(parse(contents(path)))


def whole(document: Any) -> Json:
    """The document, if it is an object. Raises BadContent."""
    if not isinstance(document, dict):
        raise BadContent("is JSON, but not a result: an object with 'context' and 'benchmarks'")
    return document


def contents(path: Path) -> bytes:
    """A file's bytes, of MAX_BYTES at most. Raises BadContent."""
    try:
        data = bounded.at_most(path, MAX_BYTES)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        raise BadContent(getattr(error, "strerror", None) or str(error)) from None
    if len(data) > MAX_BYTES:
        raise BadContent(f"is over {MAX_BYTES >> 20} MiB, too large for a result")
    return data


def _not_json(constant: str) -> NoReturn:
    raise BadContent(f"holds {constant}, which is no number; leave such counters out")


def parse(data: bytes, constant: Callable[[str], Any] = _not_json) -> Any:
    """constant: what becomes of NaN and Infinity, which are not JSON."""
    if not data.strip():
        raise BadContent("is empty; was the run interrupted?")
    try:
        return json.loads(data, parse_constant=constant)
    except RecursionError:
        raise BadContent("is nested too deeply for a result") from None
    except json.JSONDecodeError as error:
        raise BadContent(f"{_syntax(error)}; run the benchmark again") from None
    except UnicodeDecodeError:
        raise BadContent("is not text in UTF-8, so not a result") from None
    except ValueError:  # an integer of more digits than Python converts
        raise BadContent("holds a number of absurd length") from None


def _syntax(error: json.JSONDecodeError) -> str:
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string"):
        return "is cut short"
    return f"is not JSON: {error.msg} in line {error.lineno}"


def expect(value: Any, kind: type, what: str, wanted: str) -> Any:
    """The value, if it is of this kind. what: its name in the message. Raises BadContent."""
    if not isinstance(value, kind):
        found = "missing" if value is None else type(value).__name__
        raise BadContent(f"{what} should be {wanted}, but is {found}")
    return value


def is_number(value: Any) -> TypeGuard[float]:
    """Whether JSON has it as a number: to Python true and false are numbers too."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def shown(text: object) -> str:
    """Text of a file inside a message: short, and harmless to a terminal."""
    return f"'{one_line(text, 60)}'"
