"""Tests mirror the sources: for every unit of src/ and bench/ there is a test of its name."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Units without a test of their own name, and why. A folder stands for all that is in it.
DECLARES = "declares, and has no code of its own"
WITH_COUNTERS = "entries/counters_test.cpp and attach_test.cpp run every counter that there is"
WITH_HOOKS = "programs/hooks_test.cpp attaches them all"
WHOLE = "bench/command_line_test.py runs it whole"
EXCEPTIONS = {
    "bench/main": WHOLE,
    "bench/exit_status": DECLARES,
    "bench/commands/commands": DECLARES,
    "bench/commands/run": WHOLE,
    "bench/commands/watching": "bench/commands/watch_test.py runs it whole",
    "bench/output/screen": "bench/commands/watch_live_test.py gives it a terminal",
    "bench/portable/start": "scripts/portable/file_test.py runs what starts by it",
    "bench/portable/static_libc": "scripts/portable/file_test.py lists every call that it finds",
    "bench/peers": "programs that scripts/peers.py builds and runs: scripts/peers/",
    "bench/processes/internal_commands": DECLARES,
    "bench/processes/tracee": "stops its machine: scripts/anatomy/ runs it in an emulator",
    "src/arch": "the contract's own assertions; arch/stub_test.py compiles for another one",
    "src/calls/foreign_loop": "bench/portable/host_loop_test.cpp has the one that is not nothing",
    "src/calls/function": DECLARES,
    "src/calls/functions": "a table: call_test.cpp makes every cell of it",
    "src/calls/loop": "disassembly_test.py reads the instructions of every loop",
    "src/calls/path": DECLARES,
    "src/calls/paths": "table entries: bound_test.cpp and disassembly_test.py take every one",
    "src/calls/unmeasured": DECLARES,
    "src/entries/counter": DECLARES,
    "src/entries/ebpf_absent": "takes the place of ebpf_counter where libbpf is missing",
    "src/entries/ebpf_counter": WITH_COUNTERS,
    "src/entries/filter_lines": "seccomp_filter_test.cpp and programs/notices_test.cpp install them",
    "src/entries/perf_counter": WITH_COUNTERS,
    "src/programs/hooks_absent": "takes the place of hooks where libbpf is missing",
    "src/programs/map_reader": WITH_HOOKS,
    "src/programs/object": WITH_HOOKS,
    "src/programs/tally": DECLARES,
    "src/programs/way": DECLARES,
    "src/timing/visit": DECLARES,
    "src/verdict/evidence": DECLARES,
}


def units(root: Path) -> set[str]:
    """A source and its header are one unit: its path without the end."""
    return {
        path.relative_to(root).with_suffix("").as_posix()
        for folder in ("src", "bench")
        for path in (root / folder).rglob("*.[ch]pp")
    }


def has_test(root: Path, unit: str) -> bool:
    name = root / "tests" / unit.removeprefix("src/")
    return any(name.with_name(f"{name.name}_test{end}").exists() for end in (".cpp", ".py"))


def excepted(unit: str, exceptions: dict[str, str]) -> str | None:
    """The exception that it falls under."""
    parts = unit.split("/")
    names = ("/".join(parts[:length]) for length in range(1, len(parts) + 1))
    return next((name for name in names if name in exceptions), None)


def faults(root: Path, exceptions: dict[str, str]) -> list[str]:
    untested = {unit for unit in units(root) if not has_test(root, unit)}
    needed = {excepted(unit, exceptions) for unit in untested}
    return sorted(
        [f"{unit}: no test of its name" for unit in untested if not excepted(unit, exceptions)]
        + [f"{name}: an exception that nothing needs" for name in set(exceptions) - needed]
    )


def test_every_unit_has_a_test_of_its_name() -> None:
    assert not faults(ROOT, EXCEPTIONS)


def test_what_an_exception_names_is_there() -> None:
    for unit, reason in EXCEPTIONS.items():
        folder = unit.removeprefix("src/").split("/")[0]
        for name in re.findall(r"[\w/]+(?:_test\.(?:py|cpp)|/(?=[: ]|$))", reason):
            places = [ROOT / "tests" / name, ROOT / "tests" / folder / name]
            assert any(place.exists() for place in places), f"{unit}: {name}"


def test_a_doctored_tree_fails(tmp_path: Path) -> None:
    for file in ("src/a/b.cpp", "src/a/b.hpp", "bench/c.hpp", "tests/bench/c_test.py"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    assert faults(tmp_path, {}) == ["src/a/b: no test of its name"]
    assert not faults(tmp_path, {"src/a/b": "why"})
    assert not faults(tmp_path, {"src/a": "why"})
    (tmp_path / "tests/a").mkdir()
    (tmp_path / "tests/a/b_test.cpp").touch()
    assert faults(tmp_path, {"src/a": "why"}) == ["src/a: an exception that nothing needs"]
