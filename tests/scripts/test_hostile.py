"""Malformed and mutated results: status 2 and one line each, no traceback, no hang."""

from __future__ import annotations

import io
import json
import random
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Callable

import pytest
import synthetic
from commands import run

from vdsobench import errors
from vdsobench.compare import command as compare
from vdsobench.errors import UsageError
from vdsobench.results import load

Json = Any
MUTANTS = 500
PATIENCE = 1.0  # seconds
ODD: list[Json] = [
    None, True, -1, 0, 1e308, 10**30, -(10**30), 0.1, "", "x", "\x00", "\ud800", "<script>",
    "../" * 20, "\x1b[2J", "x" * 30_000, [], {}, [[]], {"a": {}}, [1, 2], "NaN", "∞",
]  # fmt: skip


def base() -> Json:
    return synthetic.result(1, processes=2, modes=False)


def places(value: Json, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    found = [path + (key,) for key in keys]
    for key in keys:
        if isinstance(value[key], (dict, list)):
            found += places(value[key], path + (key,))
    return found


def mutate_structure(draw: random.Random, text: str) -> bytes:
    document = json.loads(text)
    for _ in range(draw.randint(1, 4)):
        spots = places(document)
        spot = draw.choice(spots)
        parent = document
        for key in spot[:-1]:
            parent = parent[key]
        action = draw.randrange(3)
        if action == 0:
            parent[spot[-1]] = draw.choice(ODD)
        elif action == 1:
            del parent[spot[-1]]
        else:
            other = draw.choice(spots)[-1]
            parent[spot[-1]] = other
    return json.dumps(document).encode("utf-8", "surrogatepass")


def mutate_bytes(draw: random.Random, text: str) -> bytes:
    data = bytearray(text.encode())
    for _ in range(draw.randint(1, 20)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    return bytes(data)


def cut(draw: random.Random, text: str) -> bytes:
    return text.encode()[: draw.randrange(len(text))]


def repeat(draw: random.Random, text: str) -> bytes:
    start = draw.randrange(len(text))
    part = text[start : start + draw.randrange(1, 2000)]
    return (text[:start] + part * draw.randint(2, 50) + text[start:]).encode()


def digits(draw: random.Random, text: str) -> bytes:
    at = draw.choice([i for i, letter in enumerate(text) if letter.isdigit()])
    return (text[:at] + "9" * draw.randint(10, 100_000) + text[at:]).encode()


def nest(draw: random.Random, text: str) -> bytes:
    depth = draw.randint(500, 200_000)
    opening = draw.choice(["[", '{"a":'])
    return (text.replace('"caches": []', f'"caches": {opening * depth}')).encode()


KINDS: list[Callable[[random.Random, str], bytes]] = [
    mutate_structure, mutate_structure, mutate_bytes, cut, repeat, digits, nest
]  # fmt: skip


def mutant(seed: int, text: str) -> bytes:
    draw = random.Random(seed)
    return draw.choice(KINDS)(draw, text)


def compared(first: str, second: str) -> tuple[int, str, float]:
    """As the command does it, without starting Python anew for each."""
    start = time.monotonic()
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            errors.run(lambda: compare.main([first, second, "--force"]))
        except SystemExit as ended:
            return int(str(ended.code)), err.getvalue(), time.monotonic() - start


def test_mutants_end_in_one_line_or_are_harmless(tmp_path: Path) -> None:
    text = json.dumps(base())
    good = synthetic.write(tmp_path / "good.json", base())
    compared(good, good)  # imports take their time once
    path = tmp_path / "mutant.json"
    refused, slowest = 0, 0.0
    for seed in range(MUTANTS):
        path.write_bytes(mutant(seed, text))
        status, said, seconds = compared(good, str(path))
        slowest = max(slowest, seconds)
        assert seconds < PATIENCE, f"mutant {seed} took {seconds:.1f} s"
        assert status in (0, 2), f"mutant {seed}: status {status}"
        if status == 2:
            refused += 1
            assert said.count("\n") == 1 and "mutant.json" in said, f"mutant {seed}: {said!r}"
            assert said.isprintable() or said[:-1].isprintable(), f"mutant {seed}: {said!r}"
    # Some mutations hit what nothing depends on, such as the host's name.
    assert refused > MUTANTS / 2


LARGE = {
    "a million rows": lambda: '{"benchmarks": [' + "{}," * 1_000_000 + "{}]}",
    "a million names": lambda: '{"benchmarks": ['
    + ",".join(f'{{"name": "a{n}", "real_time": 1}}' for n in range(1_000_000))
    + "]}",
    "a hundred thousand calls of one row": lambda: '{"benchmarks": ['
    + ",".join(f'{{"name": "a{n}", "real_time": 1}}' for n in range(100_000))
    + "]}",
    "a number of thirty million digits": lambda: '{"benchmarks": ' + "9" * 30_000_000 + "}",
    "thirty million brackets": lambda: "[" * 30_000_000,
    "a string of thirty million letters": lambda: '{"context": {"vdsobench.libc": "'
    + "x" * 30_000_000
    + '"}, "benchmarks": []}',
    "thirty million spaces": lambda: " " * 30_000_000,
}


@pytest.mark.parametrize("what", LARGE)
def test_large_nonsense_is_refused_soon(tmp_path: Path, what: str) -> None:
    path = tmp_path / "large.json"
    path.write_text(LARGE[what]())
    start = time.process_time()
    if what == "a hundred thousand calls of one row":
        assert len(load(str(path)).calls) == 100_000  # odd, and yet a result
    else:
        with pytest.raises(UsageError, match="large.json"):
            load(str(path))
    # Processor time, but of a core whose other thread may be someone else's.
    assert time.process_time() - start < PATIENCE * 3


@pytest.mark.parametrize("script", ["compare.py", "plot.py", "report.py", "export.py"])
def test_every_command_refuses_alike(tmp_path: Path, script: str) -> None:
    bad = tmp_path / "bad\x1b[31m.json"
    bad.write_text("{")
    arguments = {
        "compare.py": [bad, bad],
        "plot.py": ["matrix", bad, "-o", tmp_path / "x.png"],
        "report.py": [tmp_path / "x.html", bad],
        "export.py": ["--format", "csv", bad],
    }[script]
    done = run(script, *arguments)
    assert done.returncode == 2
    assert (
        done.stderr
        == f"{script}: {str(bad).replace(chr(27), ' ')}: is cut short; run the benchmark again\n"
    )
