"""When an interval of a ratio shows something."""

from __future__ import annotations

import pytest

from vdsobench.compare.pair import FASTER, INCONCLUSIVE, SAME, SLOWER, ratio_of, verdict_of


@pytest.mark.parametrize(
    ("interval", "verdict"),
    [
        ((1.03, 1.2), SLOWER),
        ((0.8, 0.97), FASTER),
        ((0.99, 1.01), SAME),
        ((1.02, 1.2), INCONCLUSIVE),  # its end is at the limit, not beyond
        ((0.9, 1.1), INCONCLUSIVE),
        ((1.0, 1.03), INCONCLUSIVE),
    ],
)
def test_the_whole_interval_decides(interval: tuple[float, float], verdict: str) -> None:
    assert verdict_of(interval, min_effect=0.02) == verdict


def test_slower_and_faster_mirror_each_other() -> None:
    for low, high in ((1.03, 1.2), (1.01, 1.2), (0.99, 1.005)):
        mirror = {SLOWER: FASTER}
        verdict = verdict_of((low, high), 0.02)
        assert verdict_of((1 / high, 1 / low), 0.02) == mirror.get(verdict, verdict)


def test_a_figure_that_is_not_above_zero_has_no_ratio() -> None:
    assert ratio_of(2, 3) == 1.5
    assert ratio_of(0, 3) is ratio_of(2, 0) is ratio_of(-1, 1) is None
