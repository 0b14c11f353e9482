import json
from pathlib import Path
from typing import Any

import pytest
import synthetic

from vdsobench.results import document, schema
from vdsobench.errors import UsageError
from vdsobench.results.loader import find, load, load_all


def test_reads_every_kind_of_row(tmp_path: Path) -> None:
    result = load(synthetic.write(tmp_path / "a.json", synthetic.result(processes=3)), spread=True)
    call = result.calls["gettimeofday/vdso"]
    assert (len(call.values), call.outcome, call.entries) == (3, "userspace", 0)
    assert call.quantiles["ns_p10"] < call.quantiles["ns_p50"] < call.quantiles["ns_p99"]
    assert result.calls["getcpu/vsyscall/threads:4"].parts.threads == 4
    assert "ns_p9999" in result.calls["gettimeofday/vdso/latency"].quantiles
    blocked = result.calls["getcpu/int80"]
    assert (list(blocked.values), blocked.outcome) == ([], "blocked")
    assert blocked.reason == "seccomp answers EPERM"
    assert result.context[schema.CLOCKSOURCE] == "tsc"


def test_exact_mode_reads_instructions(tmp_path: Path) -> None:
    made = synthetic.exact()
    result = load(synthetic.write(tmp_path / "a.json", made))
    assert result.is_exact
    assert list(result.calls["gettimeofday/syscall"].values) == [381.0, 381.0]


def test_plain_google_benchmark_is_read_in_its_unit_without_aggregates(tmp_path: Path) -> None:
    result = load(synthetic.write(tmp_path / "a.json", synthetic.plain()))
    assert result.is_plain and list(result.calls) == ["BM_Parse<int>/8"]
    assert result.calls["BM_Parse<int>/8"].values[0] == pytest.approx(12_000, rel=0.1)
    assert result.calls["BM_Parse<int>/8"].outcome == ""


def test_the_worst_process_stands_for_the_call(tmp_path: Path) -> None:
    made = synthetic.result(processes=3)
    row = _row(made)
    row["label"], row["entries"] = "fallback", 1.0
    call = load(synthetic.write(tmp_path / "a.json", made)).calls[row["name"]]
    assert (call.outcome, call.entries) == ("fallback", 1.0)


def _row(made: dict[str, Any]) -> dict[str, Any]:
    return next(row for row in made["benchmarks"] if row["name"] == "gettimeofday/vdso")


def _changed(key: str, value: Any) -> str:
    made = synthetic.result(processes=2)
    _row(made)[key] = value
    return json.dumps(made)


def _context(key: str, value: Any) -> str:
    made = synthetic.result(processes=2)
    made["context"][key] = value
    return json.dumps(made)


BAD = {
    "": "is empty",
    "{": "is cut short",
    "not json": "is not JSON",
    "[]": "is JSON, but not a result",
    "{}": "'benchmarks' should be",
    '{"benchmarks": 1}': "'benchmarks' should be",
    '{"benchmarks": []}': "no rows",
    '{"benchmarks": [1]}': "not an object",
    '{"benchmarks": [{}]}': "'name' should be",
    '{"context": 3, "benchmarks": []}': "'context' should be",
    '{"benchmarks": ' + "[" * 100_000: "nested too deeply",
    '{"x": ' + "9" * 100_000 + "}": "absurd length",
    json.dumps(synthetic.result(processes=2))[:-500]: "is cut short",
    _changed("real_time", float("nan")): "'real_time' is NaN",
    _changed("ns_p10", float("-inf")): "'ns_p10' is absurd",
    _changed("real_time", 10**400): "'real_time' is absurd",
    _changed("real_time", 1e16): "'real_time' is absurd",
    _changed("ns_p50", "1"): "'ns_p50' should be a number",
    _changed("real_time", True): "'real_time' should be a number",
    _changed("entries", None): "'entries' should be a number",
    _changed("name", "<script>alert(1)</script>"): "not of the form function/path",
    _changed("name", "x" * 1000 + "/vdso"): "no name of a call",
    _changed("name", "a\x1b[31m/vdso"): "no name of a call",
    _changed("name", ["a"]): "'name' should be a string",
    _changed("label", "fine"): "outcome 'fine', which is unknown",
    _changed("label", {}): "which is unknown",
    _changed("time_unit", []): "'time_unit' should be ns",
    _changed("error_occurred", "yes"): "'error_occurred' should be",
    _changed("repetition_index", 1): "two rows of one process",
    _changed("repetition_index", -1): "number of the process",
    _changed("repetition_index", 1.5): "number of the process",
    _context("vdsobench.schema", "3"): "is of schema '3', and this reads 2; use a newer vdsobench",
    _context("vdsobench.schema", "x"): "which should be 2",
    _context("vdsobench.schema", 1): "should be a string",
    _context("vdsobench.libc", ["glibc"]): "should be a string",
    _context("vdsobench.libc", "x" * 100_000): "has 100,000 letters, of 20,000 that it may have",
    json.dumps(
        {"benchmarks": [{"name": "a/b", "real_time": 1}] * 100_001}
    ): "more than the 100,000",
}


