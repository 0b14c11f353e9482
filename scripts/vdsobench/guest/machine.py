"""The emulated machine. Exact figures must be the same on every host, so all of it is pinned."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# One CPU for all hosts and all QEMUs. It is what the emulator (TCG) of QEMU 7.2 offers of an EPYC:
# "enforce" makes a QEMU that lacks one of these refuse instead of silently measuring another
# machine, and a newer QEMU that emulates more adds nothing to a named model.
#   - it has rdtscp (the vDSO reads the counter with it) and smap (the kernel opens and closes user
#     memory around copies), as every current CPU has, and is not subject to Meltdown;
#   - rdrand and rdseed are off: they would bring the host's randomness into the guest. Without them
#     two boots are the same to the last instruction, random numbers included.
CPU = (
    "EPYC-v1,-rdrand,-rdseed,-sha-ni,-svm,-fxsr-opt,-misalignsse,-3dnowprefetch,-osvw,-topoext,"
    "-nrip-save,-xsavec,enforce"
)
# After CMPXCHG16B the emulator of QEMU 7.2 has arbitrary bits in the flags. An interrupt that comes
# just then saves them, and its return faults: on a busy host every second boot of Linux 6.12, whose
# allocator uses the instruction where there is one, ended in a panic. In exact mode interrupts come
# after a fixed count of instructions; no boot was harmed there, and its model stays what it was.
WITHOUT_CMPXCHG16B = ",-cx16"
# A versioned machine: the plain name means another one in every QEMU. From 7.2 to about 2028.
MACHINE = "pc-q35-7.2"

# Every guest gets these. A panic must end the machine, not hang it; quiet keeps the console short.
ALWAYS = "console=ttyS0 quiet panic=-1 oops=panic"
# Where the kernel and the program lie in memory must not depend on anything. Neither changes what
# a call executes; randomize_kstack_offset does, so it stays as the kernel's builder chose.
EXACT = "nokaslr norandmaps"
# Timed by an emulator on a busy host, a timer's interrupts may come too late for the kernel's test of
# them, which is then a panic (timer_irq_works in arch/x86/kernel/apic/io_apic.c). Under KVM kernels
# leave it out by themselves.
EMULATED = "no_timer_check"


@dataclass(frozen=True)
class Machine:
    accel: str  # kvm or tcg
    exact: bool = False
    cpus: int = 1
    memory: int = 512  # MiB
    qemu: str = "qemu-system-x86_64"
    model: str = ""  # of the CPU, as QEMU names it; empty: the host's under KVM, else the one above

    @property
    def cpu(self) -> str:
        if self.accel == "kvm":
            return self.model or "host"
        return (self.model or CPU) + ("" if self.exact else WITHOUT_CMPXCHG16B)

    def kernel_command_line(self, append: str) -> str:
        """What is asked for comes last, so that it wins."""
        return " ".join(filter(None, (ALWAYS, self._of_its_kind(), append)))

    def command(
        self, kernel: Path, initrd: Path, append: str, console: Path, result: Path
    ) -> list[str]:
        """QEMU's words. append: more kernel parameters. console, result: files for the first and
        the second serial port."""
        return [
            self.qemu,
            *("-accel", self._accelerator(), "-machine", MACHINE, "-cpu", self.cpu),
            *("-smp", str(self.cpus), "-m", str(self.memory)),
            *("-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"),
            *(self._instruction_clock() if self.exact else ()),
            *_serial("console", console),
            *_serial("result", result),
            *("-kernel", str(kernel), "-initrd", str(initrd)),
            *("-append", self.kernel_command_line(append)),
        ]

    def _accelerator(self) -> str:
        """Emulated CPUs take turns. Each in a thread of its own, QEMU 7.2 now and then runs the
        breakpoint of a kernel that patches itself (text_poke_bp in arch/x86/kernel/alternative.c)
        after the kernel has taken it back: "Oops: int3", and a panic."""
        return "tcg,thread=single" if self.accel == "tcg" and self.cpus > 1 else self.accel

    def _of_its_kind(self) -> str:
        if self.exact:
            return EXACT
        return EMULATED if self.accel == "tcg" else ""

    @staticmethod
    def _instruction_clock() -> tuple[str, ...]:
        """Guest time is executed instructions, 1 ns each; idle time is skipped, not slept. The
        guest's calendar starts at a fixed date and runs by the same clock."""
        return ("-icount", "shift=0,sleep=off", "-rtc", "base=2024-01-01,clock=vm")


def _serial(name: str, file: Path) -> tuple[str, ...]:
    path = str(file).replace(",", ",,")  # QEMU's escape of a comma in an option
    return ("-chardev", f"file,id={name},path={path}", "-serial", f"chardev:{name}")
