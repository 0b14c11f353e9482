"""The shell of scripts/build-portable, with stand-ins for all that fetches and builds."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from commands import SCRIPTS, stand_in

# Says where it looks and what for, and unpacks as apt-get source does.
APT = """
for word; do
  case "$word" in Dir::Etc::SourceParts=*) rm -rf "$TREE/seen"; cp -r "${word#*=}" "$TREE/seen" ;; esac
done
case "$*" in
  *" update") echo asked-to-update >&2; exit 100 ;;
  *" --only-source benchmark") mkdir benchmark-1.0 && echo fetched benchmark >>"$TREE/fetched" ;;
  *" --only-source fmtlib") ${FAILS:-mkdir} fmtlib-9.1.0+ds1 && echo fetched fmtlib >>"$TREE/fetched" ;;
  *) exit 9 ;;
esac
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("build-portable", "steps.sh"):
        (tmp_path / "a b" / "scripts").mkdir(parents=True, exist_ok=True)
        shutil.copy(SCRIPTS / name, tmp_path / "a b" / "scripts" / name)
    tree = tmp_path / "a b"
    stand_in(tree / "scripts" / "install-dependencies", "exit 0")
    stand_in(tree / "bin" / "cmake", 'echo "$*" >>"$TREE/configured"')
    stand_in(tree / "bin" / "strip", 'echo stripped >"$2"')
    stand_in(tree / "bin" / "apt-get", APT)
    return tree


def build(tree: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{tree / 'bin'}:{os.environ['PATH']}"
    settings = {**os.environ, "PATH": path, "TREE": str(tree), **environment}
    return subprocess.run(
        [tree / "scripts" / "build-portable"], env=settings, capture_output=True, text=True
    )


def test_sources_are_fetched_once_by_the_systems_own_settings(tree: Path) -> None:
    for _ in range(2):
        done = build(tree)
        assert done.returncode == 0, done.stderr
    assert (tree / "fetched").read_text() == "fetched benchmark\nfetched fmtlib\n"
    assert (tree / "build" / "portable" / "vdsobench").read_text() == "stripped\n"
    assert (tree / "configured").read_text().startswith("--preset portable\n")
    for file in (tree / "seen").iterdir():
        text = file.read_text()
        assert "deb-src" in text
        assert not [line for line in text.splitlines() if line.startswith(("deb ", "Types: deb "))]


def test_what_cannot_be_fetched_is_named_with_what_apt_said(tree: Path) -> None:
    done = build(tree, FAILS="false")
    assert done.returncode == 2
    assert "could not fetch" in done.stderr and "asked-to-update" in done.stderr
    assert not (tree / "configured").exists()
    assert build(tree).returncode == 0, "and a second try has another chance"
