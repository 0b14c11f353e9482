"""Runs cells side by side, each in a machine of its own; one that fails harms no other."""

from __future__ import annotations

import json
import signal
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import Any, Callable, Sequence, TypeVar

from vdsobench.results import schema
from vdsobench.errors import Failed
from vdsobench.files import set_aside, write_atomically
from vdsobench.guest import boot
from vdsobench.kernels import cell, outcome, provenance
from vdsobench.kernels.cell import Cell, Done
from vdsobench.guest.machine import Machine

Progress = Callable[[Done], None]
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Plan:
    """What all cells of a run share."""

    machines: Sequence[Machine]  # tried in turn, until one brings its kernel up
    initrd: Path
    work: Path  # consoles and transfers while they grow
    out: Path
    timeout: float
    context: dict[str, str]  # goes into every result: what was run, by which QEMU
    identity: str  # changes when the guest's content or the machine does
    resume: bool = False
    no_kvm: Event = field(default_factory=Event)  # set once KVM has failed where emulation did not


def run(cells: Sequence[Cell], plan: Plan, jobs: int, progress: Progress) -> list[Done]:
    """Boots each cell and measures in it, `jobs` at a time. Gives what became of each, in the order
    of cells; progress is told of each as it ends. An error of one cell is its reason, see Done."""
    return side_by_side(cells, lambda it, stop: run_cell(it, plan, stop), jobs, progress)


def side_by_side(
    items: Sequence[Item],
    work: Callable[[Item, Event], Result],
    jobs: int,
    progress: Callable[[Result], None],
) -> list[Result]:
    """Results in the order of items. Ctrl-C ends every machine; what is finished stays."""
    stop = Event()
    pool = ThreadPoolExecutor(jobs)
    futures = [pool.submit(work, each, stop) for each in items]
    try:
        for future in as_completed(futures):
            progress(future.result())
    except BaseException:
        stop.set()
        raise
    finally:
        # A second Ctrl-C must not leave machines behind.
        previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
        pool.shutdown(cancel_futures=True)
        signal.signal(signal.SIGINT, previous)
    return [future.result() for future in futures]


def run_cell(it: Cell, plan: Plan, stop: Event) -> Done:
    """One cell. Failed and OSError become the reason of what is returned."""
    try:
        return _tried(it, plan, stop)
    except (Failed, OSError) as error:  # such as a full disk, or no program to start
        return Done(it, reason=str(error))


def _tried(it: Cell, plan: Plan, stop: Event) -> Done:
    file = plan.out / f"{it.name}.json"
    if not plan.resume:
        set_aside(file)
    if it.image is None:
        return Done(it, reason=it.reason)
    wanted = cell.fingerprint(it.image.sha256, it.append, plan.identity)
    earlier = cell.finished(file, wanted) if plan.resume else None
    if earlier:
        accel = earlier.context.get(schema.ACCEL, "")
        return Done(it, earlier, accel=accel, resumed=True)
    kept = set_aside(file)
    machine, ended = _boot(it, plan, stop)
    log = plan.out / f"{it.name}.log"
    done = Done(it, accel=machine.accel, seconds=ended.seconds)
    try:
        write_atomically(log, ended.console)
        document, result = outcome.result(ended, it.append)
        document[schema.CONTEXT].update(
            _context(it, plan, machine), **{schema.key(schema.CELL): wanted}
        )
        write_atomically(file, _text(document))
        kept.unlink(missing_ok=True)
    except Failed as error:
        return replace(done, reason=str(error), last_lines=outcome.last_lines(ended.console))
    return replace(done, result=result)


def _text(document: dict[str, Any]) -> str:
    """A line for each key of the context and for each row: so that versions can be compared."""
    context = json.dumps(document[schema.CONTEXT], indent=1)
    rows = ",\n".join(json.dumps(row) for row in document[schema.ROWS])
    return f'{{"{schema.CONTEXT}": {context},\n"{schema.ROWS}": [\n{rows}\n]}}\n'


def _boot(it: Cell, plan: Plan, stop: Event) -> tuple[Machine, boot.Boot]:
    """/dev/kvm can be there and yet no stock kernel boot on it: only trying tells."""
    *first, last = plan.machines
    for machine in first if not plan.no_kvm.is_set() else ():
        limits = boot.Limits(plan.timeout, boot.COMES_UP_WITHIN)
        ended = _boot_on(machine, it, plan, limits, stop)
        if ended.came_up:
            return machine, ended
    ended = _boot_on(last, it, plan, boot.Limits(plan.timeout), stop)
    if first and ended.came_up:
        plan.no_kvm.set()
    return last, ended


def _boot_on(machine: Machine, it: Cell, plan: Plan, limits: boot.Limits, stop: Event) -> boot.Boot:
    assert it.image
    console, result = (plan.work / f"{it.name}.{kind}" for kind in ("console", "result"))
    command = machine.command(it.image.path, plan.initrd, it.append, console, result)
    return boot.run(command, console, result, limits, stop)


def _context(it: Cell, plan: Plan, machine: Machine) -> dict[str, Any]:
    assert it.image
    return {
        **plan.context,
        schema.key(schema.ACCEL): machine.accel,
        **provenance.of_kernel(it.image, it.append, machine.cpu),
    }
