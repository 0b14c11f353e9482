import json
from dataclasses import replace

import pytest
from kernels.test_frame import framed

from vdsobench.kernels import outcome
from vdsobench.kernels.boot import Boot

RESULT = {
    "context": {"vdsobench.clocksource_before": "tsc"},
    "benchmarks": [{"name": "getppid/insn", "label": "syscall", "instructions": 325.0}],
}
CONSOLE = "vdsobench-init: up on 6.1\nvdsobench: cannot measure\nvdsobench-init: status 3\n"
GOOD = Boot(0, False, 8.0, "", CONSOLE, framed(json.dumps(RESULT).encode()))


def reason(boot: Boot, append: str = "") -> str:
    with pytest.raises(outcome.CellFailed) as failure:
        outcome.document(boot, append)
    return str(failure.value)


def test_a_good_end_gives_the_result() -> None:
    assert outcome.document(GOOD, "clocksource=tsc") == RESULT


def test_a_finding_is_a_result() -> None:
    sent = framed(json.dumps(RESULT).encode(), status=1)
    assert outcome.document(replace(GOOD, received=sent), "") == RESULT


def test_a_panic_comes_before_all_that_follows_from_it() -> None:
    console = "[ 1.0] Kernel panic - not syncing: sysrq triggered crash\n"
    assert "sysrq triggered crash" in reason(replace(GOOD, console=console, received=b""))


def test_a_hang_says_how_far_it_came() -> None:
    assert "had not ended" in reason(replace(GOOD, timed_out=True, status=-9))
    assert "init had not started" in reason(replace(GOOD, timed_out=True, console=""))


def test_a_killed_qemu() -> None:
    assert reason(replace(GOOD, status=-9)) == "QEMU was killed by signal 9"


def test_qemus_own_words() -> None:
    boot = replace(GOOD, status=1, complaint="a warning\nqemu: could not load kernel")
    assert reason(boot) == "QEMU: qemu: could not load kernel"


def test_a_program_that_failed_is_quoted() -> None:
    boot = replace(GOOD, received=framed(b"", status=3))
    assert reason(boot) == "vdsobench ended with status 3: vdsobench: cannot measure"


BROKEN = [b"", b"{", b"[]", b'{"context": {}}', b"\xff", b"[" * 100_000]
BROKEN += [
    b'{"context": {}, "benchmarks": [%s]}' % row
    for row in (
        b"1",
        b"{}",
        b'{"name": 1}',
        b'{"name": "x", "instructions": null}',
        b'{"name": "x", "instructions": NaN}',
        b'{"name": "x", "label": []}',
    )
]


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_result(content: bytes) -> None:
    assert "not a result" in reason(replace(GOOD, received=framed(content)))


def test_another_clocksource_than_asked_for() -> None:
    assert "was tsc, not hpet" in reason(GOOD, "vsyscall=none clocksource=hpet")


@pytest.mark.parametrize(("sent", "told"), [("325.25", "325.25"), ("1e999", "inf")])
def test_a_broken_count(sent: str, told: str) -> None:
    broken = json.dumps(RESULT).replace("325.0", sent).encode()
    assert f"{told} instructions: not whole" in reason(replace(GOOD, received=framed(broken)))
