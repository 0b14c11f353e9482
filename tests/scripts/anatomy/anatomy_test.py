from dataclasses import replace

import pytest
from anatomy.machine_code import CODE, NAMES, RUN, place

from vdsobench.anatomy import anatomy, diff, flame, phases, stacks
from vdsobench.anatomy.code import Code, Instruction
from vdsobench.anatomy.model import Activation, Call, Document, Function, Refused
from vdsobench.anatomy.symbolize import Place
from vdsobench.anatomy.trace import BadTrace


class SomePlaces:
    at = staticmethod(place)


def dissected() -> Call:
    found = anatomy.dissect("one/insn", RUN, 2, 0, CODE, SomePlaces())  # type: ignore[arg-type]
    return anatomy.told(found)


def test_the_parts_are_the_whole_less_the_empty_loop() -> None:
    call = dissected()
    assert call.instructions == len(RUN) - 2
    assert sum(row.own for row in call.functions) == call.instructions
    assert sum(call.phases.values()) == call.instructions
    assert call.tree.inclusive == call.instructions


def test_a_loop_shorter_than_the_empty_one_is_an_error() -> None:
    with pytest.raises(BadTrace, match="of its own"):
        anatomy.dissect("x", RUN, 99, 0, CODE, SomePlaces())  # type: ignore[arg-type]


def test_inclusive_counts_recursion_once() -> None:
    from vdsobench.anatomy.tree import Node

    here = Place("kernel", "f")
    root = Node(here, 1, [Node(here, 2)])
    assert anatomy._inclusive(root)[here] == 3


def test_folded_stacks_add_up() -> None:
    lines = stacks.folded(dissected()).splitlines()
    assert "loop [program];one [kernel];two [kernel] 3" in lines
    assert sum(int(line.rsplit(" ", 1)[1]) for line in lines) == len(RUN) - 2


def test_the_flame_graph_is_one_well_formed_file() -> None:
    from xml.etree import ElementTree

    made = dissected()
    call = replace(made, tree=replace(made.tree, function="<&>"))
    drawn = ElementTree.fromstring(flame.draw(call))
    assert len(drawn.findall("{http://www.w3.org/2000/svg}g")) == len(NAMES)


def test_speedscope_weights_add_up() -> None:
    import json

    made = json.loads(stacks.speedscope(Document({}, [dissected(), Refused("x", "y")])))
    (profile,) = made["profiles"]
    assert sum(profile["weights"]) == profile["endValue"] == len(RUN) - 2
    frames = len(made["shared"]["frames"])
    assert all(frame < frames for sample in profile["samples"] for frame in sample)


def call(total: int, *functions: tuple[str, dict[str, int]], where: str = "kernel") -> Call:
    return of_rows(total, [row(where, name, told) for name, told in functions])


def row(where: str, name: str, phases: dict[str, int]) -> Function:
    own = sum(phases.values())
    return Function(where, name, own, own, phases)


def of_rows(total: int, rows: list[Function]) -> Call:
    return Call("time/insn", total, {}, rows, Activation("loop", "program", total))


def test_a_difference_of_more_than_kernels_is_told() -> None:
    keys = ("binary_sha256", "libc_sha256", "qemu_version", "cpu_model_qemu", "kernel_release")
    before, after = (Document({f"vdsobench.{key}": x for key in keys}, []) for x in "ab")
    assert diff.besides_the_kernel(before, before) == []
    assert diff.besides_the_kernel(before, after) == [
        "vdsobench's program",
        "libc's file",
        "QEMU",
        "emulated CPU",
    ]


