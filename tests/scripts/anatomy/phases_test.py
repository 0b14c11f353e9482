"""Which phase of a call each instruction belongs to."""

from __future__ import annotations

from vdsobench.anatomy import phases
from vdsobench.anatomy.code import Instruction
from vdsobench.anatomy.symbolize import Place


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
