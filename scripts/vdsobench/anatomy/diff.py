"""One anatomy held against another: what came, went and changed, function by function."""

from __future__ import annotations

import difflib
import functools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Iterable, Iterator

from vdsobench.results import schema
from vdsobench.anatomy.model import Call, Document
from vdsobench.anatomy.phases import PHASES

# What compilers and the kernel's macros add to a name; the function is the same.
SUFFIX = re.compile(r"\.(constprop|isra|part|cold|llvm)\b.*$")
PREFIX = re.compile(r"^(__x64_sys_|__do_sys_|__se_sys_|__ia32_sys_)")
EXPORTED = re.compile(r"^__(vdso|kernel)_")  # a vDSO has its functions by two names, or by this
# The mitigations' ways to return differ by CPU and kernel in name and number of pieces.
ALIKE = [
    (re.compile(r"_return_thunk$|^srso(_alias)?_safe_ret$"), "return thunk"),
    (re.compile(r"_untrain_ret$"), "untrain ret"),
    (re.compile(r"^(__pi_)?__x86_indirect_(call_|jump_)?thunk"), "indirect branch thunk"),
    (re.compile(r"^entry_SYSCALL_64|^entry_SYSRETQ|^syscall_return_via_sysret"), "entry_SYSCALL_64"),
    (re.compile(r"^(asm_exc_page_fault|error_entry|error_return|common_interrupt_return"
                r"|swapgs_restore_regs_and_return_to_usermode|native_irq_return_iret"
                r"|native_iret|restore_regs_and_return_to_kernel)"), "page fault entry code"),
]  # fmt: skip
PINNED = (schema.BINARY_HASH, schema.LIBC_HASH, schema.QEMU_VERSION, schema.QEMU_CPU)
MOST_RENAMED = 2500  # pairs to look at: kernels that share so little are not told by their names
RENAMED = 0.75  # how alike two names must be, where one went and one came in the same phase


Part = tuple[str, str, str]  # phase, where, function


@dataclass(frozen=True)
class Row:
    phase: str
    name: str
    before: int
    after: int

    @property
    def change(self) -> int:
        return self.after - self.before


@dataclass(frozen=True)
class Difference:
    before: int
    after: int
    rows: list[Row]

    @property
    def change(self) -> int:
        return self.after - self.before

    def by_phase(self) -> Iterator[tuple[str, list[Row]]]:
        """Phases in their order, each with its rows: those that changed most first."""
        groups = defaultdict(list)
        for row in self.rows:
            groups[row.phase].append(row)
        for phase in PHASES:
            if phase in groups:
                yield phase, sorted(groups[phase], key=lambda row: (-abs(row.change), row.name))


def besides_the_kernel(before: Document, after: Document) -> list[str]:
    """What else is not the same in two recordings, and has its own part in every call."""
    contexts = (before.context, after.context)
    told = ([context.get(schema.key(key), "") for key in PINNED] for context in contexts)
    return [schema.MATTERS[key] for key, one, other in zip(PINNED, *told) if one != other]


def compare(before: Call, after: Call) -> Difference:
    """Adds up to the difference of the two totals by its making: every instruction is in a row."""
    one, other = _parts(before), _parts(after)
    renamed = _renamed(one, other)
    rows = []
    for part in sorted(one.keys() | (other.keys() - set(renamed.values()))):
        then = renamed.get(part, part)
        label = _label(part) if then == part else f"{_label(part)} → {_label(then)}"
        rows.append(Row(part[0], label, one[part], other[then]))
    return Difference(before.instructions, after.instructions, rows)


def _parts(call: Call) -> Counter[Part]:
    parts: Counter[Part] = Counter()
    for row in call.functions:
        name = plain(row.function, row.where)
        for phase, number in row.phases.items():
            parts[phase, row.where, name] += number
    return parts


def _label(part: Part) -> str:
    """The kernel's functions need no place. What a vDSO does not export has only its place."""
    _, where, name = part
    return name if where == "kernel" or name == f"[{where}]" else f"{name} [{where}]"


def plain(name: str, where: str) -> str:
    """The name under which a function is looked for on the other side, where compiler or kernel
    call it otherwise."""
    if where != "kernel":
        return EXPORTED.sub("", SUFFIX.sub("", name))
    name = PREFIX.sub("sys_", SUFFIX.sub("", name))
    return next((common for pattern, common in ALIKE if pattern.search(name)), name)


def _renamed(one: Counter[Part], other: Counter[Part]) -> dict[Part, Part]:
    """Pairs of what went and what came that are called nearly the same, the likest first."""
    gone, new = _by_place(one.keys() - other.keys()), _by_place(other.keys() - one.keys())
    if sum(len(names) * len(new[place]) for place, names in gone.items()) > MOST_RENAMED:
        return {}
    pairs = [
        (likeness, (*place, old), (*place, now))
        for place, names in gone.items()
        for old in names
        for now in new[place]
        if (likeness := _likeness(old, now)) >= RENAMED
    ]
    found: dict[Part, Part] = {}
    taken: set[Part] = set()
    for _, then, since in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if then not in found and since not in taken:
            found[then] = since
            taken.add(since)
    return found


def _by_place(parts: Iterable[Part]) -> defaultdict[tuple[str, str], list[str]]:
    """Functions by phase and place: elsewhere none is looked for."""
    found = defaultdict(list)
    for phase, where, function in parts:
        found[phase, where].append(function)
    return found


@functools.cache
def _likeness(old: str, now: str) -> float:
    """0 where the letters alone say that it is too little: the whole ratio takes ten times as long,
    and calls share most of their functions."""
    matcher = difflib.SequenceMatcher(None, old, now)
    return matcher.ratio() if matcher.quick_ratio() >= RENAMED else 0.0
