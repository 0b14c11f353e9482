"""The table of environments: how a command is started in each, and what that needs."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from vdsobench import programs


@dataclass(frozen=True, slots=True)
class Launcher:
    name: str
    words: tuple[str, ...]  # the command that starts another, whose words follow
    needs: str = ""  # the program without which it starts nothing; empty: the first word

    def missing(self) -> str:
        """What is to be installed before it can start anything; empty where all is there."""
        program = self.needs or "".join(self.words[:1])
        return "" if not program or shutil.which(program) else str(programs.missing(program))

    def command(self, *words: str) -> list[str]:
        return [*self.words, *words]


_BUBBLEWRAP = ("bwrap", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev")
_UML = str(Path(__file__).with_name("uml.sh"))  # boots it, and starts a program in it
# The profile is Debian's copy of containers-common's, which is made from Docker's. The limits are
# given because a container's own may be more than whoever starts it has a right to.
_PODMAN = ("podman", "--log-level=error", "--runtime=runc", "run", "--rm", "--network=none")
_LIMITS = ("--ulimit=nofile=1000:1000", "--ulimit=nproc=1000:1000")
_GVISOR = ("--network=none", "--ignore-cgroups")

LAUNCHERS = (
    Launcher("nothing: the machine itself", ()),
    Launcher("strace", ("strace", "-f", "-o", "/dev/null")),
    Launcher("gdb", ("gdb", "-q", "-batch", "-return-child-result", "-ex", "run", "--args")),
    Launcher("rr", ("rr", "record")),
    Launcher("valgrind", ("valgrind", "-q")),
    Launcher("libfaketime", ("faketime", "-f", "+2d")),
    Launcher("qemu-user", ("qemu-x86_64",)),
    Launcher("the loader, named", ("/lib64/ld-linux-x86-64.so.2",)),
    Launcher("user namespace", ("unshare", "--user", "--map-root-user")),
    Launcher("time namespace", ("unshare", "--time", "--monotonic", "1000")),
    Launcher("bubblewrap", _BUBBLEWRAP),
    Launcher("bubblewrap, /sys hidden", (*_BUBBLEWRAP, "--tmpfs", "/sys")),
    Launcher("firejail, its filter", ("firejail", "--quiet", "--noprofile", "--seccomp")),
    Launcher("proot", ("proot",)),
    Launcher("podman, its filter", (*_PODMAN, *_LIMITS, "--rootfs", "/:O")),
    Launcher("gVisor, ptrace", ("runsc", "--platform=ptrace", *_GVISOR, "do")),
    Launcher("gVisor, KVM", ("runsc", "--platform=kvm", *_GVISOR, "do")),
    Launcher("User Mode Linux", ("sh", _UML), "linux.uml"),
)
