"""`check --pid`: its exit status says whether a running process could have stayed in user space."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).resolve().parents[level]) for level in (1, 2)]
from command_line import vdsobench  # noqa: E402
from watched import asker, needs_ebpf, needs_root, started  # noqa: E402

# CLOCK_THREAD_CPUTIME_ID, which no vDSO answers.
ASKS_WHAT_NONE_ANSWERS = """
import sys, time
for line in sys.stdin:
    for _ in range(int(line)):
        time.thread_time_ns()
    print("done", flush=True)
"""


@needs_root
@pytest.mark.parametrize(("times", "status"), [(10, 1), (0, 0)])
def test_the_status_says_whether_entries_were_avoidable(times: int, status: int) -> None:
    needs_ebpf()
    with asker() as process:
        check = started("check", "--pid", str(process.pid), "--for", "2", "--json")
        process.ask(times)
        output, errors = check.communicate()
    assert check.returncode == status, errors
    told = json.loads(output)
    assert told["status"] == status
    assert sum(row["calls"] for row in told["rows"]) == times


@needs_root
def test_what_no_vdso_answers_is_not_held_against_it() -> None:
    needs_ebpf()
    with asker(ASKS_WHAT_NONE_ANSWERS) as process:
        check = started("check", "--pid", str(process.pid), "--for", "2")
        process.ask(10)
        output, errors = check.communicate()
    assert check.returncode == 0, errors
    assert "clock_gettime:thread_cputime" in output and "no vDSO answers it" in output


def test_a_process_that_there_is_not() -> None:
    told = vdsobench("check", "--pid", "2147483647")
    assert told.returncode == 2 and "there is no process" in told.stderr


def test_it_is_of_another_process_than_require() -> None:
    told = vdsobench("check", "--pid", str(os.getpid()), "--require", "time")
    assert told.returncode == 2 and "--require" in told.stderr
