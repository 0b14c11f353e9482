from anatomy.machine_code import CODE, RUN, place

from vdsobench.anatomy import tree
from vdsobench.anatomy.code import Code
from vdsobench.anatomy.symbolize import Place
from vdsobench.anatomy.tree import Node


def shape(node: Node) -> tuple[object, ...]:
    return (node.place.symbol, node.own, *(shape(child) for child in node.children))


def test_calls_tail_calls_and_thunks_find_their_place() -> None:
    root, nodes = tree.build(RUN, CODE, place)
    assert shape(root) == (
        "loop",
        3,
        ("one", 3, ("two", 3)),
        ("three", 2, ("x_return_thunk", 1)),
    )
    assert root.inclusive == len(RUN) == len(nodes)


def test_a_fault_is_a_call_that_nobody_wrote() -> None:
    """The vsyscall page: the call's target is not executed, a fault handler is, and iretq returns
    behind the call."""
    user, fault = 0x10000, 0x20000
    code = Code({user: b"\xff\xd0\x90".ljust(4096, b"\x90"), fault: b"\x90\x48\xcf".ljust(4096)})
    where = {user: Place("program", "loop"), fault: Place("kernel", "asm_exc_page_fault")}
    executed = [user, fault, fault + 1, user + 2]
    root, _ = tree.build(executed, code, lambda address: where[address & -4096])
    assert shape(root) == ("loop", 2, ("asm_exc_page_fault", 2))


def test_a_fault_amid_an_instruction_returns_to_where_it_was() -> None:
    user, fault = 0x10000, 0x20000
    code = Code({user: b"\x90" * 4096, fault: b"\x48\xcf".ljust(4096)})
    where = {user: Place("program", "loop"), fault: Place("kernel", "handler")}
    executed = [user, user + 1, fault, user + 1, user + 2]
    root, _ = tree.build(executed, code, lambda address: where[address & -4096])
    assert shape(root) == ("loop", 4, ("handler", 1))


def test_a_retpoline_is_not_lost_in() -> None:
    """call thunk; the thunk calls over a trap, writes its target over the return address, returns."""
    caller, thunk, target = 0x10000, 0x20000, 0x30000
    pages = {
        caller: bytes([0xE8]) + (thunk - caller - 5).to_bytes(4, "little") + b"\x90" * 4091,
        thunk: b"\xe8\x01\x00\x00\x00\xcc\x90\xc3".ljust(4096),
        target: b"\x90\xc3".ljust(4096),
    }
    names = {caller: "caller", thunk: "__x86_indirect_thunk_rax", target: "target"}
    executed = [caller, thunk, thunk + 6, thunk + 7, target, target + 1, caller + 5]
    root, _ = tree.build(
        executed, Code(pages), lambda address: Place("kernel", names[address & -4096])
    )
    assert root.place.symbol == "caller" and root.own == 2
    assert {child.place.symbol for child in root.children} == {"__x86_indirect_thunk_rax", "target"}
    assert root.inclusive == len(executed)
