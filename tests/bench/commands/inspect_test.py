"""`inspect`: what this machine is."""

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
from command_line import strict_json, vdsobench  # noqa: E402


def test_inspect_shows_mappings_symbols_and_context() -> None:
    shown = strict_json(vdsobench("inspect", "--json").stdout)
    assert any("[vdso]" in mapping["line"] for mapping in shown["mappings"])
    assert any(symbol["name"] == "__vdso_clock_gettime" for symbol in shown["symbols"])
    assert shown["context"]["vdsobench.kernel_release"] == os.uname().release
    text = vdsobench("inspect").stdout
    assert all(word in text for word in ("Mappings", "vDSO symbols", "Context", "[vdso]"))
