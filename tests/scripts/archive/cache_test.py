"""What is kept and what goes away: only the cache's own, whatever it is told."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

import pytest
from commands import SCRIPTS
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from machines import until

from vdsobench.errors import UsageError
from vdsobench.archive import cache
from vdsobench import programs
from vdsobench.archive.archive import Archive, Suite, archive_url, keyring_file
from vdsobench.archive.packages import KernelPackage

pytestmark = pytest.mark.usefixtures("own_cache")

# Between them they reach all ways out: upwards, from the root, through odd characters.
PIECES = ["..", "/", ".", "~", "a", "outside", "work", "apt", "\n", "\0", " ", ",", "'", "\udcff"]
NAMES = st.text(max_size=20) | st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
MANY = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@MANY
@given(NAMES)
@example("../../..")
@example("/")
def test_no_suite_is_a_way_out_of_the_cache(name: str) -> None:
    try:
        state = Suite(Archive("file:/nowhere", None, ()), name).state
    except UsageError as error:
        assert "is no suite" in str(error)
    else:
        assert Path(os.path.normpath(state)).parent == cache.folder() / "apt"
        assert not re.search(r"\s", name)  # it is a word in apt's sources


@MANY
@given(NAMES, NAMES)
def test_no_package_is_a_way_out_of_the_cache(name: str, version: str) -> None:
    name, version = f"linux-image-{name}-amd64", f"6{version}"
    try:
        package = KernelPackage(name, version, "stable", 1, "0" * 64)
    except ValueError:
        return
    place = cache.place("kernels", f"{package.name}_{package.version}")
    assert Path(os.path.normpath(place)).parent == cache.folder() / "kernels"


@pytest.mark.parametrize("text", ["file:/a b", "http://x\nTrusted: yes", "/a", "", "file:/\xe9"])
def test_no_archive_adds_to_apts_sources(text: str) -> None:
    with pytest.raises(UsageError, match="no archive's URL"):
        archive_url(text)


@pytest.mark.parametrize("text", ["/a b.gpg", "/a,b.gpg", "/a\nTrusted: yes"])
def test_no_keyring_adds_to_apts_sources(text: str) -> None:
    with pytest.raises(UsageError, match="keyring's path"):
        keyring_file(text)


@MANY
@given(st.lists(NAMES, min_size=1, max_size=3).map("/".join).filter(lambda s: "\0" not in s))
@example("outside")
@example("a/../outside")
def test_wherever_the_cache_is_nothing_that_was_there_changes(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    top = tmp_path_factory.getbasetemp() / "anywhere"
    where = os.path.normpath(f"{top}/{name}")
    assume(Path(where).is_relative_to(top))  # and so within what belongs to the tests
    outside = top / "outside"
    precious = [outside / "work/a/precious", outside / "work/a.lock", outside / "kernels/vmlinuz"]
    for file in precious:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("precious")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VDSOBENCH_CACHE", f"{top}/{name}")
        try:
            with cache.work() as work:
                (work / "file").touch()
            assert not work.exists()
        except UsageError:
            pass
    assert all(file.read_text() == "precious" for file in precious)


def test_a_folder_without_the_mark_is_left_alone_and_told(own_cache: Path) -> None:
    other = own_cache / "work"
    other.mkdir(parents=True)
    (other / "thesis.lock").touch()
    with pytest.raises(UsageError, match="is in the way: vdsobench did not make it"):
        cache.work().__enter__()
    cache.keep_only(other)
    assert [file.name for file in other.iterdir()] == ["thesis.lock"]


@pytest.mark.parametrize("length", [0, 1, 50])
def test_a_mark_that_a_killed_process_has_not_finished_is_finished(length: int) -> None:
    tag = cache.made("work") / cache.TAG
    tag.write_text(cache.MARK[:length])
    assert cache.is_marked(cache.made("work"))


def test_another_programs_tag_and_a_link_are_no_mark(own_cache: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").touch()
    (own_cache / "work").mkdir(parents=True)
    (own_cache / "work" / cache.TAG).symlink_to(tmp_path / "elsewhere")
    (own_cache / "apt").mkdir()
    (own_cache / "apt" / cache.TAG).write_text(cache.MARK.split("\n")[0])
    (own_cache / "apt" / "theirs").touch()
    for name in ("work", "apt"):
        with pytest.raises(UsageError, match="did not make it"):
            cache.made(name)
    assert (tmp_path / "elsewhere").stat().st_size == 0


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/a", "a\0b"])
def test_a_name_is_one_name(name: str) -> None:
    with pytest.raises(UsageError):
        cache.place("apt", name)


def test_a_path_that_apt_cannot_tell_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VDSOBENCH_CACHE", "/tmp/a\nb")
    with pytest.raises(UsageError, match="control characters: '/tmp/a.nb'; set VDSOBENCH_CACHE"):
        cache.folder()


def test_where_nothing_can_be_written_it_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VDSOBENCH_CACHE", "/dev/null/cache")
    with pytest.raises(UsageError, match="Not a directory; set VDSOBENCH_CACHE"):
        cache.work().__enter__()


HOLDS = """
import sys
sys.path.insert(0, sys.argv[1])
from vdsobench import programs
from vdsobench.archive import cache
with cache.work() as work, cache.locked(work) as lock:
    (work / "half").touch()
    print(work, flush=True)
    programs.output("sh", "-c", "echo $$ >pid; exec sleep 1000", cwd=work, pass_fds=(lock,))
