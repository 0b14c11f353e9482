"""The command line, from outside: what it prints where, its exit status, and what it leaves."""

import os
import pty
import subprocess
from pathlib import Path

import pytest
from command_line import BINARY, QUICK, strict_json, vdsobench

BAD = [
    ["--no-such-flag"],
    ["no-such-command"],
    ["run", "stray"],
    ["--filter", "("],
    ["--filter", "no such call"],
    ["--paths", "vdsp"],
    ["--paths", "libc", "--filter", "^tick/"],
    ["--cpu", "-1"],
    ["--cpu", "x"],
    ["--cpu", "100000"],
    ["--cpu", "1000000000"],
    ["--processes", "0"],
    ["--min-time", "0"],
    ["--min-time", "nan"],
    ["--format", "xml"],
    ["--color", "blue"],
    ["--benchmark_min_time=x"],
    ["--benchmark_repetitions=0"],
    ["--benchmark_format=xml"],
    ["--benchmark_no_such=1"],
    ["list", "--filter", "("],
    ["list", "--filter", "no such call"],
    ["list", "--cpu", "1"],
    ["inspect", "stray"],
    ["check", "--require", "no such function"],
    ["selftest", "--seconds", "0"],
    ["selftest", "--cpu", "100000"],
    ["selftest", "stray"],
    ["worker"],
    ["worker", "time/vdso"],
    ["worker", '{"calls": ["time/vdso"], "second": 1}'],
    ["worker", '{"calls": ["x/y"], "seconds": 1}'],
    ["worker", '{"calls": ["time/vdso"], "cpu": 100000}'],
]


@pytest.mark.parametrize("arguments", BAD, ids=" ".join)
def test_bad_input_is_told_in_one_line_with_status_2(arguments: list[str], tmp_path: Path) -> None:
    out = (
        []
        if arguments[0] in ("list", "inspect", "check", "selftest", "worker")
        else ["--out", "x.json"]
    )
    done = vdsobench(*arguments, *out, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("vdsobench: ") and done.stderr.count("\n") == 1, done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "sent", ["\x1b[2J", "\x9b2J", "\u202e", "\udcff", "\n\r", "x" * 100_000], ids=len
)
@pytest.mark.parametrize("option", ["--filter=(", "--out=/no/folder/", "--", "--format=", "--cpu="])
def test_what_is_quoted_is_harmless(option: str, sent: str) -> None:
    done = vdsobench(option + sent)
    assert done.returncode == 2 and len(done.stderr) < 2000
    assert done.stderr.removesuffix("\n").isprintable(), ascii(done.stderr)


