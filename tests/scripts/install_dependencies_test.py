"""What scripts/install-dependencies does where something is missing, by stand-ins for apt and sudo."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from commands import SCRIPTS, stand_in

# "$HERE" is the folder of a test. What apt-get has installed is no longer missing.
APT_GET = r"""
echo "apt-get $*" >>$HERE/log
status=$(cat $HERE/apt-get-$1)
if [ $status = 0 ]; then for word; do sed -i "/^$word\$/d" $HERE/missing; done; fi
exit $status
"""
STANDINS = {
    "id": "echo 1000",
    # Installed is whatever is not listed as missing.
    "dpkg-query": 'grep -qx "$4" $HERE/missing || echo installed',
    "apt-cache": 'grep -qx "$2" $HERE/not-offered && echo "Candidate: (none)" || echo "Candidate: 1"',
    "apt-get": APT_GET,
    "sudo": '[ "$1" != -n ] || exit $(cat $HERE/sudo-n); "$@"',
}
REAL = ("cat", "env", "grep", "sed", "sh", "tr")  # no more than that: above all no real sudo


class System:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "bin"
        self.path.mkdir()
        for name, does in STANDINS.items():
            stand_in(self.path / name, does)
        for name in REAL:
            (self.path / name).symlink_to(str(shutil.which(name)))
        self.tell(log="", missing="", not_offered="")
        self.tell(apt_get_update="0", apt_get_install="0", sudo_n="0")

    def tell(self, **files: str) -> None:
        for name, content in files.items():
            (self.folder / name.replace("_", "-")).write_text(content)

    def run(self, what: str = "run") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [SCRIPTS / "install-dependencies", what],
            env={"PATH": str(self.path), "HERE": str(self.folder)},
            capture_output=True,
            text=True,
        )

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()


@pytest.fixture
def system(tmp_path: Path) -> System:
    return System(tmp_path)


def test_where_nothing_is_missing_nothing_is_done(system: System) -> None:
    done = system.run()
    assert (done.returncode, done.stdout, done.stderr, system.log) == (0, "", "", "")


def test_what_is_needed_is_installed_and_then_what_is_useful(system: System) -> None:
    system.tell(missing="cmake\nbpftool\n")
    assert system.run().returncode == 0
    fetched, needed, useful = system.log.splitlines()
    assert "update" in fetched
    assert needed.endswith(" cmake") and useful.endswith(" bpftool")


@pytest.mark.parametrize(
    ("kept_from", "installs"),
    [
        ({"sudo_n": "1"}, False),  # a password, or not in sudoers
        ({"apt_get_install": "100"}, True),
        ({"not_offered": "bpftool\n"}, False),
    ],
)
def test_what_is_only_useful_never_fails_and_fetches_no_list(
    system: System, kept_from: dict[str, str], installs: bool
) -> None:
    system.tell(missing="bpftool\n", **kept_from)
    done = system.run()
    assert done.returncode == 0
    assert "not installed (works without): bpftool" in done.stderr
    assert "update" not in system.log and ("install" in system.log) == installs


def test_what_is_useful_and_not_offered_is_told(system: System) -> None:
    system.tell(missing="cmake\nbpftool\n", not_offered="bpftool\n")
    done = system.run()
    assert (done.returncode, system.log.count("apt-get install")) == (0, 1)
    assert done.stderr.endswith("not installed (works without): bpftool\n")


def test_one_broken_source_does_not_matter_where_all_can_be_installed(system: System) -> None:
    system.tell(missing="cmake\n", apt_get_update="100")
    done = system.run()
    assert done.returncode == 0
    assert "apt-get update failed" in done.stderr


def test_what_is_needed_and_cannot_be_installed_is_an_error(system: System) -> None:
    system.tell(missing="cmake\nlibfmt-dev\n", apt_get_install="100")
    done = system.run()
    assert done.returncode == 2
    assert "could not install what is needed: cmake libfmt-dev" in done.stderr


def test_without_root_and_sudo_what_is_needed_is_named(system: System) -> None:
    (system.path / "sudo").unlink()
    system.tell(missing="cmake\n")
    done = system.run()
    assert done.returncode == 2
    assert "neither root nor sudo to install them with: cmake" in done.stderr


def without_apt(system: System) -> None:
    for name in ("apt-get", "apt-cache", "dpkg-query"):
        (system.path / name).unlink()


def test_without_apt_it_goes_on_where_everything_is_there(system: System) -> None:
    without_apt(system)
    for name in ("cmake", "ninja", "pkg-config"):
        (system.path / name).symlink_to("/bin/true")
    stand_in(system.path / "c++", "cat >/dev/null")
    done = system.run()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_apt_it_names_what_is_missing_and_what_to_install(system: System) -> None:
    without_apt(system)
    for name in ("cmake", "pkg-config"):
        (system.path / name).symlink_to("/bin/true")
    stand_in(system.path / "c++", "! grep -q CLI/CLI.hpp")
    done = system.run()
    assert done.returncode == 2
    assert "missing: ninja CLI/CLI.hpp\n" in done.stderr
    assert "not Debian or Ubuntu" in done.stderr and "libcli11-dev" in done.stderr
