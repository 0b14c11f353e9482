"""Every call's loop, as compiled, holds what its path means and nothing else.

The loops are what is measured: a second call in one of them, or an address that is loaded anew each
time round, would be measured with it.
"""

import json
import os
import re
import subprocess
from dataclasses import dataclass

import pytest

ALL_PATHS = "libc,vdso,syscall,insn,vsyscall,int80"
TICK_NUMBER = "-2"  # tick_number of src/calls/function.hpp

FUNCTION = re.compile(r"^[0-9a-f]+ <(.*)>:$")
INSTRUCTION = re.compile(r"^\s*([0-9a-f]+):\s+(\S.*)$")
LOOP = re.compile(r"vdsobench::calls::loop<vdsobench::calls::(?:paths::)?(\w+), (-?\d+)l?\b")
JUMP = re.compile(r"^(?:\w+ )?j\w+\s+(?:0x)?([0-9a-f]+)\b")
MEMORY = re.compile(r"\(|%[c-gs]s:|^(?:push|pop)")
HARMLESS = re.compile(r"^(?:lea|nop|xchg\s+%ax,%ax|(?:\w+ )*nop)")
CALL = re.compile(r"^call")
INDIRECT_CALL = re.compile(r"^callq?\s+\*%r\w+$")
TRAP = re.compile(r"^(?:syscall|sysenter|int\s|rdtscp?\b|ud2|hlt)")
# What not every x86-64 CPU has, nor every hypervisor offers.
BEYOND_RDTSC = re.compile(r"^\s*[0-9a-f]+:\s+(?:rdtscp|rdpid|rdpru|serialize)\b", re.MULTILINE)

# What each path's loop must hold once: a trap, or a call through a register.
TRAP_OF = {"Insn": "syscall", "Tick": "rdtsc", "Int80": "int $0x80"}
CALLING = {"Libc", "Vdso", "Syscall", "Vsyscall"}


@dataclass
class Loop:
    """One instantiation of calls::loop: its path, and the instructions by address."""

    name: str
    path: str
    instructions: list[tuple[int, str]]

    def body(self) -> list[str]:
        """What runs every time round: from the target of the one backward jump to the jump."""
        backward = [
            (int(jump[1], 16), address)
            for address, text in self.instructions
            if (jump := JUMP.match(text)) and int(jump[1], 16) <= address
        ]
        if len(backward) != 1:
            return [f"{len(backward)} backward jumps"]
        first, last = backward[0]
        return [text for address, text in self.instructions if first <= address <= last]


def loops_in(disassembly: str) -> list[Loop]:
    loops: list[Loop] = []
    current: Loop | None = None
    for line in disassembly.splitlines():
        if function := FUNCTION.match(line):
            found = LOOP.search(function[1])
            current = None
            if found:
                path = "Tick" if found.groups() == ("Insn", TICK_NUMBER) else found[1]
                current = Loop(function[1], path, [])
                loops.append(current)
        elif current and (instruction := INSTRUCTION.match(line)):
            text = re.sub(r"\s+", " ", instruction[2].split("<")[0].split("#")[0]).strip()
            current.instructions.append((int(instruction[1], 16), text))
    return loops


def faults(loop: Loop) -> list[str]:
    """What is wrong with a loop, in words; empty where nothing is."""
    body = loop.body()
    calls = [text for text in body if CALL.match(text)]
    traps = [text for text in body if TRAP.match(text)]
    stray = [text for text in body if MEMORY.search(text) and not HARMLESS.match(text)]
    wrong = [f"touches memory: {text}" for text in stray]
    if "lambda" in loop.name:
        wrong.append("is a function of its own: the loop was not inlined")
    if "backward jumps" in body[0]:
        wrong.append(body[0])
    if traps != ([TRAP_OF[loop.path]] if loop.path in TRAP_OF else []):
        wrong.append(f"traps: {traps}")
    if len(calls) != (1 if loop.path in CALLING else 0):
        wrong.append(f"calls: {calls}")
    wrong += [
        f"no call through a register: {text}" for text in calls if not INDIRECT_CALL.match(text)
    ]
    return wrong


