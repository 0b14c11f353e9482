"""`watch`: whom it counts, what has no room, and what is left when it is killed."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).resolve().parents[level]) for level in (1, 2)]
from process_tree import bpf_programs_of, wait_for  # noqa: E402
from watched import (  # noqa: E402
    ASKS,
    asker,
    needs_ebpf,
    needs_root,
    rows_of,
    started,
    watching,
)

pytestmark = needs_root

ROOM = 16384  # VDSOBENCH_ENTRIES
KILLS = int(os.environ.get("VDSOBENCH_KILLS", "5"))

# So many clocks, none of which there is: each is a kind of entry of its own.
CLOCKS = f"""
import ctypes, sys
call, answer = ctypes.CDLL(None).syscall, ctypes.create_string_buffer(16)
sys.stdin.readline()
for clock in range({ROOM} + 1000):
    call(228, 1000 + clock, answer)
print("done", flush=True)
"""


@pytest.fixture(autouse=True)
def ebpf() -> None:
    needs_ebpf()


def test_what_has_no_room_is_counted_by_its_function() -> None:
    with asker(CLOCKS) as process:
        watch = started("watch", "--pid", str(process.pid), "--for", "5", "--json")
        process.ask(0)
        output, errors = watch.communicate()
    assert watch.returncode == 0, errors
    told = json.loads(output)
    ours = [row for row in told["rows"] if row["function"].startswith("clock_gettime:")]
    others = told["others"]["clock_gettime"]
    assert len(ours) <= ROOM and others >= 1000
    lost = told["lost"].get("clock_gettime", 0)
    assert sum(row["calls"] for row in ours) + others + lost == ROOM + 1000


@pytest.fixture
def cgroup() -> Iterator[Path]:
    """A folder of cgroup 2 of this test's own, with one below it."""
    mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    roots = [Path(fields[1]) for fields in mounts if fields[2] == "cgroup2"]
    if not roots:
        pytest.skip("cgroup 2 is not mounted")
    folder = roots[0] / f"vdsobench-test-{os.getpid()}"
    below = folder / "below"
    try:
        below.mkdir(parents=True)
    except OSError as error:
        pytest.skip(f"no cgroup can be made: {error}")
    yield folder
    wait_for(lambda: not (below / "cgroup.procs").read_text())
    below.rmdir()
    folder.rmdir()


def test_a_cgroup_is_watched_with_all_below_it_and_no_one_else(cgroup: Path) -> None:
    with asker(ASKS) as inside, asker(ASKS) as outside:
        (cgroup / "below" / "cgroup.procs").write_text(str(inside.pid))
        watch = started("watch", "--cgroup", str(cgroup), "--for", "3", "--json")
        inside.ask(700)
        outside.ask(300)
        output, errors = watch.communicate()
    assert watch.returncode == 0, errors
    assert [(row["pid"], row["calls"]) for row in rows_of(output)] == [(inside.pid, 700)]


def test_nothing_is_left_after_a_kill_at_any_moment() -> None:
    bpftool = shutil.which("bpftool", path=os.environ["PATH"] + ":/usr/sbin")
    if bpftool is None:
        pytest.skip("needs bpftool")

    def loaded() -> set[int]:
        listed = subprocess.run([bpftool, "--json", "prog"], capture_output=True, text=True)
        return {program["id"] for program in json.loads(listed.stdout)}

    moments = random.Random(20)
    held: set[int] = set()
    for _ in range(KILLS):
        watch = subprocess.Popen(watching("watch", "--json"), stdout=subprocess.DEVNULL)
        time.sleep(moments.uniform(0, 2))
        held |= bpf_programs_of(watch.pid)
        watch.kill()
        watch.wait()
    assert held, "none was killed while it had programs attached"
    wait_for(lambda: not held & loaded(), 20)
