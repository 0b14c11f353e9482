from pathlib import Path

import pytest

from vdsobench.guest.machine import CPU, Machine

SOME = (Path("/k"), Path("/i"), "vsyscall=xonly", Path("/c,1"), Path("/r"))


def after(command: list[str], option: str) -> str:
    return command[command.index(option) + 1]


def test_exact_mode_leaves_nothing_to_the_host() -> None:
    command = Machine("tcg", exact=True).command(*SOME)
    assert after(command, "-cpu") == CPU and CPU.endswith(",enforce")
    assert "rdrand" in CPU and "rdseed" in CPU
    assert after(command, "-icount") == "shift=0,sleep=off"
    assert after(command, "-rtc") == "base=2024-01-01,clock=vm"
    assert after(command, "-smp") == "1"


@pytest.mark.parametrize(
    ("machine", "cpu"),
    [
        (Machine("kvm"), "host"),
        (Machine("tcg"), f"{CPU},-cx16"),
        (Machine("tcg", model="Conroe"), "Conroe,-cx16"),
        (Machine("kvm", model="Conroe"), "Conroe"),
    ],
)
def test_a_timed_machines_cpu(machine: Machine, cpu: str) -> None:
    assert after(machine.command(*SOME), "-cpu") == cpu


@pytest.mark.parametrize(
    ("machine", "accelerator"),
    [
        (Machine("tcg", cpus=4), "tcg,thread=single"),
        (Machine("tcg"), "tcg"),
        (Machine("kvm", cpus=4), "kvm"),
    ],
)
def test_emulated_cpus_take_turns(machine: Machine, accelerator: str) -> None:
    assert after(machine.command(*SOME), "-accel") == accelerator


@pytest.mark.parametrize("machine", [Machine("tcg"), Machine("kvm", cpus=2), Machine("tcg", True)])
def test_no_guest_has_a_network(machine: Machine) -> None:
    command = machine.command(*SOME)
    assert "-nodefaults" in command and "-no-user-config" in command
    assert not any("net" in word or "nic" in word for word in command if word[0] == "-")


def test_what_is_asked_for_wins_over_what_is_always_there() -> None:
    words = Machine("tcg").kernel_command_line("quiet=0 panic=5").split()
    assert words.index("panic=5") > words.index("panic=-1")


def test_what_bears_on_the_figures_is_left_as_the_kernel_was_built() -> None:
    line = Machine("tcg", exact=True).kernel_command_line("")
    assert "panic=" in line and "mitigations" not in line and "kstack" not in line


@pytest.mark.parametrize(
    ("machine", "left_out"),
    [(Machine("tcg"), True), (Machine("kvm"), False), (Machine("tcg", True), False)],
)
def test_only_an_emulator_that_takes_time_gets_no_test_of_its_timer(
    machine: Machine, left_out: bool
) -> None:
    assert ("no_timer_check" in machine.kernel_command_line("")) == left_out


def test_a_comma_in_a_path_reaches_qemu_escaped() -> None:
    command = Machine("tcg").command(*SOME)
    assert any("path=/c,,1" in word for word in command)