@pytest.mark.parametrize("text", BAD, ids=lambda text: BAD[text])
def test_bad_content_is_one_line_that_names_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text)
    with pytest.raises(UsageError) as error:
        load(str(path))
    assert str(error.value).startswith(f"{path}: ") and "\n" not in str(error.value)
    assert BAD[text] in str(error.value)


def test_what_is_not_needed_refuses_no_result(tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    path.write_text(_changed("batch", float("nan")))
    assert len(load(str(path)).calls["gettimeofday/vdso"].values) == 2


def test_so_little_is_nothing(tmp_path: Path) -> None:
    """Else a ratio, and what is made of it, is beyond all numbers."""
    path = tmp_path / "odd.json"
    path.write_text(_changed("real_time", 5e-324))
    assert load(str(path)).calls["gettimeofday/vdso"].values[0] == 0.0


def test_a_number_beyond_floats_is_no_time(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"benchmarks": [{"name": "a", "real_time": 1e999}]}')
    call = load(str(path)).calls["a"]
    assert not call.values and call.reason == "'real_time' is no time a call: inf ns"


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(b'{"benchmarks": "\xff\xfe"}')
    with pytest.raises(UsageError, match="not text in UTF-8"):
        load(str(path))


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(10 << 30)  # sparse: ten gigabytes of nothing
    with pytest.raises(UsageError, match="too large for a result"):
        load(str(path))


@pytest.mark.parametrize("name,why", [("none", "No such file"), (".", "Is a directory")])
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        load(str(tmp_path / name))


def test_text_loses_what_a_terminal_would_obey(tmp_path: Path) -> None:
    made = synthetic.result(
        processes=1, context={"libc": "a\x1b]0;b\x07\ud800c", "warnings": "1\n2"}
    )
    result = load(synthetic.write(tmp_path / "a.json", made))
    assert result.context["libc"] == "a ]0;b  c"
    assert result.context["warnings"] == "1\n2"


def test_folders_give_their_results_in_order(tmp_path: Path) -> None:
    for name in ("b.json", "a.json", ".hidden.json", "notes.txt"):
        (tmp_path / name).touch()
    found = find([str(tmp_path), "x.json"])
    assert [Path(path).name for path in found[0][1]] == ["a.json", "b.json"]
    assert found[1] == ("x.json", ["x.json"])


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no"):
        find([str(tmp_path)])


def test_many_files_are_the_same_as_one_by_one(tmp_path: Path) -> None:
    text = json.dumps(synthetic.result(processes=1, modes=False))
    paths = [str(tmp_path / f"{index}.json") for index in range(70)]
    for path in paths:
        Path(path).write_text(text)
    counted: list[int] = []
    results = load_all(paths, counted.append)
    assert [result.path for result in results] == paths and counted[-1] == 70
    assert results[7] == load(paths[7])


def test_one_bad_file_among_many_is_named(tmp_path: Path) -> None:
    text = json.dumps(synthetic.result(processes=1, modes=False))
    for index in range(70):
        (tmp_path / f"{index}.json").write_text(text if index != 33 else "{")
    with pytest.raises(UsageError, match=r"33\.json: is cut short"):
        load_all(find([str(tmp_path)])[0][1], lambda done: None)


def test_the_limit_of_size_leaves_room_for_the_largest_real_run() -> None:
    rows = len(json.dumps(synthetic.result(processes=40), indent=2))
    assert rows * 4 < document.MAX_BYTES


def test_an_anatomy_is_told_from_a_result(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    context = {schema.key(schema.ANATOMY_SCHEMA): "1"}
    path.write_text(json.dumps({"context": context, "calls": []}))
    with pytest.raises(UsageError, match="is an anatomy and no result: scripts/anatomy.py --show"):
        load(str(path))
