"""Mutated documents through every reader and every output: a result, or one line that says why not;
never a traceback, never an escape code, never more memory than there is room for.

500 of them, and 5,000 where VDSOBENCH_LONG is set, as scripts/test --long does.
"""

from __future__ import annotations

import io
import json
import os
import random
import resource
import socket
import subprocess
import sys
import threading
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Callable, Iterator, cast

import pytest
import synthetic
from anatomy import recorded
from anatomy.recorded import CALLS, LOOP, told as good_told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from guest_samples import framed
from kernels.runner_test import cell as a_cell
from mutants import is_harmless, mutant, mutate_bytes

from vdsobench import errors, terminal
from vdsobench.export import command as export
from vdsobench.peers import repeatability
from vdsobench.anatomy import command as anatomy
from vdsobench.anatomy import documents, model, qmp, session, told
from vdsobench.anatomy.record import ITERATIONS, Recording
from vdsobench.compare import command as compare
from vdsobench.errors import Failed
from vdsobench.archive import fetch, packages
from vdsobench.guest import boot
from vdsobench.kernels import cell, outcome, summary
from vdsobench.kernels import command as kernels
from vdsobench.kernels.cell import Done
from vdsobench.peers.measure import figures
from vdsobench.peers.tools import Tool, read_google_benchmark

EXAMPLES = 5000 if os.environ.get("VDSOBENCH_LONG") else 500
ROOM = 1 << 30  # bytes, beside what the tests' own process takes
Draw = random.Random


