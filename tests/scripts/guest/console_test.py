"""What a guest writes has an end, whatever it does, and is harmless to look at."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from vdsobench.guest import boot
from vdsobench.kernels import outcome

NEVER = Event()


def run(script: str, folder: Path) -> boot.Boot:
    """A program in the place of QEMU, which writes the files of the serial ports."""
    console, result = folder / "console", folder / "result"
    command = ["sh", "-c", script, "sh", str(console), str(result)]
    return boot.run(command, console, result, boot.Limits(60), NEVER)


@pytest.mark.parametrize("port", ["$1", "$2"])
def test_whoever_fills_a_file_is_ended(
    port: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boot, "MOST_WRITTEN", 1 << 20)
    ended = run(f'exec cat /dev/zero >"{port}"', tmp_path)
    assert max(file.stat().st_size for file in tmp_path.iterdir()) == 1 << 20
    with pytest.raises(outcome.CellFailed, match="without end"):
        outcome.result(ended, "")


def test_a_console_of_one_long_line_is_kept_by_its_ends(tmp_path: Path) -> None:
    script = 'head -c 13000000 /dev/zero | tr "\\0" x >"$1"; echo >"$2"'
    ended = run(script, tmp_path)
    assert len(ended.console) < 3 << 20
    assert max(map(len, outcome.last_lines(ended.console))) <= 200


def test_a_console_is_harmless(tmp_path: Path) -> None:
    script = 'printf "a\\033[2Jb\\r\\nKernel panic - not syncing: \\033]0;c\\007\\n" >"$1"'
    ended = run(script, tmp_path)
    assert ended.console == "a [2Jb\nKernel panic - not syncing:  ]0;c \n"
    assert ended.panic == "Kernel panic - not syncing:  ]0;c"
