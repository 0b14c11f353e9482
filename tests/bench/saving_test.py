"""A result that was measured is never lost, whatever becomes of the file it should go to."""

import os
import random
import re
import resource
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from command_line import BINARY, QUICK, strict_json
from process_tree import children, command_of, wait_for

KILLS = int(os.environ.get("VDSOBENCH_KILLS", "20"))
RUN = [BINARY, "run", *QUICK, "--confirm=off", "--quiet"]

# In a mount namespace of its own, where an ordinary user is root (user_namespaces(7)).
APART = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a folder for temporary files beside it."""
    (tmp_path / "temporary").mkdir()
    made = tmp_path / "results"
    made.mkdir()
    return made


def run(
    folder: Path, *arguments: str, command: list[str] = RUN, **options: Any
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder.parent / "temporary")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        **options,
    )


def after_mounting(script: str) -> list[str]:
    """The run, in the folder, after some mounts that are gone with it."""
    if subprocess.run(
        [*APART, "mount", "-t", "tmpfs", "x", "/mnt"], capture_output=True
    ).returncode:
        pytest.skip("nothing can be mounted here")
    return [*APART, "sh", "-ec", f'{script}; exec "$@"', "sh", *RUN]


def is_whole(text: str) -> bool:
    return [row["name"] for row in strict_json(text)["benchmarks"]] == ["time/vdso"] * 2 + [
        "time/syscall"
    ] * 2


def assert_rescued(done: "subprocess.CompletedProcess[str]", folder: Path, why: str) -> None:
    """The table was printed, and the message names the file where the result is."""
    assert done.returncode == 3
    assert done.stdout.startswith("ns a call")
    (message,) = done.stderr.splitlines()
    assert message.startswith("vdsobench: cannot write ") and f": {why}; " in message
    (named,) = re.findall(r"the result is in (\S+)$", message)
    assert list((folder.parent / "temporary").iterdir()) == [Path(named)]
    assert is_whole(Path(named).read_text())


def test_a_file_that_is_mounted_by_itself_is_written(folder: Path) -> None:
    (folder / "inner.json").write_text("an older result, longer than any new one" * 1000)
    (folder / "x.json").write_text("")
    done = run(folder, "--out=x.json", command=after_mounting("mount --bind inner.json x.json"))
    assert (done.returncode, done.stderr) == (0, "")
    assert is_whole((folder / "inner.json").read_text())
    assert (folder / "x.json").read_text() == ""
    assert len(list(folder.iterdir())) == 2


def test_a_file_in_a_folder_that_takes_no_other_is_written(folder: Path) -> None:
    (folder / "x.json").write_text("old")
    (folder / "inner.json").write_text("older")
    mounts = "mount --bind . .; mount --bind inner.json x.json; mount -o remount,bind,ro ."
    done = run(folder, f"--out={folder}/x.json", command=after_mounting(mounts))
    assert (done.returncode, done.stderr) == (0, "")
    assert is_whole((folder / "inner.json").read_text())
    refused = run(folder, f"--out={folder}/new.json", command=after_mounting(mounts))
    assert refused.returncode == 2
    assert refused.stderr == f"vdsobench: cannot write {folder}/new.json: Read-only file system\n"


def test_a_full_disk_costs_neither_the_result_nor_the_older_one(folder: Path) -> None:
    # 8 KiB hold the older result, and half of a new one besides.
    disk = "mount -t tmpfs -o size=8k x .; cd .; printf old > x.json; cp x.json ../before"
    look = "sh -c '\"$@\"; status=$?; cat x.json > ../after; exit $status' sh"
    command = after_mounting(disk)
    command[command.index("-ec") + 1] = f'{disk}; exec {look} "$@"'
    done = run(folder, "--out=x.json", command=command)
    assert_rescued(done, folder, "No space left on device")
    assert (folder.parent / "after").read_text() == "old"


def limited(size: int) -> Any:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_where_no_file_may_be_that_long_the_result_follows_the_table(folder: Path) -> None:
    (folder / "x.json").write_text("old")
    done = run(folder, "--out=x.json", preexec_fn=limited(1000))
    assert done.returncode == 3
    assert "x.json: File too large; the result follows on standard output" in done.stderr
    table, result = done.stdout.split("\n{", 1)
    assert table.startswith("ns a call") and is_whole("{" + result)
    assert (folder / "x.json").read_text() == "old"
    assert len(list(folder.iterdir())) == 1
    assert list((folder.parent / "temporary").iterdir()) == []


def test_a_full_device_costs_no_result(folder: Path) -> None:
    assert_rescued(run(folder, "--out=/dev/full"), folder, "No space left on device")


def test_what_was_printed_as_json_is_not_kept_twice(folder: Path) -> None:
    done = run(folder, "--out=/dev/full", "--format=json")
    assert done.returncode == 3
    assert "the result stands on standard output" in done.stderr
    assert is_whole(done.stdout)
    assert list((folder.parent / "temporary").iterdir()) == []


def test_a_result_that_can_go_nowhere_is_told_to_be_lost(folder: Path) -> None:
    command = ["sh", "-c", 'exec "$@" >/dev/full', "sh", *RUN]
    done = run(folder, "--out=/dev/full", command=command, preexec_fn=limited(1000))
    assert done.returncode == 3
    assert "the result is lost: " in done.stderr


def test_a_reader_of_the_table_that_goes_away_costs_no_result(folder: Path) -> None:
    for form in ("table", "json"):
        reading, writing = os.pipe()
        os.close(reading)
        try:
            command = [*RUN, "--out=x.json", "--format", form]
            done = subprocess.run(command, cwd=folder, stdout=writing, stderr=subprocess.PIPE)
        finally:
            os.close(writing)
        assert done.returncode == 3
        assert b"cannot write to standard output: Broken pipe" in done.stderr
        assert is_whole((folder / "x.json").read_text())
        (folder / "x.json").unlink()


def test_a_pipe_with_a_name_takes_the_result(folder: Path) -> None:
    os.mkfifo(folder / "x.json")
    with subprocess.Popen(["cat", folder / "x.json"], stdout=subprocess.PIPE, text=True) as reader:
        done = run(folder, "--out=x.json")
        assert (done.returncode, done.stderr) == (0, "")
        assert is_whole(reader.communicate()[0])


# A new file comes into being by one system call. An older one gives way by two, so that between
# those a whole new one stands beside it.
@pytest.mark.parametrize("older", [None, "old"])
def test_a_killed_run_leaves_nothing_half_written(folder: Path, older: str | None) -> None:
    moments = random.Random(older)
    shortest = ["--filter=^time/vdso$", "--min-time=0.005", "--processes=1"]
    command = [BINARY, *shortest, "--quiet", "--out=x.json"]
    begin = time.monotonic()
    assert subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL).returncode == 0
    whole = min(time.monotonic() - begin, 1)  # or, on a busy machine, its beginning
    for _ in range(KILLS):
        for left in folder.iterdir():
            left.unlink()
        if older is not None:
            (folder / "x.json").write_text(older)
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
        time.sleep(moments.uniform(0, whole * 1.2))
        family = [process.pid, *children(process.pid)]
        process.kill()
        process.wait()
        wait_for(lambda: not any(command_of(member) for member in family))
        for left in folder.iterdir():
            text = left.read_text()
            assert text == older or strict_json(text)["benchmarks"], left
            assert older is not None or left.name == "x.json"
