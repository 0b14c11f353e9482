"""compare.py as a command: its formats, its gate, its folders, and what it refuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import synthetic
from commands import SCRIPTS, run

from vdsobench.compare import command
from vdsobench.errors import UsageError


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    slower = synthetic.result(2, scale={"gettimeofday/vdso": 1.05})
    return {
        "base": synthetic.write(tmp_path / "base.json", synthetic.result(1)),
        "same": synthetic.write(tmp_path / "same.json", synthetic.result(3)),
        "slower": synthetic.write(tmp_path / "slower.json", slower),
    }


def test_the_gate(files: dict[str, str]) -> None:
    passed = run("compare.py", "--gate", files["base"], files["same"])
    assert (passed.returncode, passed.stderr) == (0, "gate: passed\n")
    failed = run("compare.py", "--gate", files["base"], files["slower"])
    assert failed.returncode == 1
    assert "gate: FAILED: slower: gettimeofday/vdso is slower, +5.1%" in failed.stderr
    tolerant = run("compare.py", "--gate", "--min-effect", "10%", files["base"], files["slower"])
    assert tolerant.returncode == 0


@pytest.mark.parametrize("errors", [subprocess.PIPE, subprocess.STDOUT])
def test_a_reader_that_has_seen_enough_hides_no_failure(files: dict[str, str], errors: int) -> None:
    command = [sys.executable, SCRIPTS / "compare.py", "--gate", files["base"], files["slower"]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors) as process:
        assert process.stdout
        process.stdout.close()
        said = process.stderr.read() if process.stderr else b"gate: FAILED"
    assert process.returncode == 1 and b"gate: FAILED" in said and b"Traceback" not in said


@pytest.mark.parametrize(
    ("kind", "begins"), [("json", "{"), ("csv", "base,new,call"), ("markdown", "#"), ("table", "")]
)
def test_a_format_is_the_one_that_was_asked_for(
    files: dict[str, str], kind: str, begins: str
) -> None:
    done = run("compare.py", "--format", kind, files["base"], files["slower"])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(begins) and "gettimeofday/vdso" in done.stdout


def test_markdown_stays_a_table_whatever_the_names(tmp_path: Path) -> None:
    context = {"kernel_release": "<script>|`*x*`"}
    base = synthetic.write(tmp_path / "a.json", synthetic.result(1, modes=False))
    new = synthetic.write(tmp_path / "b.json", synthetic.result(2, context=context, modes=False))
    done = run("compare.py", "--format", "markdown", base, new)
    assert r"\<script\>\|\`\*x\*\`" in done.stdout and "<script>" not in done.stdout
    table = [line for line in done.stdout.splitlines() if line.startswith("|")]
    assert {line.replace(r"\|", "").count("|") for line in table} == {7}


def test_the_table_takes_no_text_for_markup(tmp_path: Path) -> None:
    context = {"kernel_release": "[bold]x[/bold] :smile:"}
    base = synthetic.write(tmp_path / "a.json", synthetic.result(1, modes=False))
    new = synthetic.write(tmp_path / "b.json", synthetic.result(2, context=context, modes=False))
    assert "[bold]x[/bold] :smile:" in run("compare.py", base, new).stdout


def test_without_a_terminal_there_is_no_colour_and_no_progress(files: dict[str, str]) -> None:
    done = run("compare.py", files["base"], files["slower"])
    assert "\x1b" not in done.stdout + done.stderr and done.stderr == ""


def test_a_folder_of_one_setting_is_one_side(tmp_path: Path, files: dict[str, str]) -> None:
    folder = tmp_path / "runs"
    folder.mkdir()
    for seed in range(3):
        synthetic.write(folder / f"{seed}.json", synthetic.result(seed, modes=False))
    done = run("compare.py", files["base"], folder, "--format", "json")
    pair = json.loads(done.stdout)["pairs"][0]
    assert pair["new"]["label"] == "runs" and len(pair["new"]["files"]) == 3
    assert pair["calls"][0]["new"]["processes"] == 30
    alone = run("compare.py", folder)
    assert alone.returncode == 2 and "one side" in alone.stderr


def test_a_folder_of_kernels_is_compared_with_the_oldest(tmp_path: Path) -> None:
    for release in ("6.12.1", "6.9.0", "5.10.0"):
        made = synthetic.result(1, context={"kernel_release": release}, modes=False)
        synthetic.write(tmp_path / f"{release}.json", made)
    done = run("compare.py", tmp_path, "--format", "json")
    labels = [pair["new"]["label"] for pair in json.loads(done.stdout)["pairs"]]
    assert labels == ["6.9.0", "6.12.1"]
    done = run("compare.py", tmp_path, "--filter", "kernel_release=6.*", "--format", "json")
    assert [p["base"]["label"] for p in json.loads(done.stdout)["pairs"]] == ["6.9.0"]


def test_grouping_by_a_key_pools_files(tmp_path: Path, files: dict[str, str]) -> None:
    for seed, libc in enumerate(["glibc 2.36", "glibc 2.41", "glibc 2.41"]):
        made = synthetic.result(seed, context={"libc": libc}, modes=False)
        synthetic.write(tmp_path / f"x{seed}.json", made)
    paths = sorted(tmp_path.glob("x*.json"))
    done = run("compare.py", *paths, "--group-by", "libc", "--format", "json")
    pair = json.loads(done.stdout)["pairs"][0]
    assert (pair["base"]["label"], len(pair["new"]["files"])) == ("glibc 2.36", 2)


@pytest.mark.parametrize("key", ["host_name", "vdsobench.libc", "libc"])
def test_any_key_groups_as_it_filters(tmp_path: Path, key: str) -> None:
    for name in ("old", "new"):
        made = synthetic.result(1, modes=False)
        made["context"][{"libc": "vdsobench.libc"}.get(key, key)] = name
        synthetic.write(tmp_path / f"{name}.json", made)
    done = run("compare.py", tmp_path, "--group-by", key, "--format", "json")
    pair = json.loads(done.stdout)["pairs"][0]
    assert (pair["base"]["label"], pair["new"]["label"]) == ("new", "old")
    alone = run("compare.py", tmp_path, "--filter", f"{key}=old")
    assert "is only one result" in alone.stderr


@pytest.mark.parametrize(
    "arguments,why",
    [
        (["{base}"], "only one result"),
        (["{base}", "none.json"], "No such file"),
        (["{base}", "{same}", "--calls", "nothing/*"], "no call matches"),
        (["{base}", "{same}", "--where", "libc=musl*"], "no result matches"),
        (["{base}", "{same}", "--where", "libc"], "KEY=PATTERN"),
        (["{base}", "{same}", "--filter", "libc=musl*"], "no result matches --where libc=musl*"),
        (["{base}", "{same}", "--filter", "nothing"], "no call matches --filter nothing"),
        (["{base}", "{same}", "--filter", "("], "is no regular expression"),
        (
            ["{base}", "{same}", "--call", "time/*", "--call", "tmie/*"],
            "no call matches --call tmie",
        ),
        (["{base}", "{same}", "--group-by", "nothing"], "no result has the context key"),
        (["{base}", "{same}", "--group-by", "kernle_release"], "did you mean kernel_release?"),
        (["{base}", "{same}", "--min-effect", "two"], "should be a percentage"),
    ],
)
def test_wrong_usage_is_status_2_with_its_reason(
    files: dict[str, str], arguments: list[str], why: str
) -> None:
    done = run("compare.py", *(argument.format(**files) for argument in arguments))
    assert done.returncode == 2 and why in done.stderr and not done.stdout
    assert "Traceback" not in done.stderr


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
        synthetic.write(tmp_path / folder / "r.json", synthetic.result(1, modes=False))
    done = run("compare.py", tmp_path / "old/r.json", tmp_path / "new/r.json", "--format", "json")
    pair = json.loads(done.stdout)["pairs"][0]
    assert (pair["base"]["label"], pair["new"]["label"]) == ("old/r", "new/r")


def test_help_has_examples() -> None:
    assert "examples:" in command.parser().format_help()
    with pytest.raises(UsageError):
        command.main(["none-1.json", "none-2.json"])


def test_many_changes_of_many_sides_are_cut_short_and_said(tmp_path: Path) -> None:
    names = {row["name"]: 1 for row in synthetic.measured_rows(synthetic.exact())}
    for number in range(7):
        made = synthetic.exact(extra={name: number for name in names})
        synthetic.write(tmp_path / f"{number}.json", made)
    done = run("compare.py", *sorted(tmp_path.glob("*.json")))
    assert f"and {6 * len(names) - 200} more changes" in done.stdout
    whole = run("compare.py", "--all", *sorted(tmp_path.glob("*.json")))
    assert "more changes" not in whole.stdout
    assert whole.stdout.count("getppid/insn") == 6


def test_calls_that_are_missing_from_one_of_many_sides_are_listed(tmp_path: Path) -> None:
    made = synthetic.exact()
    paths = [synthetic.write(tmp_path / f"{number}.json", made) for number in range(6)]
    functions = ("getcpu/", "time/")
    made["benchmarks"] = [r for r in made["benchmarks"] if not r["name"].startswith(functions)]
    synthetic.write(tmp_path / "5.json", made)
    said = run("compare.py", *paths).stdout
    assert "not compared (5): time/libc; time/vdso; time/syscall; and 9 more\n" in said
    whole = run("compare.py", "--all", *paths).stdout
    (line,) = [line for line in whole.splitlines() if line.endswith("only in 0")]
    assert line.count("/") == 12 and "more\n" not in whole


def test_json_is_short_for_its_format_and_o_is_a_file(
    files: dict[str, Path], tmp_path: Path
) -> None:
    both = (files["base"], files["slower"])
    whole = run("compare.py", "--format", "json", *both).stdout
    assert run("compare.py", "--json", *both).stdout == whole
    written = tmp_path / "written"
    done = run("compare.py", "--json", "-o", written, *both)
    assert (done.returncode, done.stdout, written.read_text()) == (0, "", whole)
    assert run("compare.py", "-o", written, *both).returncode == 0
    assert "gettimeofday/vdso" in written.read_text()


def test_a_percentage_may_lack_its_sign(files: dict[str, Path]) -> None:
    both = (files["base"], files["slower"])
    shares = [run("compare.py", "--gate", "--min-effect", n, *both) for n in ("10%", "10")]
    assert [done.returncode for done in shares] == [0, 0]
    assert shares[0].stdout == shares[1].stdout
