"""Pages of every kind, for the tests of the page and of what a browser makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import synthetic
from anatomy import recorded
from commands import run

HOSTILE = """<script>alert(1)</script>"'><img src=x onerror=alert(1)>{{7*7}}&amp;]]>"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of every kind, made once."""
    made = tmp_path_factory.mktemp("report")
    hpet = {"clocksource_before": "hpet", "clocksource_after": "hpet"}
    changed = synthetic.result(2, scale={"getcpu/vdso": 1.1}, context=hpet)
    for row in changed["benchmarks"]:
        if row["name"] == "gettimeofday/vdso":
            row |= {"label": "fallback", "entries": 1.0}
    hostile = {key: HOSTILE for key in ("kernel_release", "cpu_model", "libc", "warnings")}
    documents = {
        "one": synthetic.result(1),
        "two": changed,
        "hostile": synthetic.result(3, context=hostile),
        "exact": synthetic.exact(),
        "more": synthetic.exact(extra={"getppid/syscall": 40}),
        "plain": synthetic.plain(),
    }
    for name, document in documents.items():
        synthetic.write(made / f"{name}.json", document)
    for page, names in {
        "single": ["one"],
        "pair": ["one", "two"],
        "hostile": ["one", "hostile"],
        "exact": ["exact", "more"],
        "refused": ["one", "exact"],
        "plain": ["plain"],
    }.items():
        write_page(made, page, *names)
    recorded.folder(made / "recorded")
    hostile_call = recorded.call(HOSTILE, 5, 5, HOSTILE)
    recorded.write(made / "recorded" / "x.json", recorded.document(HOSTILE, HOSTILE, hostile_call))
    write_page(made, "anatomy", "exact", more=("--anatomy", made / "recorded"))
    return made


def write_page(folder: Path, page: str, *names: str, more: tuple[object, ...] = ()) -> None:
    results = (folder / f"{name}.json" for name in names)
    done = run("report.py", folder / f"{page}.html", *results, *more)
    assert done.returncode == 0, done.stderr


def page(folder: Path, name: str) -> str:
    return (folder / f"{name}.html").read_text("utf-8")


PAGES = ("single", "pair", "hostile", "exact", "refused", "plain", "anatomy")
