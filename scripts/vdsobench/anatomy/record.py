"""Boots a kernel in exact mode and records every instruction of a few calls.

The program in the guest (vdsobench tracee) pauses the machine around each warmed-up loop. While it
stands still, QEMU is told by its monitor to run one instruction at a time and to log each; at the
second pause, to stop that. So the recording costs a fraction of a second a call, and nothing in the
guest knows of it.
"""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Sequence

from vdsobench.anatomy import qmp, told, trace
from vdsobench.anatomy.symbolize import KERNEL_BEGINS, VSYSCALL_PAGE
from vdsobench.anatomy.qmp import Monitor, MonitorFailed
from vdsobench.anatomy.told import Told
from vdsobench.results.document import BadContent
from vdsobench.errors import Failed
from vdsobench.guest import boot, initramfs
from vdsobench.kernels import outcome
from vdsobench.guest.frame import BadFrame, parse
from vdsobench.guest.machine import Machine
from vdsobench.safe_text import one_line

# Two of the longest turn that is known: getrandom's batches are refilled every 12 calls.
ITERATIONS = 26
PAGE, MAX_PAGES = 4096, 4096
PAUSED = "GUEST_PANICKED"  # the port that the guest pauses by is the one for its panics
UNREADABLE = {VSYSCALL_PAGE.start}  # it need not be mapped at all
PORT_IN_GUEST = "/dev/ttyS2"
# In the folder that QEMU is started in: these names need no escapes, and are short enough for sockets.
MONITOR, PAGES = "monitor", "pages"
_SERVE = "server=on,wait=off"
WATCHING = (
    *("-device", "pvpanic", "-action", "panic=pause"),
    *("-chardev", f"socket,id=pages,path={PAGES},{_SERVE}", "-serial", "chardev:pages"),
    *("-qmp", f"unix:{MONITOR},{_SERVE}"),
)
MACHINE = Machine("tcg", exact=True)
TIMEOUT = 300.0  # seconds: a busy host boots in a minute
# Kernels still test their ciphers when init starts, in a thread that takes turns with the program. On
# 7.2 recordings held a million instructions of that, and while another thread waits, clocks of CPU
# time take longer (vruntime_eligible in update_curr). Idle guest time costs nothing: QEMU skips it.
SETTLE = "sleep 2\n"
# Calibrated, the APIC's timer costs two seconds of emulation, a fifth of a boot: a loop of rdtsc and
# pause (calibrate_APIC_clock in arch/x86/kernel/apic/apic.c). Whose interrupts keep the time is
# nothing to a call. What is asked for comes after this, and wins.
QUICKER = "nolapic_timer"


class RecordingFailed(Failed):
    """The message says what went wrong in the machine."""


@dataclass(frozen=True)
class Recording:
    told: Told  # what the program says of itself: loops, mappings, symbols
    traces: list[list[int]]  # of the empty loop, then of each available call
    code: dict[int, bytes]  # pages by address, of all that was executed


def tracee_arguments(calls: Sequence[str]) -> list[str]:
    """Of the vdsobench in the guest, whose side of this is bench/processes/tracee.cpp."""
    asked = ["--calls", ",".join(calls), "--iterations", str(ITERATIONS)]
    return ["tracee", *asked, "--port", PORT_IN_GUEST]


def record(kernel: Path, append: str, program: Path, calls: Sequence[str], work: Path) -> Recording:
    """Boots the kernel and records the empty loop and each of the calls. work: an empty folder for
    what QEMU needs. Raises RecordingFailed."""
    initrd = work / "initramfs.gz"
    script = initramfs.HAS_ENTROPY + SETTLE + initramfs.running(tracee_arguments(calls))
    initrd.write_bytes(initramfs.build(program, script))
    console, result = work / "console", work / "result"
    words = f"{QUICKER} {append}"
    command = [*MACHINE.command(kernel, initrd, words, console, result), *WATCHING]
    with boot.started(command, cwd=work) as qemu:
        try:
            return _watch(qemu, work, console, result, calls)
        except (MonitorFailed, OSError) as error:  # such as a full disk
            raise RecordingFailed(f"{error}{_last_words(qemu, console)}") from error
        finally:
            qemu.kill()


def _last_words(qemu: subprocess.Popen[bytes], console: Path) -> str:
    qemu.kill()
    assert qemu.stderr
    complaint = qemu.stderr.read().decode(errors="replace")
    spoke = {"QEMU": complaint, "the console": boot.text_of(console)}
    lines = {who: " | ".join(outcome.last_lines(text)[-3:]) for who, text in spoke.items()}
    return "".join(f"; the last words of {who}: {said}" for who, said in lines.items() if said)