@pytest.fixture(scope="module", autouse=True)
def little_memory() -> Iterator[None]:
    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (taken + ROOM, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


def short(made: dict[str, Any]) -> dict[str, Any]:
    """A few calls of each kind are as good as all of them."""
    rows = [row for row in made["benchmarks"] if row["name"].startswith(("getcpu", "gettimeofday"))]
    return {**made, "benchmarks": rows}


TIMED = json.dumps(short(synthetic.result(1, processes=2)))
EXACT = json.dumps(short(synthetic.exact(cell="same")))
PLAIN = json.dumps(synthetic.plain())
NOT_RECORDED = {"name": "b/insn", "reason": "no"}
ANATOMY = json.dumps(recorded.document("6.1", "", recorded.call("a/insn", 50, 10), NOT_RECORDED))


def run(main: Callable[[], int]) -> None:
    """As a command runs it: what it says is harmless, and an error one line."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        errors.run(main)
    assert ended.value.code in (0, 1, 2)
    assert is_harmless(out.getvalue()) and is_harmless(err.getvalue())
    if ended.value.code == 2:
        lines = err.getvalue().splitlines()
        said = [line for line in lines if not line.startswith(("warning: ", "note: "))]
        judged = [line for line in said if line.startswith("gate: ")]  # in as many as it takes
        assert said == judged if judged else len(said) == 1, err.getvalue()


def by_words(main: Callable[[], int], *words: str) -> None:
    """Of a command that reads its words itself."""
    before, sys.argv = sys.argv, ["command", *words]
    try:
        run(main)
    finally:
        sys.argv = before


def written(draw: Draw, folder: Path, *bases: str) -> str:
    path = folder / "mutant.json"
    path.write_bytes(mutant(draw, draw.choice(bases)))
    return str(path)


def good(folder: Path) -> str:
    path = folder / "good.json"
    path.write_text(TIMED)
    return str(path)


def compared(draw: Draw, folder: Path) -> None:
    form = draw.choice(("table", "markdown", "json", "csv"))
    files = [good(folder), written(draw, folder, TIMED, TIMED, EXACT, PLAIN)]
    more = draw.choice(([], ["--gate"], ["--force"], ["--all", "--force"]))
    run(lambda: compare.main([*draw.sample(files, 2), "--format", form, *more]))


def exported(draw: Draw, folder: Path) -> None:
    words = ["--format", draw.choice([*export.FORMATS]), written(draw, folder, TIMED, EXACT, PLAIN)]
    run(lambda: export.main(words))


def in_tables(draw: Draw, folder: Path) -> None:
    path = written(draw, folder, EXACT, TIMED)
    if draw.random() < 0.5:
        run(lambda: repeatability.main([path, good(folder)]))
    else:
        by_words(kernels.main, "table", path, *draw.choice(([], ["--markdown"])))
    cell.finished(Path(path), "same")


def anatomies(draw: Draw, folder: Path) -> None:
    path, other = written(draw, folder, ANATOMY), folder / "other.json"
    other.write_text(ANATOMY)
    flame, folded, speedscope = (folder / name for name in ("a.svg", "a.folded", "a.json"))
    words = draw.choice(
        (
            ("--show", path),
            ("--show", path, "--call", "a/insn", "--tree", "--code", "--flame", str(flame)),
            ("--show", path, "--call", "a/insn", "--folded", str(folded)),
            ("--show", path, "--speedscope", str(speedscope)),
            ("--diff", path, str(other)),
            ("--diff", str(other), path),
        )
    )
    by_words(anatomy.main, *words)
    for file in (flame, folded, speedscope):
        assert not file.exists() or is_harmless(file.read_text())
        file.unlink(missing_ok=True)


def sent_by_guests(draw: Draw, folder: Path) -> None:
    received = framed(mutant(draw, draw.choice((EXACT, EXACT, TIMED))), draw.choice((0, 0, 1, 3)))
    if draw.random() < 0.2:
        received = mutate_bytes(draw, received.decode("latin-1"))
    (folder / "console").write_bytes(mutate_bytes(draw, "vdsobench-init: up\nKernel panic\n" * 3))
    console = boot.text_of(folder / "console")
    ended = boot.Boot(0, False, 1.0, console, console, received)
    run(lambda: shown(ended))


def shown(ended: boot.Boot) -> int:
    done = Done(a_cell("6.1"))
    try:
        done = Done(a_cell("6.1"), outcome.result(ended, "")[1])
    except Failed as error:
        last = outcome.last_lines(ended.console)
        done = Done(a_cell("6.1"), reason=str(error), last_lines=last)
    terminal.say(summary.line(done, 1, 1))
    summary.show([done], terminal.console(160))
    return int(done.failed)


def told_by_guests(draw: Draw, folder: Path) -> None:
    program, file = folder / "program", folder / "told.json"
    program.write_bytes(b"no ELF")
    maps = f"{LOOP:x}-{LOOP + 4096:x} r-xp 00000000 00:02 19  {draw.choice(('/etc/passwd', ''))}\n"
    try:
        content = mutant(draw, json.dumps({**good_told(), "maps": maps}))
        found = told.checked(content, CALLS, ITERATIONS)
        traces = [[LOOP, LOOP + draw.randint(1, 9)] * ITERATIONS for _ in range(3)]
        calls = session.dissected(Recording(found, traces, {}), program)
    except Failed as error:
        assert str(error)
        return
    documents.save(model.Document({documents.SCHEMA: "1"}, calls), file)
    by_words(anatomy.main, "--show", str(file))


def answered_by_qemu(draw: Draw, folder: Path) -> None:
    answers = [{"event": "STOP", "id": 1}, {"error": {"desc": "2"}}, {"return": "3"}]
    lines = [mutant(draw, json.dumps(answer)) for answer in answers]
    sent = b'{"QMP": {}}\n{"return": {}}\n' + b"\n".join(draw.sample(lines, 3)) + b"\n"
    with socket.socket(socket.AF_UNIX) as server:
        (folder / "monitor").unlink(missing_ok=True)
        server.bind(str(folder / "monitor"))
        server.listen()
        threading.Thread(target=send_once, args=(server, sent), daemon=True).start()
        try:
            nobody = cast("subprocess.Popen[bytes]", None)
            with qmp.Monitor(folder / "monitor", nobody, time.monotonic() + 60) as monitor:
                monitor.wait_for(draw.choice(("STOP", "RESET")))
                monitor.human("info status")
        except Failed as error:
            run(lambda: errors.finish(2, str(error)))


def send_once(server: socket.socket, sent: bytes) -> None:
    connection, _ = server.accept()
    with connection:
        try:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                pass
        except OSError:  # who asks has refused an answer and gone
            pass


PACKAGE = packages.KernelPackage("linux-image-6.1.0-50-amd64", "6.1.176-1", "stable", 1, "0" * 64)
KERNELS = json.dumps({"kernels": [{**vars(PACKAGE)}]})
ORIGIN = json.dumps({**fetch._origin(PACKAGE, "1" * 64)})


def kept_in_the_cache(draw: Draw, folder: Path) -> None:
    kept = folder / "kernels.json"
    kept.write_bytes(mutant(draw, KERNELS))
    for package in packages._known(kept, "stable"):
        assert packages.all_series([package]) and package.size >> 20 >= 0
        terminal_line = f"{package.name} {package.version}"
        assert terminal_line.isprintable()
    place = folder / "cache" / "kernels" / f"{PACKAGE.name}_{PACKAGE.version}"
    place.mkdir(parents=True, exist_ok=True)
    (place / fetch.IMAGE).touch()
    (place / fetch.ORIGIN).write_bytes(mutant(draw, ORIGIN))
    assert fetch.cached(PACKAGE, "6.1") is None  # no mutant has the hash of nothing


def said_by_peers(draw: Draw, folder: Path) -> None:
    path = written(draw, folder, PLAIN, TIMED)
    tool = Tool("cat", "cat", (path,), read_google_benchmark, "")
    try:
        assert all(
            type(figure) is float for figure in figures(tool, min(os.sched_getaffinity(0))).values()
        )
    except Failed as error:
        run(lambda: errors.finish(2, str(error)))


READERS = [compared, compared, exported, in_tables, anatomies, sent_by_guests, told_by_guests]
READERS += [answered_by_qemu, kept_in_the_cache, said_by_peers]
Reader = Callable[[Draw, Path], None]


def through(reader: Reader, examples: int, folder: Path) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=[*HealthCheck],
    )
    @given(st.randoms(use_true_random=False))
    def each(draw: Draw) -> None:
        reader(draw, folder)

    each()


@pytest.mark.parametrize("reader", [*dict.fromkeys(READERS)], ids=lambda reader: reader.__name__)
def test_mutants_are_read_or_refused(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VDSOBENCH_CACHE", str(tmp_path / "cache"))
    through(reader, EXAMPLES * READERS.count(reader) // len(READERS), tmp_path)


def plotted(draw: Draw, folder: Path) -> None:
    from vdsobench.plot import command as plot

    kind, target = draw.choice([*plot.KINDS]), folder / "x.svg"
    run(lambda: plot.main([kind, written(draw, folder, TIMED, PLAIN), "-o", str(target)]))
    assert not target.exists() or is_harmless(target.read_text())


def reported(draw: Draw, folder: Path) -> None:
    from vdsobench.report import command as report

    target, path = folder / "x.html", folder / "anatomy.json"
    path.write_bytes(mutant(draw, ANATOMY))
    words = [str(target), written(draw, folder, TIMED), good(folder), "--force"]
    run(lambda: report.main([*words, *draw.choice(([], ["--anatomy", str(path)]))]))
    assert not target.exists() or is_harmless(target.read_text())


@pytest.mark.parametrize("reader", [plotted, reported])
def test_mutants_make_pages_or_none(reader: Reader, tmp_path: Path) -> None:
    """A picture takes a second, so these are a hundredth."""
    through(reader, EXAMPLES // 100, tmp_path)
