"""What is read from anatomies, and what is refused, in one line and with status 2."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any, Callable

import pytest
from anatomy import recorded
from commands import run
from kernel_runs import REPOSITORY

from vdsobench.anatomy import documents
from vdsobench.errors import UsageError

Json = dict[str, Any]
RECORDED = sorted((REPOSITORY / "results" / "anatomy").glob("*.json"))


def good() -> Json:
    return recorded.document("6.1", "", recorded.call("getppid/insn", 50, 10))


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    made = documents.checked(good())
    documents.save(made, tmp_path / "a.json")
    assert documents.load(tmp_path / "a.json") == ("a", made)
    assert json.loads((tmp_path / "a.json").read_text()) == good()


@pytest.mark.parametrize("file", RECORDED, ids=lambda file: str(file.name))
def test_a_reference_recording_is_the_same_to_the_byte_when_saved_again(
    file: Path, tmp_path: Path
) -> None:
    documents.save(documents.load(file)[1], tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == file.read_bytes()


def test_what_only_some_calls_have_is_kept(tmp_path: Path) -> None:
    spot = {"address": "40", "times": 2, "function": "loop", "text": "nop"}
    made = changed(lambda it: it["calls"][0].update(code=[spot], ways=[61, 66]))
    made["calls"][0]["costly"] = {"syscall": 1, "fault": 99}
    made["calls"].append({"name": "time/vsyscall", "reason": "it was cut off", "failed": True})
    path = tmp_path / "a.json"
    documents.save(documents.checked(made), path)
    assert json.loads(path.read_text()) == made


def test_there_are_reference_recordings() -> None:
    assert RECORDED


def test_a_folder_is_in_the_order_of_kernels_within_a_mode(tmp_path: Path) -> None:
    found = documents.find([str(recorded.folder(tmp_path))])
    assert [label for label, _ in found] == ["6.9", "6.12", "6.9,off", "6.12,off"]


def changed(change: Callable[[Json], None]) -> Json:
    made = copy.deepcopy(good())
    change(made)
    return made


def deepen(made: Json) -> None:
    for _ in range(documents.MAX_DEPTH):
        tree = made["calls"][0]["tree"]
        made["calls"][0]["tree"] = {**recorded.node("kernel", "f", 0), "children": [tree]}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda made: made["calls"][0].update(instructions=62), "phases add up to 61, not 62"),
        (lambda made: made["calls"][0]["tree"].update(own=2), "tree add up to 62, not 61"),
        (lambda made: made["calls"][0]["functions"].pop(), "phases add up|functions add up"),
        (lambda made: made["calls"][0]["phases"].update(lunch=0), "should not be 'lunch'"),
        (
            lambda made: made["calls"][0]["functions"][0].update(own=True),
            "functions.0..own should be a whole number",
        ),
        (lambda made: made["context"].update({"vdsobench.anatomy_schema": "2"}), "schema '2'"),
        (lambda made: made["context"].clear(), "is no anatomy"),
        (lambda made: made.pop("calls"), "'calls' should be a list"),
        (lambda made: made["calls"].clear(), "has 0 parts, and may have 1 to 200"),
        (lambda made: made["calls"][0].update(reason="x", failed=1), "should be true or false"),
        (lambda made: made["calls"][0].update(ways=[60, 66]), "way is none of its ways"),
        (
            lambda made: made["calls"][0].update(costly={"syscall": 62}),
            "more costly instructions than instructions",
        ),
        (lambda made: made["calls"][0].update(costly={"lunch": 1}), "should not be 'lunch'"),
        (
            lambda made: made["calls"][0].update(ways=[61]),
            "ways has 1 parts, and may have 2 to 100",
        ),
        (deepen, "deeper than 100"),
    ],
)
def test_what_is_damaged_is_refused(
    tmp_path: Path, change: Callable[[Json], None], why: str
) -> None:
    path = recorded.write(tmp_path / "bad.json", changed(change))
    with pytest.raises(UsageError, match=f"bad.json.*({why})"):
        documents.load(path)


@pytest.mark.parametrize("option", ["--show", "--diff"])
def test_the_command_ends_in_one_line(tmp_path: Path, option: str) -> None:
    path = recorded.write(tmp_path / "bad.json", {})
    done = run("anatomy.py", option, path, *([path] if option == "--diff" else []))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "bad.json: 'context' should be" in done.stderr


@pytest.mark.parametrize(("more", "status"), [({}, 0), ({"failed": True}, 1)])
def test_only_what_went_wrong_is_in_the_exit_status(
    tmp_path: Path, more: Json, status: int
) -> None:
    call = {"name": "time/vsyscall", "reason": "functions add up to 12, not 13", **more}
    path = recorded.write(tmp_path / "a.json", recorded.document("6.1", "", call))
    assert run("anatomy.py", "--show", path).returncode == status
