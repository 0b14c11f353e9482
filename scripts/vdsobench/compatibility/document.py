"""results/compatibility/README.md: the table, and the command that made it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Iterable, Mapping, Sequence

from vdsobench.compatibility import table
from vdsobench.compatibility.matrix import CLOCKS, CPUS
from vdsobench.compatibility.trial import Trial
from vdsobench.archive.images import KernelImage
from vdsobench.safe_text import markdown

ABOUT = """\
In each cell an emulated machine boots a kernel, and `vdsobench` runs five times inside: `check`,
`run --quick`, `selftest`, `list` and `inspect`. A cell is green where each ended with the exit
status that is right there, and saw the outcome of every call that kernel, clocksource, vsyscall mode
and C library mean for it (`scripts/vdsobench/compatibility/expected.py` says which; the program is
not asked). The columns named after the five hold their exit statuses: 1 of `check` and `run` is a
finding, and right where the clocksource has no vDSO mode; 1 of `selftest` means that the emulator's
times, taken beside other machines, differed by more than 1 %.
"""


def text(
    trials: Sequence[Trial],
    images: Mapping[str, KernelImage | str],
    qemu: str,
    words: Sequence[str],
) -> str:
    """The whole file. images: by the kernel's name; of one that could not be had, the reason.
    words: the command's arguments, to be run again."""
    command = shlex.join(["scripts/compatibility.py", *words])
    return "\n".join(
        (
            "# Where it runs\n",
            f"    {command}\n",
            ABOUT,
            f"{table.summary(trials)}. QEMU {markdown(qemu)}, emulating (TCG); kernels:\n",
            *_list(f"{name}: `{_package(image)}`" for name, image in images.items()),
            "Kernel parameters that a word of the table stands for:\n",
            *_list(_parameters()),
            table.as_markdown(trials),
        )
    )


def _list(items: Iterable[str]) -> list[str]:
    return [*(f"- {item}" for item in items), ""]


def _package(image: KernelImage | str) -> str:
    return image if isinstance(image, str) else image.package or image.path.name


def _parameters() -> list[str]:
    clocks = {word: it.parameters for word, it in CLOCKS.items()}
    cpus = {word: it.parameters for word, it in CPUS.items()}
    return [f"{word}: `{it}`" for word, it in {**clocks, **cpus}.items() if it not in ("", word)]
