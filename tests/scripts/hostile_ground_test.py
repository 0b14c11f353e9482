"""Commands where something around them is amiss: closed streams, loops, killed children, interrupts."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import synthetic
from commands import SCRIPTS, call, run

from vdsobench.export import command as export
from vdsobench.compare import command as compare
from vdsobench.plot import style


def shell(line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=120)


def command(script: str, *arguments: object) -> str:
    return " ".join(map(str, (sys.executable, SCRIPTS / script, *arguments)))


@pytest.mark.parametrize("lost", ["2>&-", ">&-", ">&- 2>&-", "<&- >&- 2>&-", "2>/dev/full"])
def test_a_stream_that_is_closed_or_full_changes_no_status(tmp_path: Path, lost: str) -> None:
    one, other, slow = (
        synthetic.write(tmp_path / f"{number}.json", synthetic.result(number, modes=False, **more))
        for number, more in enumerate(({}, {}, {"scale": {"getcpu/vdso": 2.0}}))
    )
    for second, status in ((other, 0), (slow, 1), (tmp_path / "none.json", 2)):
        done = shell(f"{command('compare.py', '--gate', one, second)} {lost}")
        assert (done.returncode, "Traceback" in done.stderr + done.stdout) == (status, False)


def test_what_is_written_meanwhile_is_no_message(tmp_path: Path) -> None:
    """A file that is opened while standard error is closed would take its place."""
    one = synthetic.write(tmp_path / "a.json", synthetic.result(1, modes=False))
    out = tmp_path / "out.json"
    done = shell(f"{command('export.py', '--format', 'github', one, '-o', out)} 2>&-")
    assert done.returncode == 0 and json.loads(out.read_text())


def test_a_loop_of_links_is_a_line(tmp_path: Path) -> None:
    loop = tmp_path / "loop.json"
    loop.symlink_to(loop)
    one = synthetic.write(tmp_path / "a.json", synthetic.result(1, modes=False))
    for arguments in ([one, "-o", loop], [loop]):
        done = run("export.py", "--format", "csv", *arguments)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "Too many levels of symbolic links" in done.stderr


def test_a_killed_reader_loses_nothing(tmp_path: Path) -> None:
    text = json.dumps(synthetic.result(1, processes=40))
    for number in range(80):
        (tmp_path / f"{number}.json").write_text(text)
    started = [sys.executable, SCRIPTS / "export.py", "--format", "csv", tmp_path]
    with subprocess.Popen(started, stdout=subprocess.PIPE, text=True) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        for child in wait_for(children):
            os.kill(int(child), signal.SIGKILL)
        assert process.stdout
        said = process.stdout.read()
    whole = run("export.py", "--format", "csv", tmp_path / "0.json").stdout
    assert process.returncode == 0 and said.count("\n") == whole.count("\n")


def wait_for(children: Path) -> list[str]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = children.read_text().split() if children.exists() else ["none"]
        if found:
            break
    if found in ([], ["none"]):
        pytest.skip("the readers came and went unseen")
    return found


@pytest.mark.parametrize("after", [0.02, 0.03, 0.04, 0.06, 0.1, 0.2, 0.4])
def test_an_early_interrupt_is_no_traceback(tmp_path: Path, after: float) -> None:
    one = synthetic.write(tmp_path / "a.json", synthetic.result(1))
    process = subprocess.Popen(
        [sys.executable, SCRIPTS / "compare.py", one, one],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    # Python's own start, up to the end of the first import, is not ours to mend.
    assert "errors.py" not in said, said


def test_a_picture_too_large_to_be_seen_is_a_line(tmp_path: Path) -> None:
    """Matplotlib draws no more than 2**16 dots either way, and 40 panels may be of 40 rows each."""
    made = synthetic.result(1, processes=1)
    made["benchmarks"] = [made["benchmarks"][0] | {"name": f"f{n}/vdso"} for n in range(30)]
    results = [synthetic.write(tmp_path / f"{n}.json", made) for n in range(30)]
    calls = [f"--call=f{n}/vdso" for n in range(30)]
    done = run("plot.py", "kernels", *results, *calls, "-o", tmp_path / "a.png")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "inches high, and may have" in done.stderr
    assert style.MAX_HEIGHT * 150 < 1 << 16


def test_a_pipe_is_embedded_as_it_was_read(tmp_path: Path) -> None:
    one = synthetic.write(tmp_path / "a.json", synthetic.result(1, modes=False))
    page = tmp_path / "x.html"
    done = shell(f"{command('report.py', page)} <(cat {one})")
    assert done.returncode == 0, done.stderr
    links = re.findall(r'href="data:application/gzip;base64,([^"]+)"', page.read_text())
    saved = [gzip.decompress(base64.b64decode(link)) for link in links]
    assert Path(one).read_bytes() in saved


@pytest.mark.parametrize("form", ["github", "bencher", "openmetrics", "csv"])
def test_equal_files_do_not_collide_in_exports(tmp_path: Path, form: str) -> None:
    made = synthetic.result(1, modes=False)
    one = synthetic.write(tmp_path / "r.json", made)
    other = synthetic.write(tmp_path / "r (1).json", made)
    alone = call(export.main, "--format", form, one).stdout
    said = call(export.main, "--format", form, one, one, other).stdout
    assert alone.count("getcpu/vdso") * 3 == said.count("getcpu/vdso") > 0
    labels = set(re.findall(rf"{re.escape(str(tmp_path))}/r \(\d\)|(?<!/)r \(1\)", said))
    assert len(labels) == 3


def test_a_copy_in_a_folder_is_no_second_run(tmp_path: Path) -> None:
    for seed in (1, 2):
        synthetic.write(tmp_path / f"{seed}.json", synthetic.result(seed, modes=False))
    (tmp_path / "latest.json").symlink_to(tmp_path / "2.json")
    done = call(export.main, "--format", "github", tmp_path)
    assert "1 of 3 files are copies" in done.stderr
    assert "20 processes" in json.loads(done.stdout)[0]["extra"]


def test_a_gate_does_not_hold_a_result_against_itself(tmp_path: Path) -> None:
    one = synthetic.write(tmp_path / "a.json", synthetic.result(1, modes=False))
    copy = synthetic.write(tmp_path / "b.json", synthetic.result(1, modes=False))
    exact = [synthetic.write(tmp_path / f"{name}.json", synthetic.exact()) for name in "xy"]
    for new in (one, copy):
        done = call(compare.main, "--gate", one, new)
        assert done.status == 2 and "hold the same result" in done.stderr
    assert call(compare.main, "--gate", *exact).status == 0
    assert call(compare.main, "--gate", exact[0], exact[0]).status == 2
