"""Sixty mistakes, and the answer to each: what failed and what to do, in a line, with status 2."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import synthetic
from commands import run

BINARY = os.environ.get("VDSOBENCH_BINARY")

# The command line, and words of the answer. The files are those of the fixture.
OF_THE_PROGRAM = [
    ("--cpu 1-2", "takes one CPU by its number, such as 3, not '1-2'"),
    ("--cpu x", "takes one CPU by its number"),
    ("--cpu", "--cpu takes a value, and none stands behind it"),
    ("--min-time", "--min-time takes a value"),
    ("--format yaml", "takes console, csv, json or table, not 'yaml'"),
    ("--json --format csv", "--format excludes --json"),
    ("--json check", "--json before 'check' has no effect"),
    ("--precision abc", "takes a number such as 0.5%, not 'abc'"),
    ("--precision 0.1%", "no 95 % interval is ever narrower"),
    ("--processes x", "takes a whole number such as 15"),
    ("--processes 0", "1 to 1000 processes can measure, not 0"),
    ("--threads 0", "--threads wants numbers from 1 on"),
    ("--threads 1 --latency", "give one of them"),
    ("--paths vdsp", "no path 'vdsp'; there are libc, vdso"),
    ("--filter (", "--filter"),
    ("--filter nosuch", "nosuch"),
    ("--confirm bpf", "takes auto, ebpf, off, perf or seccomp, not 'bpf'"),
    ("--color red", "takes always, auto or never"),
    ("--out /nosuch/x.json", "cannot write /nosuch/x.json"),
    ("-o /nosuch/x.json", "cannot write /nosuch/x.json"),
    ("--benchmark_format=xml", "is json, csv or console, not 'xml'"),
    ("run --quiett", "did you mean '--quiet'?"),
    ("chek", "did you mean 'check'?"),
    ("shwo", "did you mean 'show'?"),
    ("compare", "that is scripts/compare.py"),
    ("help", "that is vdsobench --help"),
    ("-V", "that is vdsobench --version"),
    ("check --require clock_gettime", "did you mean 'clock_gettime:realtime'"),
    ("check --filter x", "check knows no --filter"),
    ("list --jsn", "did you mean '--json'?"),
    ("selftest --seconds x", "takes a number such as 3"),
    ("show", "FILE is required"),
    ("show nosuch.json", "nosuch.json: No such file or directory"),
    ("show empty.json", "is JSON, but not a result"),
    ("show words.json", "is not JSON"),
    ("show anatomy.json", "is an anatomy and no result"),
]
OF_SCRIPTS = [
    ("compare.py", "required: results (see compare.py --help)"),
    ("compare.py before.json", "name another to compare it with"),
    ("compare.py before.json nosuch.json", "nosuch.json: No such file or directory"),
    ("compare.py before.json words.json", "is not JSON"),
    ("compare.py before.json empty.json", "'benchmarks' should be a list of rows"),
    ("compare.py before.json anatomy.json", "is an anatomy and no result"),
    ("compare.py before.json after.json --group-by kernle", "did you mean kernel_release?"),
    ("compare.py before.json after.json --where kernel", "should be KEY=PATTERN"),
    ("compare.py before.json after.json --where kernle_release=6", "did you mean kernel_release?"),
    ("compare.py before.json after.json --filter (", "'(' is no regular expression"),
    ("compare.py before.json after.json --call getcpu", "did you mean getcpu/libc"),
    ("compare.py before.json after.json --format yaml", "'yaml': there are table, markdown, json"),
    ("compare.py before.json after.json --formt json", "'--formt': did you mean --format"),
    ("compare.py before.json after.json --min-effect two", "should be a percentage, such as 2%"),
    ("compare.py before.json after.json -o /nosuch/x", "cannot write /nosuch/x"),
    ("plot.py", "required: KIND, results, -o/--output"),
    ("plot.py matrx before.json -o x.svg", "'matrx': did you mean matrix?"),
    ("plot.py matrix before.json", "required: -o/--output"),
    ("plot.py matrix before.json -o x.gif", "'x.gif' should end in .png or .svg"),
    ("plot.py matrix before.json after.json -o x.svg", "shows one result, but these are 2"),
    ("plot.py quantiles before.json --call typo -o x.svg", "there are gettimeofday, time"),
    ("plot.py matrix before.json -o /nosuch/x.svg", "cannot write /nosuch/x.svg"),
    ("report.py before.json after.json", "where to? Give -o PAGE.html"),
    ("report.py x.html", "x.html is the page to write: give results too"),
    ("report.py /nosuch/x.html before.json", "/nosuch: no such folder"),
    ("report.py x.html before.json --anatomy before.json", "is no anatomy"),
    ("export.py before.json", "required: --format"),
    ("export.py before.json --format yaml", "'yaml': there are github, bencher"),
    ("export.py before.json --format csv -o /nosuch/x", "cannot write /nosuch/x"),
    ("anatomy.py", "one of the arguments --kernel --show --diff is required"),
    ("anatomy.py --show before.json", "is no anatomy"),
    ("kernels.py rnu", "'rnu': did you mean run?"),
    ("kernels.py table before.json", "holds times, not instructions"),
    ("kernels.py run --jobs 0", "must be at least 1"),
    ("repeatability.py --runs 0", "unknown argument '--runs'"),
]


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("mistakes")
    synthetic.write(made / "before.json", synthetic.result(1))
    synthetic.write(made / "after.json", synthetic.result(2))
    (made / "empty.json").write_text("{}")
    (made / "words.json").write_text("words")
    (made / "anatomy.json").write_text('{"context": {"vdsobench.anatomy_schema": "3"}}')
    return made


def test_there_are_sixty_and_more() -> None:
    assert len({*OF_THE_PROGRAM, *OF_SCRIPTS}) >= 60


def check(answer: str, program: str, said: str) -> None:
    assert answer.startswith(f"{program}") and said in answer, answer
    assert answer.count("\n") == 1 and len(answer) < 500, answer


@pytest.mark.skipif(not BINARY, reason="VDSOBENCH_BINARY names no program")
@pytest.mark.parametrize(("words", "said"), OF_THE_PROGRAM)
def test_the_program_answers(folder: Path, words: str, said: str) -> None:
    command = [str(BINARY), *words.split()]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, ""), done
    check(done.stderr, "vdsobench: ", said)


@pytest.mark.parametrize(("words", "said"), OF_SCRIPTS)
def test_scripts_answer(folder: Path, words: str, said: str) -> None:
    script, *arguments = words.split()
    done = run(script, *arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, ""), done
    check(done.stderr, script, said)
    assert not (folder / "x.svg").exists() and not (folder / "x.html").exists()
