"""repeatability.py tells how runs agree, with each other and with a truth."""

from __future__ import annotations

import math
from pathlib import Path

import commands
import pytest
import synthetic
from vdsobench.peers import repeatability
from vdsobench.peers.repeatability import Figure, Line

HERTZ = "4000000000"


def folder(path: Path, seeds: range, **more: object) -> Path:
    path.mkdir()
    for seed in seeds:
        made = synthetic.result(seed, context={"core_hz": HERTZ}, **more)  # type: ignore[arg-type]
        synthetic.write(path / f"{seed}.json", made)
    return path


def figure(cycles: float, half_width: float = 1.0) -> Figure:
    return Figure(cycles, cycles / 4, half_width)


def test_figures_are_in_cycles_at_the_clock_of_their_run(tmp_path: Path) -> None:
    runs = repeatability.load([str(folder(tmp_path / "runs", range(3), noise=0.0))])
    assert [each.cycles for each in runs["getppid/insn"]] == pytest.approx([83.9 * 4] * 3)
    assert "time/int80" not in runs  # was measured in none


def test_figures_of_a_core_that_was_never_alone_are_left_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    runs = folder(tmp_path / "runs", range(3), noise=0.0, modes=False)
    made = synthetic.result(9, context={"core_hz": HERTZ}, modes=False)
    for row in synthetic.measured_rows(made):
        row["quiet"] = 0
    synthetic.write(runs / "shared.json", made)
    assert {len(figures) for figures in repeatability.load([str(runs)]).values()} == {3}
    assert "as the core was never alone" in capfd.readouterr().err


def test_the_interval_is_that_of_the_table() -> None:
    # standard deviation 1, t with 2 degrees of freedom 4.303, and what processes share: 0.3 % and 0.05 cycles
    statistical = 4.303 / math.sqrt(3) * math.sqrt(math.pi / 2)
    assert repeatability.half_width([1, 2, 3]) == pytest.approx(
        math.hypot(statistical, 0.006, 0.05), rel=1e-3
    )
    assert repeatability.half_width([500, 500]) == pytest.approx(math.hypot(1.5, 0.05))
    assert repeatability.half_width([7]) == 0


def test_a_line_tells_the_spread_and_how_often_the_truth_was_held() -> None:
    runs = [figure(100), figure(101), figure(104)]
    line = repeatability.line("x/y", runs, [figure(100), figure(100), figure(90)])
    assert (line.cycles, line.nanoseconds) == (101, 25.25)
    assert line.spread == pytest.approx(0.04) == line.spread_ns
    assert line.off == pytest.approx(0.01) and (line.held, line.told) == (2, 3)
    of_one_process = repeatability.line("x/y", [figure(100, 0), figure(100)], [figure(100)])
    assert (of_one_process.held, of_one_process.told) == (1, 1)
    assert repeatability.line("x/y", runs, []).off is None


@pytest.mark.parametrize(
    "nanoseconds, spread, within",
    [(100, 0.005, True), (100, 0.006, False), (1, 0.04, True), (1, 0.06, False)],
)
def test_short_calls_are_judged_by_their_nanoseconds(
    nanoseconds: float, spread: float, within: bool
) -> None:
    assert Line("x/y", nanoseconds, 1, spread, 0).is_within == within


def test_the_command_tells_all_of_it(tmp_path: Path) -> None:
    quiet = folder(tmp_path / "quiet", range(4), noise=0.0)
    slow = folder(tmp_path / "slow", range(4), noise=0.0, scale={"getppid/insn": 1.1})
    done = commands.run("repeatability.py", slow, "--truth", quiet)
    assert (done.returncode, done.stderr) == (0, "")
    rows = {line.split()[0]: line for line in done.stdout.splitlines() if "/" in line}
    assert "+10.00 %" in rows["getppid/insn"] and "0/4" in rows["getppid/insn"]
    assert "+0.00 %" in rows["getppid/syscall"] and "4/4" in rows["getppid/syscall"]
    total = len(rows)
    assert f"{total} of {total} calls agree" in done.stdout
    assert f"{total - 1} of {total} are within 1 %" in done.stdout
    assert f"of {total - 1} of {total} calls the interval" in done.stdout


@pytest.mark.parametrize("hertz", ["3.6e9", "", "x", "0", "-1", "nan", "inf"])
def test_a_result_without_the_cores_clock_is_refused(hertz: str, tmp_path: Path) -> None:
    made = synthetic.result(context={"core_hz": hertz})
    done = commands.run("repeatability.py", synthetic.write(tmp_path / "x.json", made))
    assert done.returncode == 2 and "x.json: tells no clock" in done.stderr
    assert done.stderr.count("\n") == 1
