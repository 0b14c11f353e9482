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

# Exact mode counts at another moment than that of the trace, when a second is carried or not: that
# takes 4 to 6 instructions (timespec64_add_ns, include/linux/time64.h). What is further off is wrong.
CARRIED = 10


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
            runs = trace.iterations(executed, call.loop, recording.told.iterations)
            run, aside = trace.undisturbed(runs)
            found = anatomy.dissect(call.name, run, empty, aside, code, places)
            listing = anatomy.listing(found, code, places) if with_code else None
            ways = _ways(call, found, runs)
            made.append(anatomy.told(found, ways if len(ways) > 1 else None, listing))
        except (BadTrace, ForeignAddress, NotElf) as problem:
            made.append(Refused(call.name, str(problem), failed=True))
    return made


def _empty_loop(recording: Recording) -> int:
    """How many instructions one pass of it has: without that no call can be told."""
    told = recording.told
    try:
        runs = trace.iterations(recording.traces[0], told.empty, told.iterations)
        run, _ = trace.undisturbed(runs)
    except BadTrace as problem:
        raise RecordingFailed(f"of the empty loop, {problem}") from problem
    return len(run)


def _ways(call: Asked, found: Anatomy, runs: Sequence[Sequence[int]]) -> list[int]:
    """Instructions of every way that the call took, in the trace or where exact mode counted it.
    Raises BadTrace for a trace that is none of what was counted, and for a call that has no number
    and took no way twice."""
    seen = {length - found.loop for length in trace.lengths(runs)} | {found.instructions}
    counted = call.instructions
    if counted is None:
        if list(map(len, runs)).count(found.instructions + found.loop) < 2 or len(seen) == 1:
            raise BadTrace(call.reason)
        return sorted(seen)
    if min(abs(counted - each) for each in seen) > CARRIED:
        raise BadTrace(f"the trace has {found.instructions} instructions, exact mode {counted}")
    return sorted(seen | {counted})


def _places(recording: Recording, program: Path) -> Places:
    told = recording.told
    return Places(told.maps, told.symbols, told.vdso, initramfs.of_program(program))
