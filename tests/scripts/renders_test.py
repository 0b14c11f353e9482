"""Every table as it is printed, in three widths, as files; and no width that cuts a figure.

VDSOBENCH_RENDER=1 writes the files of renders/ anew, to be read before they are committed.
"""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path
from typing import Callable, Sequence

import comparisons
import pytest
import synthetic
from anatomy import recorded
from anatomy.machine_code import dissected
from compatibility.reports import CELL, good
from hypothesis import given, settings
from hypothesis import strategies as st

from vdsobench import terminal
from vdsobench.anatomy import command as anatomy
from vdsobench.anatomy import diff, documents
from vdsobench.anatomy import tables as anatomy_tables
from vdsobench.archive.packages import KernelPackage
from vdsobench.compare import table as compare
from vdsobench.compare.comparison import compare_all
from vdsobench.compatibility import table as compatibility
from vdsobench.compatibility.trial import Trial
from vdsobench.fitted_table import print_fitted
from vdsobench.kernels import command as kernels
from vdsobench.kernels import exact_table, summary
from vdsobench.kernels.cell import Cell, Done
from vdsobench.kernels.options import TableOptions
from vdsobench.peers import counting_cost, repeatability
from vdsobench.peers import table as peers
from vdsobench.results.loader import load
from vdsobench.results.selection import Selection
from vdsobench.safe_console import SafeConsole

RENDERS = Path(__file__).with_name("renders")
WIDTHS = (80, 120, 200)
LARGEST = 400  # MiB of a package
WRITE = bool(os.environ.get("VDSOBENCH_RENDER"))
Table = Callable[[Path, Sequence[float]], None]  # prints such figures, with files in a folder
FIGURES = (0.742, 19.2, 127.4, 5_281.0, 99_999_999.0)


def sides(folder: Path, number: int) -> list[comparisons.Side]:
    scales = [{"gettimeofday/vdso": 1 + at, "time/libc": 1 + at / 50} for at in range(number)]
    labels = [f"6.{at},vsyscall=xonly,clocksource=tsc" for at in range(number)]
    made = [synthetic.result(at, scale=scale, modes=False) for at, scale in enumerate(scales)]
    return [comparisons.side(folder, label, it) for label, it in zip(labels, made)]


def compare_two(folder: Path, _: Sequence[float]) -> None:
    compare.show(compare_all(sides(folder, 2), None, True, True), all_calls=True)


def compare_seven(folder: Path, _: Sequence[float]) -> None:
    compare.show(compare_all(sides(folder, 7), None, True, True), all_calls=False)


def kernels_list(_: Path, figures: Sequence[float]) -> None:
    offered = [
        KernelPackage(
            f"linux-image-6.{at}.0-50-cloud-amd64", f"6.{at}.176-1", "bookworm", size, "0" * 64
        )
        for at, size in enumerate(round(min(it, LARGEST) * 2**20) for it in figures)
    ]
    print_fitted(terminal.console(0), kernels.listing(offered), names=2)


def kernels_run(folder: Path, figures: Sequence[float]) -> None:
    good = load(synthetic.write(folder / "good.json", synthetic.exact()))
    cells = [Cell(f"k{at}", f"6.{at}", "vsyscall=xonly", None) for at in range(len(figures))]
    reasons = ("", "the kernel panicked: not syncing: no working init found, and this goes on")
    done = [
        Done(cell, None if at % 2 else good, accel="tcg", seconds=figure, reason=reasons[at % 2])
        for at, (cell, figure) in enumerate(zip(cells, figures))
    ]
    summary.show(done, terminal.console(0))


def kernels_table(folder: Path, figures: Sequence[float]) -> None:
    files = []
    for at, figure in enumerate(figures):
        made = synthetic.exact(extra={"getppid/insn": round(figure)})
        name = f"6.{at},vsyscall=xonly,clocksource=tsc"
        files.append(Path(synthetic.write(folder / f"{name}.json", made)))
    exact_table.show(TableOptions(files, Selection(), parts=False, format="table", output=None))


def anatomy_of_a_call(_: Path, figures: Sequence[float]) -> None:
    call = documents.checked(
        recorded.document(
            "6.1", "", *(recorded.call("getppid/insn", round(it), 7) for it in figures[:1])
        )
    ).told()["getppid/insn"]
    for it in (dissected(), call):
        columns = anatomy_tables.by_function(it)
        anatomy._print_table(terminal.console(0), anatomy_tables.title(it), columns, 3)


