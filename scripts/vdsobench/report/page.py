"""Puts the page together. All text from results goes through Jinja's escaping."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any, Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from vdsobench.anatomy.documents import Named
from vdsobench.compare import wording
from vdsobench.compare.pair import Pair
from vdsobench.plot.style import machine_words
from vdsobench.report import tables
from vdsobench.report.anatomies import section
from vdsobench.report.downloads import downloads
from vdsobench.report.plots import plots
from vdsobench.report.verdict import advice, findings
from vdsobench.results.sides import Side

HERE = Path(__file__).parent
# A page is read by people: beyond these it says what it leaves out.
MAX_MATRICES = 6
MAX_COLUMNS = 8
MAX_COMPARISONS = 20
MAX_FINDINGS = 40


def render(
    sides: Sequence[Side],
    pairs: Sequence[Pair],
    anatomies: Sequence[Named] = (),
) -> str:
    """The whole page as HTML. pairs: each of the other sides with the first."""
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    css = (HERE / "page.css").read_text("utf-8")
    # CSS holds no text from results, so it may go in as it is; the policy allows just it.
    style = {"css": Markup(css), "policy": _policy(css)}
    template = environment.get_template("page.html.j2")
    content = _content(sides, pairs)
    return template.render(**style, **content, anatomy=section(anatomies)).lstrip()


def _policy(css: str) -> str:
    """Nothing may be loaded, run, framed or sent; only this very style sheet applies."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _content(sides: Sequence[Side], pairs: Sequence[Pair]) -> dict[str, Any]:
    found = findings(sides, pairs)
    shown = _worth_showing(pairs)
    kept = downloads(sides)
    files = sum(len(side.results) for side in sides)
    many = len(sides) > MAX_COLUMNS
    return {
        "title": f"vdsobench: {sides[0].label}" if len(sides) == 1 else "vdsobench: a comparison",
        "subtitle": f"{machine_words(sides)}; {wording.plural(files, 'result')}",
        "findings": found[:MAX_FINDINGS],
        "more_findings": max(0, len(found) - MAX_FINDINGS),
        "advice": advice(sides)[:MAX_FINDINGS],
        "matrices": [tables.matrix(side) for side in sides[:MAX_MATRICES]],
        "costs_here": tables.costs_here(sides[0]),
        "more_matrices": max(0, len(sides) - MAX_MATRICES),
        "comparisons": [_comparison(pair, len(pairs) > MAX_COMPARISONS) for pair in shown],
        "more_comparisons": len(pairs) - len(shown),
        "criteria": list(dict.fromkeys(map(_criterion, shown))),
        "plots": plots(sides),
        "context": tables.context_of_many(sides) if many else tables.context(sides),
        "downloads": kept,
        "left_out": files + 1 - len(kept),
    }


def _worth_showing(pairs: Sequence[Pair]) -> list[Pair]:
    if len(pairs) <= MAX_COMPARISONS:
        return list(pairs)
    changed = [pair for pair in pairs if pair.outcomes or any(c.is_shown for c in pair.changes)]
    return changed[:MAX_COMPARISONS]


def _criterion(pair: Pair) -> str:
    effect = f"{pair.min_effect * 100:g} %"
    if pair.exact:
        marked = f", and a change beyond {effect} is marked" if pair.min_effect else ""
        return f"Instructions are counted, so every difference is shown{marked}."
    return (
        "A change of times is shown only where it is certain: corrected p under 0.05, and the whole"
        f" 95 % interval of the ratio beyond {effect}. All else is ~: nothing shown."
    )


def _comparison(pair: Pair, only_changed: bool) -> dict[str, Any]:
    rest = wording.remainder(pair)
    return {
        "title": f"{pair.new.label} against {pair.base.label}",
        "headline": f"{wording.headline(pair)}; {rest}" if rest else wording.headline(pair),
        "outcomes": [
            {"tone": tables.tone(change.direction), "direction": change.direction, "text": change}
            for change in pair.outcomes
        ],
        "contexts": pair.contexts,
        "notes": [*pair.notes, *(f"times are not compared: {why}" for why in pair.refusals)],
        "table": tables.comparison(pair, only_changed),
        "means": wording.mean_words(pair),
        "missing": wording.missing_words(pair),
    }