def _watch(
    qemu: subprocess.Popen[bytes],
    work: Path,
    console: Path,
    result: Path,
    calls: Sequence[str],
) -> Recording:
    deadline = time.monotonic() + TIMEOUT
    traces: list[list[int]] = []
    code: dict[int, bytes] = {}
    with Monitor(work / MONITOR, qemu, deadline) as monitor, qmp.connected(work / PAGES) as port:
        port.settimeout(max(0.1, deadline - time.monotonic()))
        for number in range(1 + len(calls)):  # the empty loop comes first
            traces.append(_one_trace(monitor, console, work / f"trace{number}"))
            _add_code(code, _repeated(traces[-1]), monitor, work / "page")
            monitor.command("cont")
        pages = " ".join(f"{page:x}" for page in sorted(code) if page >= KERNEL_BEGINS)
        _answer(port, pages, deadline)
    return Recording(_told(qemu, deadline, console, result, calls), traces, code)


def _one_trace(monitor: Monitor, console: Path, log: Path) -> list[int]:
    """What was executed between two pauses. Leaves the machine standing at the second."""
    _wait_for_pause(monitor, console)
    _log_every_instruction(monitor, log)
    monitor.command("cont")
    _wait_for_pause(monitor, console)
    monitor.human("log none")
    _one_instruction_at_a_time(monitor, "off")
    return trace.addresses(log)


def _wait_for_pause(monitor: Monitor, console: Path) -> None:
    paused = monitor.wait_for(PAUSED)
    panic = re.search(r"Kernel panic.*", boot.text_of(console))
    if panic:
        raise MonitorFailed(one_line(panic[0]))
    if not paused:
        raise MonitorFailed("the machine ended before the last call was recorded")


def _log_every_instruction(monitor: Monitor, log: Path) -> None:
    monitor.human(f"logfile {log.name}")  # spaces would end it
    _one_instruction_at_a_time(monitor, "on")
    monitor.human("log exec,nochain")


def _one_instruction_at_a_time(monitor: Monitor, state: str) -> None:
    """QEMU 8.1 renamed the command; 7.2 answers to an unknown one with a complaint."""
    if "unknown command" in monitor.human(f"one-insn-per-tb {state}"):
        complaint = monitor.human(f"singlestep {state}")
        if complaint:
            raise MonitorFailed(f"this QEMU cannot run one instruction at a time: {complaint}")


def _repeated(executed: Iterable[int]) -> list[int]:
    """What belongs to the loop's usual way is met in many iterations; what surrounds it is of no
    interest."""
    return [address for address, times in Counter(executed).items() if times >= ITERATIONS // 3]


def _add_code(
    code: dict[int, bytes], executed: Iterable[int], monitor: Monitor, file: Path
) -> None:
    """Copies pages from the guest's memory: what was executed is what the kernel had patched."""
    wanted = {address & -PAGE for address in executed} - code.keys() - UNREADABLE
    if len(code) + len(wanted) > MAX_PAGES:
        raise MonitorFailed(f"the calls execute code in more than {MAX_PAGES} pages")
    for page in wanted:
        signed = page - (1 << 64) if page >= KERNEL_BEGINS else page  # as the protocol wants it
        monitor.command("memsave", val=signed, size=PAGE, filename=str(file))
        code[page] = file.read_bytes()
        file.unlink()


def _answer(port: socket.socket, line: str, deadline: float) -> None:
    """The guest asks first: a serial port that nobody has opened loses what is sent to it."""
    try:
        if not port.recv(1):
            raise MonitorFailed("the machine ended before it asked for symbols")
        port.sendall(line.encode() + b"\n")
        while port.recv(PAGE):  # until the guest is off: it still reads
            if time.monotonic() > deadline:
                raise MonitorFailed("the program did not end")
    except OSError as error:
        raise MonitorFailed(f"the program does not ask for symbols: {error}") from error


def _told(
    qemu: subprocess.Popen[bytes],
    deadline: float,
    console: Path,
    result: Path,
    calls: Sequence[str],
) -> Told:
    try:
        qemu.wait(max(0.1, deadline - time.monotonic()))
        frame = parse(boot.received(result))
    except subprocess.TimeoutExpired:
        raise MonitorFailed("the program did not end") from None
    except BadFrame as error:
        raise MonitorFailed(str(error)) from error
    if frame.status != 0:
        raise MonitorFailed(outcome.said_before_status(boot.text_of(console)))
    try:
        return told.checked(frame.content, calls, ITERATIONS)
    except BadContent as error:
        raise MonitorFailed(f"what the program tells of itself is refused: {error}") from None
