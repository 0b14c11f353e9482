import json
import signal
from dataclasses import replace

import pytest
from guest_samples import GOOD, RESULT, ROW, framed

from vdsobench.kernels import outcome
from vdsobench.guest.boot import Boot


def reason(boot: Boot, append: str = "") -> str:
    with pytest.raises(outcome.CellFailed) as failure:
        outcome.result(boot, append)
    return str(failure.value)


def test_a_good_end_gives_the_result() -> None:
    sent, read = outcome.result(GOOD, "clocksource=tsc")
    assert sent == RESULT and list(read.calls) == ["getppid/insn"]


def test_a_finding_is_a_result() -> None:
    sent = framed(json.dumps(RESULT).encode(), status=1)
    assert outcome.result(replace(GOOD, received=sent), "")[0] == RESULT


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


BROKEN = ["", "{", "[]", '{"context": {}}', "\xff", "[" * 100_000]
BROKEN += [json.dumps({**RESULT, "benchmarks": rows}) for rows in ("", {}, None, [], [1], [{}])]
BROKEN += [
    json.dumps({**RESULT, "benchmarks": [{**ROW, key: value}]})
    for key, value in {
        "name": 1,
        "instructions": None,
        "label": [],
        "repetition_index": "0",
    }.items()
]
BROKEN += [json.dumps(RESULT).replace("325.0", figure) for figure in ("NaN", "1e999", "[]")]
BROKEN += [json.dumps({"benchmarks": [{"name": "x", "real_time": 1}]})]  # it knows no outcome


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_result(content: str) -> None:
    assert "not a result" in reason(replace(GOOD, received=framed(content.encode("latin-1"))))


def test_what_nobody_reads_has_to_be_json_all_the_same() -> None:
    sent = json.dumps({**RESULT, "more": 0}).replace('"more": 0', '"more": 1e999')
    assert "beyond all floats" in reason(replace(GOOD, received=framed(sent.encode())))


def test_a_console_is_quoted_in_short_harmless_lines() -> None:
    console = f"vdsobench-init: up\n\x1b[2J{'x' * 10_000}\nvdsobench-init: status 3\n"
    boot = replace(GOOD, console=console, received=framed(b"", status=3))
    assert len(reason(boot)) < 300 and reason(boot).isprintable()
    assert all(len(line) <= 200 and line.isprintable() for line in outcome.last_lines(console))


def test_a_machine_that_fills_a_file_is_told_of() -> None:
    assert "without end" in reason(replace(GOOD, status=-signal.SIGXFSZ))


def test_another_clocksource_than_asked_for() -> None:
    assert "was tsc, not hpet" in reason(GOOD, "vsyscall=none clocksource=hpet")


def test_a_broken_count() -> None:
    broken = json.dumps(RESULT).replace("325.0", "325.25").encode()
    assert "325.25 instructions: not whole" in reason(replace(GOOD, received=framed(broken)))
