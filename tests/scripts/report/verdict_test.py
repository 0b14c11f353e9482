"""The page's first sentences: what is bad says so, and a long list becomes a count."""

from __future__ import annotations

from pathlib import Path

import comparisons
import synthetic

from vdsobench.report import verdict
from vdsobench.report.tables import BAD, GOOD, NEUTRAL

CALL = "gettimeofday/vdso"


def told(tmp_path: Path, made: synthetic.Json) -> dict[str, str]:
    side = comparisons.side(tmp_path, "a", made)
    return {finding.text: finding.tone for finding in verdict.findings([side], [])}


def test_a_call_that_falls_back_is_named_and_bad(tmp_path: Path) -> None:
    made = comparisons.with_row(synthetic.result(), CALL, label="fallback")
    assert told(tmp_path, made)[f"a: {CALL} falls back to a system call"] == BAD


def test_what_always_enters_is_no_fault(tmp_path: Path) -> None:
    found = told(tmp_path, synthetic.result())
    (text,) = [text for text in found if "as such clocks always do" in text]
    assert "clock_gettime:process_cputime/vdso" in text and found[text] == NEUTRAL


def test_many_calls_are_counted_by_path(tmp_path: Path) -> None:
    found = told(tmp_path, synthetic.result(modes=False))
    (text,) = [text for text, tone in found.items() if tone == GOOD]
    count = text.removeprefix("a: ").split(" ")[0]
    assert int(count) > verdict.LISTED // 3
    assert "stay in user space" in text and CALL not in text


def test_a_changed_clocksource_is_bad(tmp_path: Path) -> None:
    made = synthetic.result(context={"clocksource_after": "hpet"})
    assert told(tmp_path, made)["a: the clocksource changed: tsc → hpet"] == BAD


def test_a_regression_makes_the_headline_bad(tmp_path: Path) -> None:
    for scale, tone in (({CALL: 2.0}, BAD), ({CALL: 0.5}, NEUTRAL)):
        new = synthetic.result(2, scale=scale)
        pair = comparisons.compare(tmp_path, synthetic.result(1), new)
        assert verdict.findings([], [pair])[0].tone == tone


def test_a_warning_is_given_once_with_those_it_concerns(tmp_path: Path) -> None:
    warned = [synthetic.result(context={"warnings": text}) for text in ("x\ny", "x", "")]
    sides = [comparisons.side(tmp_path, f"s{at}", made) for at, made in enumerate(warned)]
    assert verdict.advice(sides) == ["x (s0, s1)", "y (s0)"]


def test_a_core_that_others_used_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, synthetic.on_a_shared_core(0.3))
    (text,) = [text for text in found if "something else used the core" in text]
    assert "for 70% of the time" in text and found[text] == NEUTRAL
    quiet = told(tmp_path, synthetic.on_a_shared_core(0.95))
    assert not [text for text in quiet if "the core" in text]


def test_calls_that_never_had_the_core_are_told(tmp_path: Path) -> None:
    found = told(tmp_path, synthetic.on_a_shared_core(0))
    assert [text for text in found if "never measured alone on the core" in text]
