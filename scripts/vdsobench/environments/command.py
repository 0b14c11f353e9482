"""What scripts/environments.py does."""

from __future__ import annotations

import os
import sys
from typing import Sequence

from vdsobench import terminal
from vdsobench.environments import document, options, reading, trial
from vdsobench.environments.launchers import LAUNCHERS, Launcher
from vdsobench.environments.trial import Trial
from vdsobench.errors import UsageError
from vdsobench.files import write_atomically

ALL_ENDED, ONE_DID_NOT = 0, 1


def main() -> int:
    given = options.parser().options(options.Options)
    launchers = chosen(given.only)
    binary = given.binary.resolve()  # some environments start in a folder of their own
    if not os.access(binary, os.X_OK):
        raise UsageError(f"cannot run {given.binary}: scripts/run builds it, or give --binary")
    trials = []
    for launcher in launchers:
        trials.append(trial.tried(launcher, binary, given.timeout))
        terminal.say(line(trials[-1]))
    if given.markdown:
        write_atomically(given.markdown, document.text(trials, machine(), sys.argv[1:]))
    return ALL_ENDED if all(map(ended, trials)) else ONE_DID_NOT


def chosen(only: Sequence[str]) -> list[Launcher]:
    """Those whose name holds one of these words; all where there are none. Raises UsageError where
    that leaves none."""
    found = [each for each in LAUNCHERS if not only or any(text in each.name for text in only)]
    if not found:
        raise UsageError(f"--only {' --only '.join(only)}: no environment's name holds that")
    return found


def line(each: Trial) -> str:
    """One line on an environment."""
    if each.check is None or each.run is None:
        return f"{each.launcher.name}: not tried: {each.missing}"
    statuses = f"check {document.status(each.check)}, run {document.status(each.run)}"
    return f"{each.launcher.name}: {statuses}: {reading.verdict(each.check)}"


def ended(each: Trial) -> bool:
    return all(it is None or it.status is not None for it in (each.check, each.run))


def machine() -> str:
    it = os.uname()
    return f"Linux {it.release}, {it.machine}, {os.confstr('CS_GNU_LIBC_VERSION')}"
