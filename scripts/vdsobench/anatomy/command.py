"""What scripts/anatomy.py does: record, show, diff."""

from __future__ import annotations

from dataclasses import replace
from typing import Sequence

from vdsobench import terminal
from vdsobench.anatomy import against, costly_tables, diff, documents, exports, options, record
from vdsobench.anatomy import session
from vdsobench.anatomy import tables as anatomy_tables
from vdsobench.anatomy.documents import Named
from vdsobench.anatomy.model import Call, Document, Refused
from vdsobench.anatomy.options import Options
from vdsobench.errors import UsageError
from vdsobench.fitted_table import Column, print_fitted
from vdsobench.files import set_aside
from vdsobench.guest import boot
from vdsobench.kernels import append, cell
from vdsobench.archive.options import wanted_kernels
from vdsobench.archive.resolve import Kernels, Unresolved
from vdsobench.progress import Pace
from vdsobench.results import loader, selection, tables
from vdsobench.results.loader import Result
from vdsobench.safe_console import SafeConsole

FINE, SOMETHING_FAILED = 0, 1

Attempt = tuple[str, Document | None]  # a recording by name; None: it failed, and was said to


def main() -> int:
    given = options.parser().options(Options)
    if given.diff:
        return _diff(given, [documents.load(file) for file in given.diff])
    measured = loader.load(str(given.measured)) if given.measured else None
    recorded: Sequence[Attempt]
    if given.kernel:
        given = replace(given, call=selection.matching(given.call, _known_calls()))
        recorded = _recorded(given, given.kernel or ())
    else:
        recorded = shown = [documents.load(file) for file in given.show or ()]
        given = _of_what_was_recorded(given, shown)
    there = [(name, found) for name, found in recorded if found is not None]
    if there:
        exports.write(there, given.exports, given.call, measured)
    status = _show(there, given, measured)
    return status if len(there) == len(recorded) else SOMETHING_FAILED


def _not_recorded(pattern: str, _: Sequence[str]) -> list[str]:
    raise UsageError(f"{pattern} was not recorded")


def _of_what_was_recorded(given: Options, shown: Sequence[Named]) -> Options:
    """With the calls that its patterns mean. Raises UsageError for one that means none."""
    known = [call.name for _, document in shown for call in document.calls]
    named = replace(given, call=selection.matching(given.call, known, _not_recorded))
    exports.check(named.exports, named.call, len(shown), named.measured)
    return named


def _recorded(given: Options, kernels_wanted: Sequence[str]) -> Sequence[Attempt]:
    names = list(dict.fromkeys([*given.call, *(_all_calls() if given.all else ())]))
    if not names:
        raise UsageError("which call? Give --call NAME (see vdsobench list) or --all")
    wanted = [(kernel, "") for kernel in wanted_kernels(kernels_wanted)]
    cells = cell.cells(wanted, append.product(given.append))
    exports.check(given.exports, given.call, len(cells), given.measured)
    kernels = Kernels(terminal.say, suites=tuple(given.suite))
    version = boot.check(record.MACHINE.qemu)
    given.out.mkdir(parents=True, exist_ok=True)
    found: list[Attempt] = []
    pace = Pace(len(cells))
    for number, it in enumerate(cells):
        file = given.out / f"{it.name}.json"
        kept = set_aside(file)
        try:
            image = kernels.image(it.kernel)
            done = f"[{number + 1}/{len(cells)}] {it.name}"
            terminal.say(f"{done}: recording {len(names)} calls{pace.left(number)}")
            document = session.document(image, it.append, given.binary, names, version, given.code)
            documents.save(document, file)
            kept.unlink(missing_ok=True)
            found.append((it.name, document))
        except (Unresolved, record.RecordingFailed) as problem:
            terminal.say(f"{it.name}: {problem}")
            found.append((it.name, None))
    return found


def _known_calls() -> list[str]:
    """All that the tables have, before a machine boots to find out."""
    return [f"{function}/{path}" for function in tables.FUNCTIONS for path in tables.PATHS]


def _all_calls() -> list[str]:
    return [*options.HEADLINE, "getppid/insn"]


def _show(shown: Sequence[Named], given: Options, measured: Result | None) -> int:
    console = terminal.console(160)
    status = FINE
    for name, document in shown:
        console.rule(name)
        if given.costly or measured:
            _show_costly(name, document, given.call, measured, console)
            continue
        for call in _chosen(document, given.call):
            if isinstance(call, Refused):
                console.print(f"{call.name}: {call.reason}")
                status = SOMETHING_FAILED if call.failed else status
            else:
                _show_call(call, given, console)
    return status


def _show_call(call: Call, given: Options, console: SafeConsole) -> None:
    if call.ways:
        console.print(_of_several(call))
    if not given.call:
        console.print(anatomy_tables.by_phase(call))
        return
    _print_table(
        console,
        anatomy_tables.title(call),
        anatomy_tables.by_function(call),
        anatomy_tables.BY_FUNCTION,
    )
    if given.tree:
        console.print(anatomy_tables.as_tree(call))
    for line in anatomy_tables.listing(call) if given.code else ():
        console.print(line)


def _show_costly(
    name: str, document: Document, names: list[str], measured: Result | None, console: SafeConsole
) -> None:
    calls = [it for it in _chosen(document, names) if isinstance(it, Call)]
    if any(call.costly is None for call in calls):
        raise UsageError(f"{name} was recorded before its costly instructions were counted: again")
    held = against.of(document, measured) if measured else []
    by_name = {it.name: it for it in held}
    table = costly_tables.columns(calls, by_name)
    _print_table(console, costly_tables.TITLE, table, costly_tables.NAMES)
    lines = [*costly_tables.prices(calls)]
    lines += [*against.machines(document, measured), *against.errors(held)] if measured else []
    for line in lines:
        console.print(line)


def _of_several(call: Call) -> str:
    """Both figures: which way was recorded, and which there are."""
    ways = ", ".join(map(str, call.ways or ()))
    return (
        f"{call.name} takes several ways ({ways} instructions); told is that of {call.instructions}"
    )


def _print_table(console: SafeConsole, title: str, columns: list[Column], names: int) -> None:
    console.print(f"\n{title}\n")
    print_fitted(console, columns, names)
    console.print()


def _chosen(document: Document, names: list[str]) -> list[Call | Refused]:
    chosen = [call for call in document.calls if not names or call.name in names]
    for name in set(names) - {call.name for call in chosen}:
        raise UsageError(f"{name} was not recorded")
    return chosen


def _diff(given: Options, sides: Sequence[Named]) -> int:
    given = _of_what_was_recorded(given, sides)
    before, after = ({call.name: call for call in side.calls} for _, side in sides)
    exports.write(sides, given.exports, given.call)
    console = terminal.console(160)
    console.rule(" → ".join(name for name, _ in sides))
    others = diff.besides_the_kernel(*(document for _, document in sides))
    if others:
        console.print(f"note: not only the kernel differs, but {', '.join(others)} too")
    either = before | after
    for name in given.call or either:
        pair = [side.get(name, Refused(name, "not recorded")) for side in (before, after)]
        for call, (label, _) in zip(pair, sides):
            if isinstance(call, Refused):
                console.print(f"{name}: {call.reason} ({label})")
        both = [call for call in pair if isinstance(call, Call)]
        for call in both:
            if call.ways:
                console.print(f"note: {_of_several(call)}")
        if len(both) == len(pair):
            found = diff.compare(*both)
            title = anatomy_tables.title_of_difference(name, found)
            _print_table(console, title, anatomy_tables.difference(found), anatomy_tables.BY_PHASE)
    return FINE
