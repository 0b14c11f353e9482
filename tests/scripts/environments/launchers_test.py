"""vdsobench in real environments: never a false "user space", never silence, and always an end."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from commands import LONG

from vdsobench.environments import reading
from vdsobench.environments.launchers import LAUNCHERS, Launcher
from vdsobench.environments.trial import Ended, Trial, tried

PATIENCE = 300.0  # seconds: for what has no end, not for what is slow
# Those that take seconds to start, or slow down all that runs in them.
SLOW = ("valgrind", "podman, its filter", "gVisor, ptrace", "gVisor, KVM", "User Mode Linux", "rr")
# Those whose programs find no vDSO, or another kernel's: what stays in user space outside enters the
# kernel there, or nobody can tell.
WITHOUT_VDSO = ("valgrind", "qemu-user")
OTHER_KERNEL = ("gVisor, ptrace", "gVisor, KVM", "User Mode Linux")
ANSWERS_ITSELF = ("libfaketime",)
CLOCK = "clock_gettime:monotonic"  # asks the vDSO alone, whatever the C library


@functools.cache
def trial(name: str, binary: Path) -> Trial:
    (launcher,) = (each for each in LAUNCHERS if each.name == name)
    return tried(launcher, binary, PATIENCE)


def good(ended: Ended | None) -> set[str]:
    said = reading.document(ended) if ended else None
    return set(reading.grades(said).get("good", [])) if said else set()


@pytest.fixture(params=[each.name for each in LAUNCHERS])
def name(request: pytest.FixtureRequest) -> str:
    if request.param in SLOW and not LONG:
        pytest.skip("slow: one of the long tests")
    return str(request.param)


@pytest.fixture
def there(name: str, vdsobench: Path) -> Trial:
    done = trial(name, vdsobench)
    if done.missing:
        pytest.skip(done.missing)
    return done


def test_both_commands_end_as_the_program_says_they_do(there: Trial) -> None:
    assert there.check and there.check.status in (0, 1, 3), there.check
    assert there.run and there.run.status in (0, 1, 3), there.run


def test_neither_is_silent(there: Trial) -> None:
    for ended in (there.check, there.run):
        assert ended and (reading.document(ended) or ended.last_error()), ended
    assert there.check and reading.message(there.check) != "it said nothing"


def test_none_is_said_to_stay_in_user_space_that_does_not(
    there: Trial, name: str, vdsobench: Path
) -> None:
    outside = good(trial(LAUNCHERS[0].name, vdsobench).check)
    inside = good(there.check)
    if name in OTHER_KERNEL:
        assert "getppid" not in inside
        return
    assert inside <= outside
    if name in (*WITHOUT_VDSO, *ANSWERS_ITSELF):
        assert CLOCK not in inside


def test_what_stays_in_user_space_outside_is_seen_to(
    there: Trial, name: str, vdsobench: Path
) -> None:
    if name in (*OTHER_KERNEL, *WITHOUT_VDSO, *ANSWERS_ITSELF):
        pytest.skip("another kernel, or something between, decides that there")
    outside = trial(LAUNCHERS[0].name, vdsobench).check
    assert good(there.check) == good(outside)


def test_no_clock_of_a_foreign_kernel_gets_the_hosts_advice(there: Trial, name: str) -> None:
    if name not in OTHER_KERNEL:
        pytest.skip("the kernel is the host's")
    assert there.check and "TSC out" not in there.check.output
    assert name.partition(",")[0] in there.check.output


def test_each_has_a_name_of_its_own() -> None:
    assert len({each.name for each in LAUNCHERS}) == len(LAUNCHERS)


def test_one_that_is_not_installed_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    missing = {each.name: each.missing() for each in LAUNCHERS}
    assert missing["bubblewrap"].endswith("apt install bubblewrap")
    assert missing["User Mode Linux"].endswith("apt install user-mode-linux")
    assert missing[LAUNCHERS[0].name] == ""


def test_the_words_of_a_command_follow_the_environments() -> None:
    assert Launcher("x", ("env", "-i")).command("a", "b c") == ["env", "-i", "a", "b c"]
