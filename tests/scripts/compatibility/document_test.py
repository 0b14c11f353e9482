"""The document names its command, the kernels, the parameters behind each word, and has the table."""

from __future__ import annotations

import shlex
from pathlib import Path

from compatibility.reports import CELL, good

from vdsobench.archive.images import KernelImage
from vdsobench.compatibility import document, table
from vdsobench.compatibility.matrix import CLOCKS, CPUS
from vdsobench.compatibility.trial import Trial

TRIALS = [Trial(CELL, (), good(), 512, 9.0), Trial(CELL, ("run: x",), None, 512, 9.0)]
IMAGES: dict[str, KernelImage | str] = {
    "6.1": KernelImage("6.1", Path("/cache/vmlinuz"), "0" * 64, "linux-image-6.1.0 6.1.9-1"),
    "./bzImage": KernelImage("bzImage", Path("/home/bzImage"), "0" * 64),
    "9.9": "the archive has no kernel 9.9",
}


def text(*words: str) -> str:
    return document.text(TRIALS, IMAGES, "7.2 <x>", words)


def test_the_command_that_made_it_can_be_run_again() -> None:
    words = ("--kernel", "6.1", "--out", "a b")
    head, empty, command, *_ = text(*words).splitlines()
    assert (head, empty) == ("# Where it runs", "")
    assert command.startswith("    ")
    assert shlex.split(command) == ["scripts/compatibility.py", *words]


def test_it_says_how_many_are_green_and_by_which_qemu() -> None:
    assert "1 of 2 cells are green. QEMU 7.2 \\<x\\>, emulating (TCG); kernels:\n" in text()


def test_each_kernel_is_named_by_its_package_its_file_or_the_reason_for_none() -> None:
    lines = text().splitlines()
    assert "- 6.1: `linux-image-6.1.0 6.1.9-1`" in lines
    assert "- ./bzImage: `bzImage`" in lines
    assert "- 9.9: `the archive has no kernel 9.9`" in lines


def test_each_word_that_hides_parameters_is_explained_and_no_other() -> None:
    _, explained = text().split("a word of the table stands for:\n")
    lines = [line for line in explained.splitlines() if line.startswith("- ")]
    words = {line[2:].partition(": ")[0]: line.partition(": ")[2] for line in lines}
    assert words["hpet"] == "`clocksource=hpet`" and words["4, nosmp"] == "`nosmp`"
    assert words.keys() == {*CLOCKS, *CPUS} - {"as booted", "notsc", "tsc=unstable", "1", "4"}


def test_it_ends_with_the_table() -> None:
    assert text().endswith(f"\n\n{table.as_markdown(TRIALS)}")
