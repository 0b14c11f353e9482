"""Small C programs that tests start others with, or load into them; those of launchers/ say how."""

import subprocess
from pathlib import Path

LAUNCHERS = Path(__file__).resolve().parent / "launchers"


def compile_c(source: str, to: Path, *flags: str) -> str:
    """The path of what the compiler makes of a source text."""
    subprocess.run(["cc", "-x", "c", "-", "-o", to, *flags], input=source, text=True, check=True)
    return str(to)


def launcher(name: str, folder: Path) -> str:
    """The path of a program of launchers/, built into a folder."""
    return compile_c((LAUNCHERS / f"{name}.c").read_text(), folder / name)