def test_a_difference_adds_up_and_is_told_by_phase() -> None:
    before = call(30, ("entry_SYSCALL_64", {"entry": 10, "exit": 5}), ("gone", {"work": 15}))
    after = call(52, ("entry_SYSCALL_64", {"entry": 12}), ("prandom_u32_state", {"dispatch": 40}))
    found = diff.compare(before, after)
    assert found.change == sum(row.change for row in found.rows) == 22
    told = {(row.phase, row.name): row.change for row in found.rows}
    assert told == {
        ("entry", "entry_SYSCALL_64"): 2,
        ("exit", "entry_SYSCALL_64"): -5,
        ("work", "gone"): -15,
        ("dispatch", "prandom_u32_state"): 40,
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("__do_sys_getppid", "__x64_sys_getppid"),
        ("foo.constprop.0", "foo.isra.1"),
        ("srso_return_thunk", "retbleed_return_thunk"),
        ("entry_SYSCALL_64_after_hwframe", "entry_SYSCALL_64"),
    ],
)
def test_the_same_function_by_another_name_is_one_row(old: str, new: str) -> None:
    (found,) = diff.compare(call(5, (old, {"work": 5})), call(7, (new, {"work": 7}))).rows
    assert found.change == 2


def test_a_function_that_was_renamed_is_matched_by_likeness() -> None:
    before = call(5, ("exit_to_user_mode_prepare", {"exit": 5}))
    after = call(6, ("exit_to_user_mode_prepare_legacy", {"exit": 6}))
    (found,) = diff.compare(before, after).rows
    assert (found.name, found.change) == (
        "exit_to_user_mode_prepare → exit_to_user_mode_prepare_legacy",
        1,
    )


def test_unlike_functions_are_not_matched() -> None:
    found = diff.compare(call(5, ("abc", {"work": 5})), call(5, ("xyz", {"work": 5})))
    assert sorted((row.name, row.change) for row in found.rows) == [("abc", -5), ("xyz", 5)]


def test_functions_outside_the_kernel_are_told_by_name_and_place() -> None:
    """As of getcpu by libc: what is called the same in two places stays two, and so does what a
    vDSO does not export, which has no name there."""
    rows = [("vdso", "__vdso_getcpu", "vdso"), ("vdso", "[vdso]", "vdso"),
            ("libc", "getcpu", "caller"), ("program", "loop", "caller")]  # fmt: skip
    before, after = (
        of_rows(sum(own), [row(*it[:2], {it[2]: number}) for it, number in zip(rows, own)])
        for own in ((14, 7, 18, 4), (15, 6, 11, 4))
    )
    after.functions[0] = replace(after.functions[0], function="getcpu")
    told = {row.name: row.change for row in diff.compare(before, after).rows}
    assert told == {"getcpu [vdso]": 1, "[vdso]": -1, "getcpu [libc]": -7, "loop [program]": 0}


def test_a_likeness_across_places_is_no_renaming() -> None:
    before, after = (call(5, ("getcpu", {"caller": 5}), where=it) for it in ("libc", "program"))
    assert len(diff.compare(before, after).rows) == 2


def instructions(*texts: str) -> list[Instruction]:
    kinds = {"rdtscp": "counter", "rdtsc": "counter"}
    return [Instruction(i, 1, text, kinds.get(text, "other")) for i, text in enumerate(texts)]


def test_the_phases_of_a_vdso_function() -> None:
    run = instructions("mov eax, [rdi]", "lfence", "rdtsc", "cmp rax, rdx", "jne 5",
                       "mov ecx, dword ptr [rdi]", "cmp ecx, r8d", "jne 0", "ret")  # fmt: skip
    vdso = Place("vdso", "clock_gettime")
    told = phases.of(run, [vdso] * len(run), [False] * len(run))
    begin, read, sums, retry = phases.BEGIN, phases.READ, phases.ARITHMETIC, phases.RETRY
    assert told == [begin, read, read, sums, sums, retry, retry, retry, sums]


def test_the_phases_of_a_system_call_pass_in_order() -> None:
    names = ["loop", "entry_SYSCALL_64", "do_syscall_64", "__do_sys_getppid", "thunk",
             "do_syscall_64", "entry_SYSCALL_64", "loop"]  # fmt: skip
    own = [Place("program" if name == "loop" else "kernel", name) for name in names]
    working = [name in ("__do_sys_getppid", "thunk") for name in names]
    told = phases.of(instructions(*["nop"] * len(names)), own, working)
    assert told == ["caller", "entry", "dispatch", "work", "work", "exit", "exit", "caller"]


def test_what_cannot_be_read_is_unknown_and_not_a_crash() -> None:
    assert Code({}).at(0x1234).text == "(unreadable)"
