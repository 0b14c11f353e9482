"""One kernel in one mode: records calls and dissects each."""

from __future__ import annotations

from pathlib import Path
from typing import Sequence

from vdsobench.anatomy import anatomy, documents, record, trace
from vdsobench.anatomy.anatomy import Anatomy
from vdsobench.anatomy.code import Code
from vdsobench.anatomy.elf import NotElf
from vdsobench.anatomy.model import Call, Document, Refused
from vdsobench.anatomy.symbolize import ForeignAddress, Places
from vdsobench.anatomy.record import Recording, RecordingFailed
from vdsobench.anatomy.told import Asked
from vdsobench.anatomy.trace import BadTrace
from vdsobench.archive import cache, images
from vdsobench.guest import initramfs
from vdsobench.kernels import provenance
from vdsobench.archive.images import KernelImage


def document(
    image: KernelImage,
    append: str,
    program: Path,
    calls: Sequence[str],
    qemu_version: str,
    with_code: bool = False,
) -> Document:
    """What is kept. A call that could not be told has its reason in its place, and is
    marked as failed unless the machine just does not have it."""
    with cache.work() as work:
        recording = record.record(image.path, append, program, calls, work)
    context = {
        documents.SCHEMA: documents.VERSION,
        documents.KERNEL: images.version_of(image.path),
        **provenance.of_kernel(image, append, record.MACHINE.cpu),
        **provenance.of_program(program, qemu_version),
    }
    return Document(context, dissected(recording, program, with_code))


def dissected(recording: Recording, program: Path, with_code: bool = False) -> list[Call | Refused]:
    """Each call that was asked for, in its order."""
    empty = _empty_loop(recording)
    places, code = _places(recording, program), Code(recording.code)
    made: list[Call | Refused] = []
    for call, executed in zip(recording.told.calls, recording.traces[1:]):
        if call.loop is None:
            made.append(Refused(call.name, call.reason))
            continue
        try:
            run = _run(call, call.loop, executed, recording.told.iterations)
            found = _one(call, run, empty, code, places)
            listing = anatomy.listing(found, code, places) if with_code else None
            made.append(anatomy.told(found, listing))
        except (BadTrace, ForeignAddress, NotElf) as problem:
            made.append(Refused(call.name, str(problem), failed=True))
    return made


def _empty_loop(recording: Recording) -> int:
    """How many instructions one pass of it has: without that no call can be told."""
    told = recording.told
    try:
        run, _ = _iteration(recording.traces[0], told.empty, told.iterations)
    except BadTrace as problem:
        raise RecordingFailed(f"of the empty loop, {problem}") from problem
    return len(run)


def _run(call: Asked, loop: int, executed: list[int], number: int) -> tuple[list[int], int]:
    """One undisturbed iteration, and how many others there were."""
    if call.reason:  # it ran, but has no one number
        raise BadTrace(call.reason)
    return _iteration(executed, loop, number)


def _one(
    call: Asked, iteration: tuple[list[int], int], empty: int, code: Code, places: Places
) -> Anatomy:
    run, set_aside = iteration
    found = anatomy.dissect(call.name, run, empty, set_aside, code, places)
    if found.instructions != call.instructions:
        raise BadTrace(
            f"the trace has {found.instructions} instructions, exact mode {call.instructions}"
        )
    return found


def _iteration(executed: list[int], loop: int, number: int) -> tuple[list[int], int]:
    return trace.undisturbed(trace.iterations(executed, loop, number))


def _places(recording: Recording, program: Path) -> Places:
    told = recording.told
    return Places(told.maps, told.symbols, told.vdso, initramfs.of_program(program))