@pytest.mark.parametrize("path", [".", "no/such/folder/x.json", "x" * 300, "/proc/x.json"])
def test_an_unwritable_file_is_told_before_anything_is_measured(path: str, tmp_path: Path) -> None:
    done = vdsobench("--out", path, "--min-time", "3600", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot write" in done.stderr and done.stderr.count("\n") == 1, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_help_and_version_go_to_standard_output() -> None:
    for argument, word in (("--help", "--filter"), ("--version", ".")):
        done = vdsobench(argument)
        assert (done.returncode, done.stderr) == (0, "")
        assert word in done.stdout


def test_licences_stand_behind_the_version_alone() -> None:
    for words in (("--version", "--licences"), ("--licences", "--version")):
        done = vdsobench(*words)
        assert (done.returncode, done.stderr) == (0, "")
        assert "inside:\n    " in done.stdout and "CLI11" in done.stdout
    done = vdsobench("--licences")
    assert done.returncode == 2 and "--version" in done.stderr


def check_result(result: dict[str, object]) -> None:
    rows = result["benchmarks"]
    assert isinstance(rows, list)
    assert [row["name"] for row in rows] == ["time/vdso"] * 2 + ["time/syscall"] * 2
    assert all(row["real_time"] > 0 and row["time_unit"] == "ns" for row in rows)
    assert [row["repetition_index"] for row in rows] == [0, 1, 0, 1]
    context = result["context"]
    assert isinstance(context, dict) and context["vdsobench.processes"] == "2"
    assert "json_schema_version" not in context and isinstance(context["caches"], list)
    for key, value in context.items():
        assert not key.startswith("vdsobench.") or isinstance(value, str), key


def test_run_writes_strict_json_to_the_file_and_a_table_to_standard_output(tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    done = vdsobench("run", *QUICK, "--out", str(file))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("ns a call") and "time" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr
    check_result(strict_json(file.read_text()))
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]


def test_quiet_says_nothing_but_the_result() -> None:
    done = vdsobench(*QUICK, "--quiet")
    assert (done.returncode, done.stderr) == (0, "")


def test_google_benchmarks_own_flags_work(tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    done = vdsobench(
        "--benchmark_filter=^time/(vdso|syscall)$",
        "--benchmark_min_time=0.02",
        "--benchmark_repetitions=2",
        "--benchmark_format=json",
        f"--benchmark_out={file}",
    )
    assert done.returncode == 0, done.stderr
    check_result(strict_json(done.stdout))
    check_result(strict_json(file.read_text()))


@pytest.mark.parametrize("form, first", [("csv", "name,iterations,real_time"), ("console", "---")])
def test_google_benchmarks_other_formats_work(form: str, first: str) -> None:
    done = vdsobench(*QUICK, f"--benchmark_format={form}")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(first)
    assert done.stdout.count("time/vdso") == 1


def test_google_benchmarks_list_of_tests_is_the_list_of_names() -> None:
    done = vdsobench("--benchmark_list_tests", "--benchmark_filter=^time/(vdso|syscall)$")
    assert (done.returncode, done.stdout, done.stderr) == (0, "time/vdso\ntime/syscall\n", "")


@pytest.mark.skipif(os.geteuid() != 0, reason="is an ordinary user already, as all tests here")
def test_an_ordinary_user_can_measure() -> None:
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs"]
    reachable = subprocess.run([*nobody, "test", "-x", BINARY], check=False).returncode == 0
    if not reachable:
        pytest.skip(f"an ordinary user cannot reach {BINARY}")
    done = subprocess.run(
        [*nobody, BINARY, *QUICK, "--format", "json"], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    check_result(strict_json(done.stdout))


def output_on_a_terminal(environment: dict[str, str]) -> str:
    outer, inner = pty.openpty()
    with subprocess.Popen(
        [BINARY, *QUICK, "--quiet"], stdout=inner, stderr=inner, env=environment
    ) as process:
        os.close(inner)
        text = b""
        try:
            while piece := os.read(outer, 4096):
                text += piece
        except OSError:  # Linux says so where the other end was closed
            pass
        assert process.wait() == 0
    os.close(outer)
    return text.decode()


def test_colour_on_a_terminal_unless_no_color_is_set() -> None:
    plain = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    assert "\x1b[" in output_on_a_terminal(plain)
    assert "\x1b[" not in output_on_a_terminal({**plain, "NO_COLOR": "1"})


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["list", "--json"], ["inspect"], ["check"], QUICK, [*QUICK, "--format=json"]],
    ids=" ".join,
)
def test_output_that_cannot_be_written_is_told(arguments: list[str]) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [BINARY, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, timeout=120
        )
    assert done.returncode == 3
    assert "vdsobench: cannot write to" in done.stderr
    assert "No space left on device" in done.stderr


# Closed, or on a full disk: "&-" and "/dev/full" as a shell has them.
@pytest.mark.parametrize("stderr", ["&-", "/dev/full"])
@pytest.mark.parametrize("arguments, status", [(["--bogus"], 2), (QUICK, 0)])
def test_messages_that_cannot_be_written_change_nothing(
    arguments: list[str], status: int, stderr: str, tmp_path: Path
) -> None:
    command = ["sh", "-c", f'exec "$@" 2>{stderr}', "sh", BINARY, *arguments, "--out=x.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120)
    assert done.returncode == status
    assert (tmp_path / "x.json").exists() == (status == 0)


def test_a_reader_that_goes_away_ends_the_program_with_another_status_than_0() -> None:
    with subprocess.Popen(
        [BINARY, "list"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(timeout=60) != 0
