"""The system's archive is found, its suites are read, and what is wrong with either is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from archive_made import IMAGE, Repository

from vdsobench import programs
from vdsobench.archive import archive
from vdsobench.archive.archive import Archive, Suite, SuiteUnavailable, SuiteUnreachable
from vdsobench.errors import UsageError

pytestmark = pytest.mark.usefixtures("own_cache")


@pytest.mark.parametrize("name", ["stable", "bookworm/updates", "6.1~bpo+x_y-z", "a" * 64])
def test_a_suites_name_is_taken_as_it_is(name: str) -> None:
    assert archive.suite_name(name) == name


@pytest.mark.parametrize(
    "name", ["", "/", "a/", "../x", "-x", "a b", "stable\nTrusted: yes", "a/b/c", "é", "a" * 65]
)
def test_what_would_be_another_folder_or_line_is_no_suite(name: str) -> None:
    with pytest.raises(UsageError, match="is no suite of an archive, such as stable") as raised:
        archive.suite_name(name)
    assert str(raised.value).isprintable()


@pytest.mark.parametrize("url", ["http://a.example/debian", "file:/a%20b", "mirror+file:/x"])
def test_an_archives_url_is_taken_as_it_is(url: str) -> None:
    assert archive.archive_url(url) == url


@pytest.mark.parametrize("url", ["", "/a", "file:", "file:/a b", "http://a\nSuites: x", "file:/é"])
def test_what_would_be_another_word_or_line_is_no_url(url: str) -> None:
    with pytest.raises(UsageError, match="is no archive's URL \\(a space in it is %20\\)"):
        archive.archive_url(url)


def test_a_keyring_is_known_by_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert archive.keyring_file("some.gpg") == tmp_path / "some.gpg"


@pytest.mark.parametrize("text", ["/a b", "/a,b", "/a\nTrusted: yes"])
def test_a_keyring_whose_path_apt_would_split_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no spaces or commas in a keyring's path; copy it"):
        archive.keyring_file(text)


def test_only_debian_itself_has_releases_by_their_age() -> None:
    assert archive._suites("ubuntu", "noble") == ("noble", "noble-updates")
    assert "oldstable" in archive._suites("debian", "bookworm")
    assert "stable-backports" in archive._suites("debian", "bookworm")
    assert archive._system_keyring("no-such-distribution") is None


def test_the_systems_own_archive_is_found() -> None:
    assert archive.system_archive().url.startswith(
        ("http://", "https://", "file:", "mirror", "cdrom")
    )


THIRD = "'https://download.example.com/linux/ubuntu/dists/noble/InRelease' x 0 \n"
OWN = "'http://archive.example.com/ubuntu/dists/noble/InRelease' x 0 \n"
UPDATES = OWN.replace("noble", "noble-updates")


@pytest.mark.parametrize(
    ("printed", "url"),
    [
        (THIRD + OWN + UPDATES, "http://archive.example.com/ubuntu"),
        (OWN + THIRD, "http://archive.example.com/ubuntu"),  # nobody has updates: the first
    ],
)
def test_a_third_partys_archive_is_not_taken_for_the_distributions(
    printed: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "output", lambda *_: printed)
    assert archive._configured_url("noble") == url


def test_a_release_that_apt_has_no_archive_of_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "output", lambda *_: UPDATES)
    with pytest.raises(UsageError, match="no archive for the system's own release 'noble'"):
        archive._configured_url("noble")


SOME = Archive("http://a.example/debian", Path("/k.gpg"), ("stable",))


def test_a_suites_source_names_its_keyring_only_where_there_is_one() -> None:
    head = "Types: deb\nURIs: http://a.example/debian\nSuites: stable\nComponents: main\n"
    assert Suite(SOME, "stable")._sources() == f"{head}Signed-By: /k.gpg\n"
    assert Suite(Archive(SOME.url, None, ()), "stable")._sources() == head


def test_each_suite_of_each_archive_has_a_state_of_its_own(own_cache: Path) -> None:
    others = (Archive("http://b.example/debian", SOME.keyring, ()), Archive(SOME.url, None, ()))
    suites = [
        Suite(SOME, "stable"),
        Suite(SOME, "stable/updates"),
        *(Suite(it, "stable") for it in others),
    ]
    assert len({suite.state for suite in suites}) == 4
    assert {suite.state.parent for suite in suites} == {own_cache / "apt"}
    assert Suite(SOME, "stable").state == suites[0].state
    with pytest.raises(UsageError, match="is no suite"):
        Suite(SOME, "../stable")


def test_apt_is_told_to_keep_to_that_state_and_to_run_no_hook() -> None:
    suite = Suite(SOME, "stable")
    options = suite._options()
    assert f"-oDir::State::lists={suite.state}/lists" in options
    assert "-oDir::Etc::sourceparts=/dev/null" in options
    assert "-o#clear=APT::Update::Post-Invoke" in options


@pytest.mark.parametrize(
    ("said", "explained"),
    [
        (
            "W: x\nE: NO_PUBKEY 6ED0E7B8",
            "signed with key 6ED0E7B8, which is not .* in /k.gpg: upgrade",
        ),
        ("EXPKEYSIG 0E98404D Debian", "key 0E98404D, .* or give --keyring FILE"),
        ("E: x 404  Not Found", "^http://a.example/debian has no suite stable$"),
        ("E: x does not have a Release file.", "has no suite stable$"),
        ("W: first\nE: second\nE: third", "^suite stable: E: second$"),
        ("exit status 1\nmore", "^suite stable: exit status 1$"),
    ],
)
def test_what_apt_says_is_explained(said: str, explained: str) -> None:
    assert re.search(explained, Suite(SOME, "stable")._explained(said))


@pytest.fixture
def suite(archive: Repository) -> Suite:
    return Suite(Archive(archive.url, archive.keyring, ("stable",)), "stable")


def test_the_index_has_every_package(suite: Suite) -> None:
    with suite.locked():
        suite.update()
        assert f"Package: {IMAGE}\n" in suite.index()


def test_a_key_that_is_not_in_the_keyring(archive: Repository) -> None:
    empty = archive.root / "empty.gpg"
    empty.touch()
    with pytest.raises(
        SuiteUnavailable, match="signed with key .* not .* in .*/empty.gpg: .*--keyring"
    ):
        Suite(Archive(archive.url, empty, ()), "stable").update()


def test_a_list_that_was_tampered_with_is_not_taken(archive: Repository, suite: Suite) -> None:
    index = archive.root / "dists/stable/main/binary-amd64/Packages"
    index.write_text(index.read_text().replace("6.1.9-1", "6.1.8-1"))
    with pytest.raises(SuiteUnavailable, match="^suite stable: E: "):
        suite.update()


def test_no_answer_is_told_apart_from_no_suite() -> None:
    closed = Archive("http://127.0.0.1:1", None, ())  # tcpmux: nobody listens there
    with pytest.raises(SuiteUnreachable, match="Could not connect"):
        Suite(closed, "stable").update()
    with pytest.raises(SuiteUnavailable, match="has no suite stable") as raised:
        Suite(Archive("file:/nowhere", None, ()), "stable").update()
    assert not isinstance(raised.value, SuiteUnreachable)


def test_a_list_that_cannot_be_read_is_told(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "APT_HELPER", "/bin/false")
    with suite.locked():
        suite.update()
        with pytest.raises(SuiteUnavailable, match="^suite stable: exit status 1"):
            suite.index()
