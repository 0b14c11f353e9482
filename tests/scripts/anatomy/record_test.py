"""One kernel, from its boot to the tables: every part adds up to what exact mode counts."""

from __future__ import annotations

import json
import signal
import subprocess
from pathlib import Path

import pytest
from commands import stand_in
from kernel_runs import REPOSITORY, SUITES, Offered
from machines import is_running, machines, until

from vdsobench.anatomy import record
from vdsobench.guest.machine import Machine
from vdsobench.archive.resolve import Kernels

__all__ = ["offered", "vdsobench"]  # fixtures

ANATOMY = ["/usr/bin/python3", str(REPOSITORY / "scripts" / "anatomy.py")]
SUITE_WORDS = [word for suite in SUITES for word in ("--suite", suite)]


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*ANATOMY, *map(str, words)], capture_output=True, text=True)


@pytest.fixture(scope="module")
def recorded(
    offered: Offered, vdsobench: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("anatomy")
    done = run("--kernel", offered.older, *SUITE_WORDS, "--all", "--out", out,
               "--append", "vsyscall=xonly{,  mitigations=off}", "--binary", vdsobench)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    names = ("vsyscall=xonly", "vsyscall=xonly,mitigations=off")
    return {name: out / f"{offered.older},{name}.json" for name in names}


def test_every_headline_call_adds_up(recorded: dict[str, Path]) -> None:
    for file in recorded.values():
        calls = json.loads(file.read_text())["calls"]
        assert len(calls) == 13
        for call in calls:
            # session.py has refused a call whose trace is not what exact mode has counted.
            assert "reason" not in call and "ways" not in call, call
            assert sum(row["own"] for row in call["functions"]) == call["instructions"]


def test_mitigations_are_what_tells_the_two_modes_apart(recorded: dict[str, Path]) -> None:
    done = run("--diff", *reversed(recorded.values()), "--call", "getppid/insn")
    assert done.returncode == 0
    assert "return thunk" in done.stdout


def test_shows_tree_and_exports(recorded: dict[str, Path], tmp_path: Path) -> None:
    file = next(iter(recorded.values()))
    words = ("--show", file, "--call", "gettimeofday/vsyscall", "--tree")
    flame, folded = tmp_path / "flame.svg", tmp_path / "folded"
    done = run(*words, "--flame", flame, "--folded", folded, "--bars", tmp_path / "bars.svg")
    assert done.returncode == 0, done.stderr
    assert "emulate_vsyscall" in done.stdout
    assert all(path.stat().st_size for path in (flame, folded, tmp_path / "bars.svg"))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--kernel", "./nowhere"), "which call?"),
        (("--show", "/nowhere.json"), "/nowhere.json: No such file"),
        (("--show", __file__), "is not JSON"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(words: tuple[str, ...], reason: str) -> None:
    done = run(*words)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert reason in done.stderr


def test_a_kernel_that_panics_is_told_and_the_status_is_1(
    offered: Offered, vdsobench: Path, tmp_path: Path
) -> None:
    done = run("--kernel", offered.older, *SUITE_WORDS, "--call", "getppid/insn", "--out", tmp_path,
               "--append", "rdinit=/nowhere", "--binary", vdsobench)  # fmt: skip
    assert done.returncode == 1
    assert "Kernel panic" in done.stderr


def test_a_recording_is_made_in_a_place_that_qemu_would_misread(
    offered: Offered, vdsobench: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And that is longer than the name of a socket may be."""
    image = Kernels(print, suites=SUITES).image(offered.older).path
    monkeypatch.setenv("VDSOBENCH_CACHE", str(tmp_path / f"a b,c 'd' \"e\" {'x' * 100}"))
    done = run("--kernel", image, "--call", "getppid/insn", "--binary", vdsobench,
               "--out", tmp_path / "out")  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_where_no_kernel_was_recorded_nothing_is_drawn(vdsobench: Path, tmp_path: Path) -> None:
    bars = tmp_path / "bars.svg"
    done = run("--kernel", "./nowhere", "--all", "--binary", vdsobench, "--out", tmp_path,
               "--bars", bars)  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "nowhere: No such file" in done.stderr and not bars.exists()


def test_a_qemu_that_refuses_to_start_is_quoted_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qemu = stand_in(tmp_path / "qemu", "echo unsupported machine type >&2\nexit 1")
    monkeypatch.setattr(record, "MACHINE", Machine("tcg", exact=True, qemu=str(qemu)))
    with pytest.raises(record.RecordingFailed, match="status 1.*QEMU: unsupported machine type"):
        record.record(tmp_path / "kernel", "", Path("/bin/true"), ["getppid/insn"], tmp_path)


def test_what_is_asked_of_the_kernel_wins_over_what_makes_its_boot_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = 'for word; do case $word in *asked*) echo "$word" >&2 ;; esac; done\nexit 1'
    qemu = stand_in(tmp_path / "qemu", says)
    monkeypatch.setattr(record, "MACHINE", Machine("tcg", exact=True, qemu=str(qemu)))
    with pytest.raises(record.RecordingFailed, match=f"{record.QUICKER} asked=for$"):
        record.record(tmp_path / "kernel", "asked=for", Path("/bin/true"), ["call"], tmp_path)


def test_a_full_disk_is_this_recordings_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(record, "MACHINE", Machine("tcg", exact=True, qemu="/bin/true"))
    monkeypatch.setattr(record, "_watch", full)
    with pytest.raises(record.RecordingFailed, match="No space left"):
        record.record(tmp_path / "kernel", "", Path("/bin/true"), ["getppid/insn"], tmp_path)


def test_asked_to_end_it_ends_its_machine(
    offered: Offered, vdsobench: Path, tmp_path: Path
) -> None:
    words = ["--kernel", offered.older, *SUITE_WORDS, "--all", "--binary", vdsobench]
    with subprocess.Popen(
        [*ANATOMY, *map(str, words), "--out", str(tmp_path)], stderr=subprocess.PIPE, text=True
    ) as anatomy:
        (qemu,) = until(lambda: machines(anatomy.pid))
        anatomy.send_signal(signal.SIGTERM)
        assert anatomy.wait(10) == 143
        assert anatomy.stderr and "ended by SIGTERM" in anatomy.stderr.read()
    assert not is_running(qemu)
