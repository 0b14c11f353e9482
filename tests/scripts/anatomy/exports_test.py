"""What is written for other programs: only what was asked for, and only where it can be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Sequence
from xml.etree import ElementTree

import pytest
import synthetic
from anatomy import recorded

from vdsobench.anatomy import documents, exports
from vdsobench.anatomy.options import Exports
from vdsobench.errors import UsageError
from vdsobench.results import loader
from vdsobench.results.loader import Result

KINDS = ("folded", "flame", "speedscope", "bars", "scatter")
CALL, REFUSED = recorded.CALLS
SHOWN = [
    (
        "6.1",
        documents.checked(
            recorded.document(
                "6.1",
                "",
                recorded.with_costly(recorded.call(CALL, 5, 3), syscall=1),
                recorded.call("time/insn", 2, 1),
                {"name": REFUSED, "reason": "no vsyscall page"},
            )
        ),
    )
]


@pytest.fixture
def measured(tmp_path_factory: pytest.TempPathFactory) -> Result:
    file = tmp_path_factory.mktemp("measured") / "x.json"
    return loader.load(synthetic.write(file, synthetic.result()))


def given(folder: Path, *kinds: str) -> Exports:
    return Exports(**{kind: folder / kind if kind in kinds else None for kind in KINDS})


@pytest.mark.parametrize(
    ("kind", "calls", "recordings", "reason"),
    [
        ("flame", [], 1, "give one --call"),
        ("folded", ["a", "b"], 1, "give one --call"),
        ("folded", ["a"], 2, "give one kernel and mode, or one file"),
        ("flame", ["a"], 0, "give one kernel and mode, or one file"),
        ("speedscope", [], 2, "give one kernel and mode, or one file"),
        ("scatter", [], 2, "give one kernel and mode, or one file"),
    ],
)
def test_what_is_of_one_call_or_recording_takes_no_more(
    kind: str, calls: Sequence[str], recordings: int, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=reason):
        exports.check(given(tmp_path, kind), calls, recordings)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_needs_a_folder(kind: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=f"nowhere: no such folder to write {kind} to"):
        exports.check(given(tmp_path / "nowhere", kind), ["a"], 1, tmp_path)


def test_what_can_be_written_passes(tmp_path: Path) -> None:
    exports.check(given(tmp_path), [], 7)
    exports.check(given(tmp_path, "bars"), [], 7)
    exports.check(given(tmp_path, "speedscope"), ["a", "b"], 1)
    exports.check(given(tmp_path, *KINDS), ["a"], 1, tmp_path / "measured.json")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_else_than_what_was_asked_for_is_written(
    kind: str, tmp_path: Path, measured: Result
) -> None:
    exports.write(SHOWN, given(tmp_path, kind), [CALL], measured)
    assert [file.name for file in tmp_path.iterdir()] == [kind]


def test_each_file_holds_the_call(tmp_path: Path, measured: Result) -> None:
    exports.write(SHOWN, given(tmp_path, *KINDS), [CALL], measured)
    folded = (tmp_path / "folded").read_text().splitlines()
    assert sum(int(line.rpartition(" ")[2]) for line in folded) == 9
    profiles = json.loads((tmp_path / "speedscope").read_text())["profiles"]
    assert [profile["name"] for profile in profiles] == [CALL, "time/insn"]
    for kind, words in (("flame", "__x64_sys_f"), ("bars", CALL), ("scatter", CALL)):
        drawn = ElementTree.parse(tmp_path / kind).getroot()
        assert any(words in text for text in drawn.itertext()), kind


def test_bars_are_of_every_call_unless_some_were_asked_for(tmp_path: Path) -> None:
    exports.write(SHOWN, given(tmp_path, "bars"), [])
    text = " ".join(ElementTree.parse(tmp_path / "bars").getroot().itertext())
    assert all(name in text for name in (CALL, "time/insn", REFUSED))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (REFUSED, f"{REFUSED} was not told: no vsyscall page"),
        ("getcpu/insn", "getcpu/insn was not told: it was not recorded"),
    ],
)
def test_a_call_that_was_not_told_says_why(name: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=reason):
        exports.write(SHOWN, given(tmp_path, "folded"), [name])
    assert not list(tmp_path.iterdir())


def test_a_scatter_needs_something_measured(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="give --measured"):
        exports.check(given(tmp_path, "scatter"), [], 1)
    exports.check(given(tmp_path, "scatter"), [], 1, tmp_path / "measured.json")