"""


@dataclass(frozen=True)
class Holder:
    """A process with a folder to work in, and a child of it that has its lock."""

    process: subprocess.Popen[str]
    child: int
    work: Path

    @staticmethod
    def started() -> Holder:
        command = ["/usr/bin/python3", "-c", HOLDS, str(SCRIPTS)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        work = Path(process.stdout.readline().strip())
        child = until(lambda: (work / "pid").exists() and (work / "pid").read_text())
        return Holder(process, int(child), work)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def holders() -> Iterator[list[Holder]]:
    made = [Holder.started(), Holder.started()]
    yield made
    for holder in made:
        holder.kill()
        with contextlib.suppress(ProcessLookupError):
            os.kill(holder.child, signal.SIGKILL)
        assert holder.process.stdout
        holder.process.stdout.close()


def test_what_a_killed_process_left_is_deleted_and_what_a_living_one_has_is_not(
    holders: list[Holder],
) -> None:
    dead, alive = holders
    dead.kill()
    with cache.work():
        assert not dead.work.exists() and (alive.work / "half").exists()
    alive.kill()
    with cache.work() as work:
        pass
    assert os.listdir(work.parent) == [cache.TAG]


def test_a_lock_lasts_as_long_as_the_program_that_was_given_it(holders: list[Holder]) -> None:
    holder = holders[0]
    with (holder.work / "lock").open() as lock:
        holder.kill()
        with pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.kill(holder.child, signal.SIGKILL)
        fcntl.flock(lock, fcntl.LOCK_EX)  # waits until it is gone


def test_what_is_bound_does_not_start_for_a_process_that_has_ended(tmp_path: Path) -> None:
    """As setpriv finds it when its parent was killed before it ran."""
    command = programs.bound(["touch", str(tmp_path / "started")])
    command[command.index(str(os.getpid()))] = "1000000000"
    assert subprocess.run(command).returncode != 0
    assert not (tmp_path / "started").exists()
    subprocess.run(programs.bound(["touch", str(tmp_path / "started")]), check=True)
    assert (tmp_path / "started").exists()


def test_one_module_deletes_folders() -> None:
    """And a script the one that mktemp(1) has made for it."""
    deletes = re.compile(r"\b(rmtree|removedirs|rmdir|TemporaryDirectory)\b|\brm -")
    found = [
        str(file.relative_to(SCRIPTS))
        for file in SCRIPTS.rglob("*")
        if file.suffix in (".py", ".sh") and deletes.search(file.read_text())
    ]
    assert sorted(found) == ["vdsobench/archive/cache.py", "vdsobench/environments/uml.sh"]