def anatomy_difference(_: Path, figures: Sequence[float]) -> None:
    one, other = (
        documents.checked(recorded.document("6.1", "", recorded.call("getppid/insn", round(it), 7)))
        for it in (figures[0], figures[0] + figures[-1] + 1)
    )
    found = diff.compare(*(it.told()["getppid/insn"] for it in (one, other)))
    print_fitted(terminal.console(0), anatomy_tables.difference(found), anatomy_tables.BY_PHASE)


def peers_of_calls(_: Path, figures: Sequence[float]) -> None:
    ways = [("vdsobench", False), ("stress-ng", True)]
    peers.show(
        [
            peers.Line("gettimeofday/vdso", tool, shared, figure, 0.012, figure / 19)
            for figure in figures
            for tool, shared in ways
        ]
    )


def repeatability_of_calls(_: Path, figures: Sequence[float]) -> None:
    repeatability.show(
        [
            repeatability.Line(
                f"getrandom:{4 << at}/libc", it, 3.7 * it, 0.004, 0.0123, 0.001, 10, 9
            )
            for at, it in enumerate(figures)
        ],
        with_truth=True,
    )


def counting(_: Path, figures: Sequence[float]) -> None:
    ways = [counting_cost.NOTHING, counting_cost.FLOOR, counting_cost.OURS, *counting_cost.OTHERS]
    counting_cost.show(
        {way: [0.0 if not at else figures[at % len(figures)]] for at, way in enumerate(ways)}
    )


def compatibility_of_cells(_: Path, figures: Sequence[float]) -> None:
    trials = [Trial(CELL, (), good(), 24, figure) for figure in figures]
    compatibility.show([*trials, Trial(CELL, ("it did not boot",))], terminal.console(0))


TABLES: dict[str, Table] = {
    "compare-two": compare_two,
    "compare-seven": compare_seven,
    "kernels-list": kernels_list,
    "kernels-run": kernels_run,
    "kernels-table": kernels_table,
    "anatomy": anatomy_of_a_call,
    "anatomy-diff": anatomy_difference,
    "peers": peers_of_calls,
    "repeatability": repeatability_of_calls,
    "counting-cost": counting,
    "compatibility": compatibility_of_cells,
}
# Where the figures that it is given stand in it, as it writes them.
WRITTEN: dict[str, Callable[[float], str]] = {
    "kernels-list": lambda it: f"{min(it, LARGEST):.0f}",
    "kernels-table": lambda it: f"{252 + round(it)}",
    "anatomy": lambda it: f"{round(it)}",
    "anatomy-diff": lambda it: f"{round(it) or '–'}",
    "peers": lambda it: f"{it:.2f} ns",
    "repeatability": lambda it: f"{3.7 * it:.2f}",
    "compatibility": lambda it: f"{it:.0f}",
}


def rendered(table: Table, width: int, folder: Path, figures: Sequence[float]) -> str:
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()) as out:
        for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
            patch.delenv(name, raising=False)
        patch.setattr(terminal, "console", lambda _, soft_wrap=False: SafeConsole(width, soft_wrap))
        table(folder, figures)
    return out.getvalue()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_looks_as_its_file(name: str, width: int, tmp_path: Path) -> None:
    found = rendered(TABLES[name], width, tmp_path, FIGURES)
    file = RENDERS / f"{name}-{width}.txt"
    if WRITE:
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")


def test_every_file_is_of_a_table() -> None:
    wanted = {f"{name}-{width}.txt" for name in TABLES for width in WIDTHS}
    assert {path.name for path in RENDERS.iterdir()} == wanted


@settings(max_examples=20)
@given(st.lists(st.floats(0.01, 1e8), min_size=2, max_size=6), st.integers(60, 200))
@pytest.mark.parametrize("name", WRITTEN)
def test_no_width_cuts_a_figure(
    name: str, tmp_path_factory: pytest.TempPathFactory, figures: list[float], width: int
) -> None:
    found = rendered(TABLES[name], width, tmp_path_factory.mktemp("t"), figures)
    one = figures[:1] if name.startswith("anatomy") else figures
    dropped = "no room in" in found and name in ("kernels-list", "compatibility")
    words = " ".join(found.split()).split()
    for figure in [] if dropped else one:
        assert WRITTEN[name](figure).split()[0] in words
    assert "…" not in found and all(len(line) <= width for line in found.splitlines())
