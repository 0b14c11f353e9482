import pytest

from vdsobench.errors import UsageError
from vdsobench.kernels import append


def test_braces_stand_for_each_of_their_parts() -> None:
    assert append.expand("vsyscall={none,xonly}") == ["vsyscall=none", "vsyscall=xonly"]


def test_an_empty_part_is_without() -> None:
    assert append.expand("{,mitigations=off}") == ["", "mitigations=off"]


def test_commas_outside_braces_are_kept() -> None:
    assert append.expand("console=ttyS0,115200") == ["console=ttyS0,115200"]


def test_several_patterns_multiply_in_order() -> None:
    assert append.product(["a={1,2}", "{,b}"]) == ["a=1", "a=1 b", "a=2", "a=2 b"]


def test_no_pattern_is_one_plain_boot() -> None:
    assert append.product([]) == [""]


def test_the_same_line_is_run_once() -> None:
    assert append.product(["{a,a}"]) == ["a"]


@pytest.mark.parametrize("pattern", ["vsyscall={none", "vsyscall=none}", "{a,{b,c}}"])
def test_unpaired_or_nested_braces_are_refused(pattern: str) -> None:
    with pytest.raises(UsageError, match="braces"):
        append.expand(pattern)
