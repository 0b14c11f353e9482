"""Results of different settings are never taken together without a word, by any command."""

from __future__ import annotations

import json
import re
import shlex
import tempfile
from pathlib import Path
from typing import Any

import pytest
import synthetic
from commands import SCRIPTS, call, run
from hypothesis import given
from hypothesis import strategies as st

from vdsobench.export import command as export
from vdsobench.peers import repeatability
from vdsobench.results import schema
from vdsobench.compare import command as compare
from vdsobench.plot import command as plot
from vdsobench.report import command as report

Json = dict[str, Any]
EXACT = SCRIPTS.parent / "results" / "exact"
KEYS = sorted(schema.MATTERS.keys() - {schema.SCHEMA})  # of another format nothing is read
TEXTS = st.text(st.sampled_from("aZ0 =,;*?[]!'\"\\$-."), max_size=12)


def made(host: str, key: str, value: str | None) -> Json:
    found = synthetic.result(1, processes=5, modes=False)
    found["context"]["host_name"] = host
    full = key if key in schema.HARNESS_KEYS else schema.key(key)
    found["context"].pop(full, None)
    return found if value is None else found | {"context": found["context"] | {full: value}}


def write(folder: str, *documents: Json) -> None:
    for number, document in enumerate(documents):
        synthetic.write(Path(folder, f"{number}.json"), document)


@given(st.sampled_from(KEYS), st.lists(TEXTS | st.none(), min_size=2, max_size=3, unique=True))
def test_any_key_that_matters_is_refused_within_a_side_and_the_remedy_works(
    key: str, values: list[str | None]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(folder, *(made("a", key, value) for value in values), made("b", key, values[0]))
        asked = [folder, "--group-by", "host_name", "--format", "csv"]
        for main in (compare.main, export.main):
            done = call(main, *asked)
            assert (done.status, done.stdout) == (2, "")
            assert f"a takes together {len(values)} results that differ in {key} (" in done.stderr
            choice = re.search(r"choose, as by (.*), or part them by (.*); or --force", done.stderr)
            assert choice
            assert call(main, *asked, *shlex.split(choice[1])).status == 0, done.stderr
            parted = call(main, *asked, *shlex.split(choice[2]))
            assert parted.status == 0 or "should not be compared" in parted.stderr
            assert call(main, *asked, "--force").status == 0


@pytest.mark.parametrize(
    "main,arguments",
    [
        (compare.main, ()),
        (export.main, ("--format", "csv")),
        (plot.main, ("kernels", "-o", "x.svg")),
        (report.main, ("x.html",)),
    ],
)
def test_modes_of_exact_results_are_never_pooled(
    main: Any, arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The median over tsc and hpet is the cost of neither."""
    monkeypatch.chdir(tmp_path)
    done = call(main, *arguments, EXACT, "--group-by", "kernel_release")
    assert done.status == 2 and not list(tmp_path.iterdir())
    for said in ("clocksource_before (hpet or tsc)", "(emulate or none or xonly)", "mitigations ("):
        assert said in done.stderr
    assert "--where 'kernel_parameters=*vsyscall=" in done.stderr


def test_one_mode_of_all_kernels_is_compared() -> None:
    done = call(compare.main, EXACT, "--where", "kernel_parameters=*xonly*=tsc", "--format", "json")
    pairs = json.loads(done.stdout)["pairs"]
    kernels = [*EXACT.glob("*,vsyscall=xonly,clocksource=tsc.json")]
    assert {len(pair["new"]["files"]) for pair in pairs} == {1}
    assert len(pairs) == len(kernels) - 1 > 0


@pytest.mark.parametrize("command", [compare, report, plot, export])
def test_help_teaches_no_pooling(command: Any) -> None:
    examples = command.parser().format_help().partition("examples:")[2]
    assert "--group-by kernel_release" not in examples and "--filter k" not in examples


def test_a_folder_is_parted_by_whatever_matters_and_called_by_what_differs(tmp_path: Path) -> None:
    off = "spectre_v2: Vulnerable; meltdown: Not affected"
    for number, mitigations in enumerate([None, None, off, off]):
        more = {"mitigations": mitigations} if mitigations else {}
        made = synthetic.result(number, context=more, modes=False)
        synthetic.write(tmp_path / f"{number}.json", made)
    pair = json.loads(call(compare.main, tmp_path, "--format", "json").stdout)["pairs"][0]
    labels = (pair["base"]["label"], pair["new"]["label"])
    assert labels == ("spectre_v2: Mitigation: Retpolines", "spectre_v2: Vulnerable")
    assert [len(pair[side]["files"]) for side in ("base", "new")] == [2, 2]


def test_runs_of_different_settings_are_no_measure_of_repeatability(tmp_path: Path) -> None:
    write(str(tmp_path), made("a", "governor", "powersave"), made("a", "governor", "performance"))
    done = call(repeatability.main, tmp_path)
    assert done.status == 2 and "differ in governor (powersave or performance)" in done.stderr


def test_nothing_that_was_named_falls_out_of_a_gate(tmp_path: Path) -> None:
    """Else the gate would take for its base what was to be judged."""
    for name, libc in {"base": "musl", "new": "glibc", "other": "glibc"}.items():
        synthetic.write(tmp_path / f"{name}.json", synthetic.result(1, context={"libc": libc}))
    names = [tmp_path / f"{name}.json" for name in ("base", "new", "other")]
    assert call(compare.main, *names, "--where", "libc=glibc").status == 0
    done = call(compare.main, "--gate", *names, "--where", "libc=glibc")
    assert (
        done.status == 2 and "base.json: no result of it matches --where libc=glibc" in done.stderr
    )


def test_a_folder_of_which_nothing_matches_is_told(tmp_path: Path) -> None:
    for name, libc in {"a": "musl", "b": "glibc", "c": "glibc"}.items():
        (tmp_path / name).mkdir()
        synthetic.write(tmp_path / name / "x.json", synthetic.result(1, context={"libc": libc}))
    folders = [tmp_path / name for name in "bca"]
    done = call(compare.main, *folders, "--where", "libc=glibc")
    assert done.status == 2 and f"{tmp_path}/a: no result of it matches" in done.stderr


def test_calls_are_chosen_by_regex_or_by_pattern_in_every_command(tmp_path: Path) -> None:
    path = synthetic.write(tmp_path / "a.json", synthetic.result(1, modes=False))
    for option in (
        ("--filter", "^time/|^getcpu/.dso"),
        ("--call", "time/*", "--call", "getcpu/vdso"),
    ):
        names = {row["name"] for row in json.loads(exported(path, *option))}
        assert names == {"time/libc", "time/vdso", "time/syscall", "time/insn", "time/vsyscall"} | {
            "getcpu/vdso"
        }
    done = run("report.py", tmp_path / "x.html", path, "--filter", "^time/vdso$")
    assert done.returncode == 0 and ">gettimeofday<" not in (tmp_path / "x.html").read_text()


def exported(*arguments: str) -> str:
    return call(export.main, "--format", "github", *arguments).stdout


def test_the_spelling_of_0_1_still_chooses(tmp_path: Path) -> None:
    for libc in ("musl", "glibc"):
        made = synthetic.result(1, context={"libc": libc}, modes=False)
        synthetic.write(tmp_path / f"{libc}.json", made)
    old = exported(str(tmp_path), "--filter", "libc=musl", "--calls", "time/*")
    assert old == exported(str(tmp_path), "--where", "libc=musl", "--call", "time/*") != "[]\n"
