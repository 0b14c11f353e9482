"""What the guest runs: each program of the zoo, checked from its start, and watched all at once."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from typing import Any, Iterable, Mapping

CALLS = 300


@dataclass(frozen=True)
class Run:
    """A program of the zoo, and how it asks."""

    program: str
    way: str
    more: str = ""  # further words of asks.c
    around: str = ""  # a command that runs it

    @property
    def label(self) -> str:
        around = self.around.split("/")[-1].split()
        return "-".join(filter(None, (self.program, self.way, self.more, *around[:1])))

    def command(self, *more: str) -> str:
        words = [f"/zoo/{self.program}", self.way, str(CALLS), *self.more.split(), *more]
        return shlex.join([*self.around.split(), *words])


# A process tells its number before it becomes the program. Those that have asked stop.
WATCHED = """
tell='echo $$ $0 >>pids; exec "$@"'
/vdsobench watch --json >watched 2>watched.errors &
watch=$!
attached() {
    caps=$(sed -n 's/^CapPrm:[[:space:]]*//p' /proc/$watch/status)
    [ $((0x${caps:-0} >> 39 & 1)) = 0 ]
}
tries=6000
until attached || [ $tries = 0 ]; do sleep 0.1; tries=$((tries - 1)); done
"""
ENOUGH = """
statuses() { sed 's|^\\([0-9]*\\).*|/proc/\\1/status|' pids; }
all_stopped() { [ $(grep -l '^State:.T' $(statuses) | wc -l) = %d ]; }
until all_stopped || [ $tries = 0 ]; do sleep 0.1; tries=$((tries - 1)); done
sleep 3
kill -TERM $watch
wait $watch
while read -r pid label; do kill -KILL $pid; done <pids
"""


def checking(runs: Iterable[Run]) -> str:
    return "".join(
        f"/vdsobench check --json -- {run.command()} 2>checked-{run.label} >/dev/null\n"
        for run in runs
    )


def watching(runs: Iterable[Run]) -> str:
    starts = [telling(run) for run in runs]
    return WATCHED + "".join(starts) + ENOUGH % len(starts)


def telling(run: Run) -> str:
    words = shlex.split(run.command("stops"))
    at = len(run.around.split())
    told = [*words[:at], "/bin/sh", "-c", "TELL", run.label, *words[at:]]
    return shlex.join(told).replace("TELL", '"$tell"') + " &\n"


def checked(files: Mapping[str, str], run: Run) -> list[dict[str, Any]]:
    """The rows that were told of it."""
    told = files[f"checked-{run.label}"]
    return list(json.loads(told)["rows"])


def reports(files: Mapping[str, str]) -> list[dict[str, Any]]:
    """What watch told each second, without the events between."""
    told = map(json.loads, files["watched"].splitlines())
    return [line for line in told if "event" not in line]


def watched(files: Mapping[str, str], run: Run) -> list[dict[str, Any]]:
    """Its rows over all seconds, as they were told last, with all calls."""
    told = (line.split() for line in files["pids"].splitlines())
    numbers = {label: number for number, label in told}
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    for report in reports(files):
        for row in report["rows"]:
            if str(row["pid"]) != numbers[run.label]:
                continue
            key = tuple(str(row[name]) for name in ("function", "from", "offset"))
            calls = rows.get(key, {"calls": 0})["calls"] + row["calls"]
            rows[key] = row | {"calls": calls}
    return list(rows.values())
