"""`selftest`: the suite held against loops in assembly."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
from command_line import vdsobench  # noqa: E402


# What the figures are depends on what else the machine does; that they are held against each other
# does not.
def test_selftest_holds_known_sequences_against_loops_in_assembly() -> None:
    done = vdsobench("selftest", "--seconds", "0.1")
    head, *lines, conclusion = done.stdout.splitlines()
    assert head.split() == ["ns", "by", "the", "suite", "by", "hand", "difference"]
    assert [line[:20].strip() for line in lines][:2] == ["nothing", "10 nops"] and len(lines) == 6
    differs = [line for line in lines if line.endswith("differs")]
    assert all(line.endswith("agrees") for line in lines if line not in differs)
    assert (done.returncode, done.stderr) == (1 if differs else 0, "")
    assert ("are not" in conclusion) == bool(differs)
