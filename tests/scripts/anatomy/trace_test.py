from pathlib import Path

import pytest

from vdsobench.anatomy import trace

LOOP = 0x555555600040


def line(pc: int) -> str:
    return f"Trace 0: 0x7f3c10 [0000000000000000/{pc:016x}/10c0c290/ff020201] \n"


def test_every_line_is_an_instruction_and_other_lines_are_none(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(line(LOOP) + "Stopped execution of TB chain before 0x1 [0] \n" + line(1 << 63))
    assert trace.addresses(log) == [LOOP, 1 << 63]


def test_an_iteration_reaches_from_head_to_head() -> None:
    body = [LOOP + 8, 0xFFFF, LOOP + 12]
    executed = [LOOP, *body, *body, *body, LOOP + 20]
    assert trace.iterations(executed, LOOP, 3) == [body, body]


def test_a_trace_that_was_cut_off_says_so() -> None:
    with pytest.raises(trace.BadTrace, match="holds 2 of 3 passes of the loop: it was cut off"):
        trace.iterations([LOOP, LOOP + 8, LOOP + 8], LOOP, 3)


def test_a_trace_without_the_loop_says_so() -> None:
    with pytest.raises(trace.BadTrace, match="0 of 3"):
        trace.iterations([1, 2, 3], LOOP, 3)


def test_an_iteration_with_an_interrupt_is_set_aside() -> None:
    run = [1, 2, 3]
    assert trace.undisturbed([run, [1, 2, 99, 98, 3], run]) == (run, 1)


def test_of_equally_frequent_ones_the_shorter_is_the_undisturbed() -> None:
    assert trace.undisturbed([[1, 9, 2], [1, 2]]) == ([1, 2], 1)


def test_a_way_is_what_several_iterations_took() -> None:
    assert trace.lengths([[1, 2], [1, 9, 2], [1, 2], [1, 3, 4, 5], [1, 9, 2]]) == {2, 3}
