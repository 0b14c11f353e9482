"""The page's section of anatomies."""

from __future__ import annotations

from pathlib import Path

import synthetic
from anatomy import recorded
from commands import run

from vdsobench.anatomy import documents
from vdsobench.anatomy.model import Activation, Call, Function
from vdsobench.report import anatomies
from vdsobench.report.tables import Table


def section(folder: Path) -> anatomies.Section:
    made = anatomies.section(documents.find([str(recorded.folder(folder))]))
    assert made is not None
    return made


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_each_mode_has_a_plot_with_its_kernels(tmp_path: Path) -> None:
    first, second = section(tmp_path).overviews
    assert first.table.head == ["call", "6.9", "6.12"]
    assert texts(first.table) == [
        ["getppid/insn", "61", "106"],
        ["time/insn", "60", "55"],
        ["time/vsyscall", "–", "–"],
    ]
    assert first.table.rows[2][1].note == "no vsyscall page"
    assert "mitigations=off" in second.title and texts(second.table) == [
        ["getppid/insn", "41", "41"]
    ]


def test_a_step_names_what_came_and_went_and_adds_up(tmp_path: Path) -> None:
    step = section(tmp_path).steps[0]
    assert step.caption == "6.9 → 6.12: 2 of 2 calls changed"
    named = "sys_f (work) +50; entry_SYSCALL_64 (entry) -5"
    assert texts(step)[0] == ["getppid/insn", "61", "106", "+45", named]


def test_a_step_changes_the_kernel_or_its_mode_but_not_both(tmp_path: Path) -> None:
    captions = [step.caption.partition(":")[0] for step in section(tmp_path).steps]
    assert captions == ["6.9 → 6.12", "6.9 → 6.9,off", "6.9,off → 6.12,off"]


def test_changes_too_small_to_name_are_one_sum() -> None:
    def many(more: int) -> Call:
        owns = {9 * name: 9 + more * place for place, name in enumerate("abcdefgh")}
        rows = [Function("kernel", name, own, own, {"work": own}) for name, own in owns.items()]
        total = sum(owns.values())
        return Call("time/insn", total, {"work": total}, rows, Activation("f", "kernel", total))

    words = list(anatomies._named(anatomies.diff.compare(many(0), many(1))))
    assert words[0] == "hhhhhhhhh (work) +7" and words[-1] == "1 smaller one +1"
    assert sum(int(word.rsplit(" ", 1)[1]) for word in words) == 28


def test_the_flame_graphs_are_of_the_newest_kernel_with_most_calls(tmp_path: Path) -> None:
    made = section(tmp_path)
    assert made.whole == "6.12"
    assert [flame.table.rows[0][0].text for flame in made.flames] == ["loop", "loop"]
    assert all("<svg" in flame.picture for flame in made.flames)


def test_more_anatomies_than_a_page_can_show_are_said_to_be_left_out(tmp_path: Path) -> None:
    (named,) = documents.find(
        [
            str(
                recorded.write(
                    tmp_path / "a.json", recorded.document("6", "", recorded.call("f/insn", 1, 1))
                )
            )
        ]
    )
    made = anatomies.section([named] * (anatomies.MAX_DOCUMENTS + 3))
    assert made is not None and made.left_out == 3


def test_without_anatomies_there_is_no_section(tmp_path: Path) -> None:
    result = synthetic.write(tmp_path / "one.json", synthetic.result(1))
    done = run("report.py", tmp_path / "page.html", result)
    assert done.returncode == 0, done.stderr
    assert 'id="anatomy"' not in (tmp_path / "page.html").read_text("utf-8")


def test_a_damaged_anatomy_leaves_no_page(tmp_path: Path) -> None:
    result = synthetic.write(tmp_path / "one.json", synthetic.result(1))
    done = run("report.py", tmp_path / "page.html", result, "--anatomy", result)
    assert done.returncode == 2 and "is no anatomy" in done.stderr
    assert not (tmp_path / "page.html").exists()
