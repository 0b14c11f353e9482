"""Whatever a file holds: an object, or a reason that names what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vdsobench.results import document
from vdsobench.results.document import BadContent


def test_an_object_is_read_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"context": {"ä": 1.5}}), encoding="utf-8")
    assert document.read(file) == {"context": {"ä": 1.5}}


@pytest.mark.parametrize(
    "data, words",
    [
        (b" \n", "is empty"),
        (b'{"a": [1, 2', "is cut short"),
        (b'{"a": "tex', "is cut short"),
        (b'{"a":\n}\n ', "is not JSON: Expecting value in line 2"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": NaN}', "holds NaN"),
        (b'{"a": -Infinity}', "holds -Infinity"),
        (b'{"a": "\xff"}', "UTF-8"),
        (b'{"a": ' + b"1" * 5000 + b"}", "absurd length"),
        (b"[1]", "is JSON, but not a result"),
    ],
    ids=lambda it: it if isinstance(it, str) else "",  # the data of some is long
)
def test_what_is_no_result_says_why(tmp_path: Path, data: bytes, words: str) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(data)
    with pytest.raises(BadContent, match=words):
        document.read(file)


def test_a_file_that_is_not_there_or_cannot_be_named_is_bad_content(tmp_path: Path) -> None:
    with pytest.raises(BadContent, match="No such file"):
        document.contents(tmp_path / "none")
    with pytest.raises(BadContent, match="null byte"):
        document.contents(tmp_path / "a\0b")


def test_a_file_may_be_as_large_as_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_BYTES", 1 << 20)
    file = tmp_path / "a.json"
    file.write_bytes(b" " * (1 << 20))
    assert len(document.contents(file)) == 1 << 20
    file.write_bytes(b" " * ((1 << 20) + 1))
    with pytest.raises(BadContent, match="over 1 MiB"):
        document.contents(file)


def test_the_caller_may_choose_what_becomes_of_nan() -> None:
    assert document.parse(b'{"a": NaN}', constant=lambda name: name) == {"a": "NaN"}


def test_a_value_of_the_wrong_kind_is_named() -> None:
    assert document.expect([1], list, "'rows'", "a list") == [1]
    with pytest.raises(BadContent, match="'rows' should be a list, but is missing"):
        document.expect(None, list, "'rows'", "a list")
    with pytest.raises(BadContent, match="'rows' should be a list, but is str"):
        document.expect("x", list, "'rows'", "a list")