@pytest.fixture(scope="module")
def binary() -> str:
    return os.environ["VDSOBENCH_BINARY"]


@pytest.fixture(scope="module")
def disassembly(binary: str) -> str:
    command = ["objdump", "--disassemble", "--demangle", "--no-show-raw-insn", "-j.text", binary]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def loops(disassembly: str) -> list[Loop]:
    return loops_in(disassembly)


def test_nothing_beyond_rdtsc_is_asked_of_the_cpu(disassembly: str) -> None:
    assert "rdtsc" in disassembly
    assert not BEYOND_RDTSC.findall(disassembly)


def test_every_call_has_a_loop(binary: str, loops: list[Loop]) -> None:
    command = [binary, "list", "--json", "--paths", ALL_PATHS]
    listed = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert len({loop.name for loop in loops}) == len(listed["calls"]) + 1, "and the empty one"
    assert {loop.path for loop in loops} == {*TRAP_OF, *CALLING, "Nothing"}


def test_every_loop_holds_what_its_path_means(loops: list[Loop]) -> None:
    wrong = {loop.name: found for loop in loops if (found := faults(loop))}
    assert not wrong


CLEAN = """
0000000000137040 <long vdsobench::calls::loop<vdsobench::calls::paths::Insn, 201l>(long)>:
  137040:	mov    (%rdi),%rdx
  137049:	nopl   0x0(%rax)
  137050:	mov    %rdx,%rdi
  137058:	syscall
  13705a:	sub    $0x1,%rsi
  13705e:	jne    137050 <long vdsobench::calls::loop<...>+0x10>
  137060:	ret
"""
AS_VDSO = CLEAN.replace("paths::Insn", "paths::Vdso")


def test_a_clean_loop_passes() -> None:
    assert [faults(loop) for loop in loops_in(CLEAN)] == [[]]
    assert [faults(loop) for loop in loops_in(AS_VDSO.replace("syscall", "call   *%rbp"))] == [[]]


@pytest.mark.parametrize(
    "doctored, words",
    [
        (
            CLEAN.replace("mov    %rdx,%rdi", "mov    (%rdx),%rdi"),
            "touches memory: mov (%rdx),%rdi",
        ),
        (CLEAN.replace("mov    %rdx,%rdi", "mov    %fs:0x28,%rdi"), "touches memory"),
        (CLEAN.replace("mov    %rdx,%rdi", "push   %rdi"), "touches memory"),
        (CLEAN.replace("mov    %rdx,%rdi", "syscall"), "traps: ['syscall', 'syscall']"),
        (CLEAN.replace("syscall", "int    $0x80"), "traps: ['int $0x80']"),
        (CLEAN.replace("syscall", "nop"), "traps: []"),
        (CLEAN.replace("mov    %rdx,%rdi", "call   1234 <f>"), "calls: ['call 1234']"),
        (CLEAN.replace("jne    137050", "jne    137060"), "0 backward jumps"),
        (CLEAN.replace("(long)>:", "(long)::{lambda()}>:"), "inlined"),
        (
            AS_VDSO.replace("syscall", "call   1234 <clock_gettime@plt>"),
            "no call through a register",
        ),
        (AS_VDSO.replace("syscall", "call   *0x8(%rax)"), "touches memory"),
        (AS_VDSO, "traps: ['syscall']"),
        (CLEAN.replace("paths::Insn", "Nothing"), "traps: ['syscall']"),
        (CLEAN.replace("201l", "-2l"), "traps: ['syscall']"),
    ],
)
def test_a_doctored_loop_fails(doctored: str, words: str) -> None:
    (loop,) = loops_in(doctored)
    assert any(words in fault for fault in faults(loop)), faults(loop)
