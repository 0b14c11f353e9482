"""One kernel in one mode: records calls and dissects each."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Sequence

from vdsobench.anatomy import anatomy, documents, record, trace
from vdsobench.anatomy.anatomy import Anatomy
from vdsobench.anatomy.code import Code
from vdsobench.anatomy.elf import NotElf
from vdsobench.anatomy.symbolize import ForeignAddress, Places
from vdsobench.anatomy.record import Recording, RecordingFailed
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
) -> dict[str, Any]:
    """What is kept as JSON. A call that could not be told has its reason in its place, and is
    marked as failed unless the machine just does not have it."""
    with cache.work() as work:
        recording = record.record(image.path, append, program, calls, work)
    context = {
        documents.SCHEMA: documents.VERSION,
        documents.KERNEL: images.version_of(image.path),
        **provenance.of_kernel(image, append, record.MACHINE.cpu),
        **provenance.of_program(program, qemu_version),
    }
    return {"context": context, "calls": dissected(recording, program, with_code)}


def dissected(recording: Recording, program: Path, with_code: bool = False) -> list[dict[str, Any]]:
    told = recording.document
    empty = _empty_loop(recording)
    places, code = _places(recording, program), Code(recording.code)
    made = []
    for call, executed in zip(told["calls"], recording.traces[1:]):
        if "loop" not in call:
            made.append({"name": call["name"], "reason": call["reason"]})
            continue
        try:
            found = _one(call, executed, told["iterations"], empty, code, places)
            made.append(anatomy.as_json(found))
            if with_code:
                made[-1]["code"] = anatomy.listing(found, code, places)
        except (BadTrace, ForeignAddress, NotElf) as problem:
            made.append({"name": call["name"], "reason": str(problem), "failed": True})
    return made


def _empty_loop(recording: Recording) -> int:
    """How many instructions one pass of it has: without that no call can be told."""
    told = recording.document
    try:
        run, _ = _iteration(recording.traces[0], told["empty"], told["iterations"])
    except BadTrace as problem:
        raise RecordingFailed(f"of the empty loop, {problem}") from problem
    return len(run)


def _one(
    call: dict[str, Any], executed: list[int], number: int, empty: int, code: Code, places: Places
) -> Anatomy:
    if "reason" in call:  # it ran, but has no one number
        raise BadTrace(call["reason"])
    run, set_aside = _iteration(executed, call["loop"], number)
    found = anatomy.dissect(call["name"], run, empty, set_aside, code, places)
    if found.instructions != call["instructions"]:
        raise BadTrace(
            f"the trace has {found.instructions} instructions, exact mode {call['instructions']}"
        )
    return found


def _iteration(executed: list[int], loop: int, number: int) -> tuple[list[int], int]:
    return trace.undisturbed(trace.iterations(executed, loop, number))


def _places(recording: Recording, program: Path) -> Places:
    told = recording.document
    return Places(told["maps"], told["symbols"], told["vdso"], initramfs.of_program(program))
