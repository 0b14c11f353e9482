"""Kernels and programs that the tests boot. Downloads go to the user's own cache, once."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import archive_made
from archive_made import BOOT, IMAGE, Repository
from commands import LONG
from kernel_runs import REPOSITORY, SUITES, Offered

from vdsobench.archive import packages
from vdsobench.archive.resolve import Kernels

# No clock gates a test: a loaded machine takes long for the first example. Many examples are for
# the long tests.
settings.register_profile(
    "here",
    deadline=None,
    max_examples=200 if LONG else 30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("here")


@pytest.fixture(scope="session")
def offered() -> Offered:
    kernels = Kernels(print, suites=SUITES)
    series = packages.all_series(kernels.offered())
    if len(series) < 2:
        pytest.skip(f"the archive offers {', '.join(series) or 'nothing'} in {', '.join(SUITES)}")
    for wanted in (series[0], series[-1]):
        kernels.image(wanted)
    return Offered(series[0], series[-1])


@pytest.fixture(scope="session")
def standin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("standin") / "standin"
    source = Path(__file__).with_name("standin.c")
    subprocess.run(["cc", "-O2", "-Wall", "-Werror", "-o", program, source], check=True)
    return program


@pytest.fixture(scope="session")
def vdsobench() -> Path:
    """The real program: of the build folder, or where VDSOBENCH_BINARY says."""
    built = REPOSITORY / "build/release/bench/vdsobench"
    program = Path(os.environ.get("VDSOBENCH_BINARY", built))
    if not program.is_file():
        pytest.skip(f"{program} is not built (scripts/test builds it)")
    return program


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VDSOBENCH_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def reachable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """apt drops to a user of its own where it runs as root: the way to the archive is opened."""
    folder = tmp_path_factory.mktemp("archive")
    for above in (folder, *folder.parents[:-2]):
        if above.stat().st_uid == os.getuid() and above != Path("/tmp"):
            above.chmod(0o755)
    return folder


@pytest.fixture
def archive(reachable: Path) -> Repository:
    return archive_made.make(reachable, {IMAGE: BOOT})
