"""A guest is not believed: what its program tells is checked, and opens no file of the host."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable

import pytest
from anatomy import recorded
from anatomy.recorded import CALLS, LOOP

from vdsobench.anatomy import session, told
from vdsobench.anatomy.elf import NotElf, functions
from vdsobench.anatomy.model import Refused
from vdsobench.anatomy.record import ITERATIONS, Recording
from vdsobench.anatomy.told import Asked, Told
from vdsobench.results.document import BadContent

Json = dict[str, Any]


def checked(made: Json) -> Told:
    return told.checked(json.dumps(made).encode(), CALLS, ITERATIONS)


def test_a_good_one_is_taken() -> None:
    asked = [Asked(CALLS[0], LOOP, 300), Asked(CALLS[1], reason="no vsyscall page")]
    symbols = [(0xFFFFFFFF81000000, "do_syscall_64")]
    assert checked(recorded.told()) == Told(LOOP, ITERATIONS, asked, [(0x600, "time")], symbols, "")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda it: it.update(iterations=10**9), "iterations should be"),
        (lambda it: it.update(empty=-1), "empty should be"),
        (lambda it: it.update(empty=float(LOOP)), "empty should be"),
        (lambda it: it.update(maps="x" * (told.MAX_MAPS + 1)), "maps has"),
        (lambda it: it["calls"].pop(), "calls has 1 parts, and may have 2"),
        (lambda it: it["calls"].append(it["calls"][0]), "calls has 3 parts"),
        (lambda it: it["calls"].reverse(), "tells of 'time/vsyscall', where getppid/insn was"),
        (lambda it: it["calls"][0].pop("instructions"), "instructions should be"),
        (lambda it: it["calls"][1].pop("reason"), r"calls\[1\].reason should be"),
        (lambda it: it["calls"][1].update(reason=["x"]), r"calls\[1\].reason should be"),
        (lambda it: it["symbols"].append([1, "a", 2]), r"symbols\[1\] should be a pair"),
        (lambda it: it["vdso"].append(["1", "a"]), r"vdso\[1\]\[0\] should be"),
        (lambda it: it["vdso"].append([1, "x" * 10_000]), r"vdso\[1\]\[1\] has 10,000 letters"),
    ],
)
def test_an_odd_one_is_refused_by_its_place(change: Callable[[Json], None], why: str) -> None:
    made = recorded.told()
    change(made)
    with pytest.raises(BadContent, match=why):
        checked(made)


def recording_that_maps(name: str) -> Recording:
    """The call's loop lies in a mapping of that name."""
    body = [LOOP, LOOP + 4]
    maps = f"{LOOP:x}-{LOOP + 4096:x} r-xp 00000000 00:02 19  {name}\n"
    good = checked(recorded.told())
    made = replace(good, iterations=3, maps=maps, calls=good.calls[:1])
    return Recording(made, [body * 3, body * 3], {})


def test_no_file_of_the_host_is_opened_that_a_guest_names(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_bytes(b"x")
    for name in ("/etc/shadow", "/proc/kmsg", "/bin/sh", str(program), "/dev/zero", "../../etc"):
        (call,) = session.dissected(recording_that_maps(name), program)
        assert isinstance(call, Refused) and call.failed
        assert f"{name} is mapped in the guest, but" in call.reason


def test_the_program_that_was_put_in_is_known_by_its_path_there(tmp_path: Path) -> None:
    source, program = tmp_path / "main.c", tmp_path / "main"
    source.write_text("int main(void) { return 0; }")
    subprocess.run(["cc", "-o", program, source], check=True)
    (call,) = session.dissected(recording_that_maps("/vdsobench"), program)
    assert (
        isinstance(call, Refused) and "exact mode 300" in call.reason
    )  # told as far as to its sum


@pytest.mark.parametrize("damage", range(0x20, 0x40))
def test_a_damaged_elf_file_is_told_as_such(damage: int) -> None:
    image = bytearray(Path("/bin/true").read_bytes())
    image[damage] ^= 0x7F
    try:
        functions(bytes(image))
    except NotElf:
        pass
