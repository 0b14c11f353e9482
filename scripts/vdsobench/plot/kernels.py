"""Calls across kernels: dots with their intervals, in nanoseconds or in instructions."""

from __future__ import annotations

from typing import Any, Sequence

from vdsobench.results import schema, settings
from vdsobench.results.calls import parse_name
from vdsobench.compare.wording import digits
from vdsobench.errors import UsageError
from vdsobench.results.figures import Figures
from vdsobench.plot import marks, scale, style
from vdsobench.plot.marks import interval_key, mark, outcome_key, warn_of_fallback
from vdsobench.results.sides import Side

ROW = 0.3  # inches
HEAD_OF_PANEL = 0.75
NAMED = 3  # settings in the title
MAX_SIDES = 40  # more rows than this are a picture that no one can read


def draw(sides: Sequence[Side], calls: Sequence[str]) -> Any:
    """A figure with a panel a call, of each a row a side. Raises UsageError for more than a picture
    can show, or where no side has the calls."""
    if len(sides) > MAX_SIDES:
        raise UsageError(f"{len(sides)} kernels are too many for a plot: choose some by --where")
    figures = [Figures(side) for side in sides]
    drawn = [call for call in calls if any(call in known.group_of for known in figures)]
    if not drawn:
        raise UsageError(f"no result has figures of {' or '.join(calls)}")
    style.refuse_too_many(len(drawn), style.MAX_PANELS, "calls")
    height = style.HEIGHT_OF_HEAD + (HEAD_OF_PANEL + ROW * len(sides)) * len(drawn)
    figure = style.canvas(height)
    panels = figure.subplots(len(drawn), 1, squeeze=False)[:, 0]
    unit = style.unit_words(sides)
    style.heading(figure, f"What calls cost, by {_what_differs(sides)}", sides)
    labels, _ = style.told_apart([side.label for side in sides])
    for index, (axes, call) in enumerate(zip(panels, drawn)):
        path = parse_name(call).path
        _panel(axes, call, figures, style.path_series(path) if path else style.series(index))
        axes.set_yticks(range(len(sides)), labels)
    each = "; each panel has a scale of its own" if len(drawn) > 1 else ""
    panels[-1].set_xlabel(f"{unit} ({style.left_words(sides)}{each})")
    handles = outcome_key(side.outcome(call) for side in sides for call in drawn)
    seen = [known.figure(call) for known in figures for call in drawn if call in known.group_of]
    handles += interval_key(seen, any(side.is_exact for side in sides))
    style.legend(figure, handles)
    return figure


def _panel(axes: Any, call: str, figures: Sequence[Figures], kind: style.Series) -> None:
    for row, known in enumerate(figures):
        outcome = known.side.outcome(call)
        if call in known.group_of:
            found = known.figure(call)
            mark(axes, row, found, kind, outcome)
            if outcome == schema.FALLBACK:
                warn_of_fallback(axes, row, found)
            words = digits(found.median, known.side.is_exact)
            axes.annotate(
                words, (1.01, row), xycoords=("axes fraction", "data"), va="center", fontsize=9
            )
        else:
            said = style.MARKS.get(outcome, ("", "not measured"))[1]
            axes.annotate(
                said, (0.02, row), xycoords=("axes fraction", "data"), va="center", fontsize=9
            )
    axes.set_title(call, fontsize=10)
    axes.set_ylim(len(figures) - 0.5, -0.5)
    drawn = [known.figure(call) for known in figures if call in known.group_of]
    highest = max(marks.ends(figure)[1] for figure in drawn)
    scale.from_zero(axes, "x", highest, all(known.side.is_exact for known in figures))
    axes.grid(axis="both")


def _what_differs(sides: Sequence[Side]) -> str:
    """The settings that tell the sides apart, and then the others that differ too."""
    results = [side.results[0] for side in sides]
    differing = list(settings.differing(results))
    telling = settings.telling(results, differing)
    keys = dict.fromkeys([*telling, *differing])
    words = [schema.MATTERS[key] for key in keys]
    more = [f"{len(words) - NAMED} more"] if len(words) > NAMED else []
    return " and ".join(filter(None, [", ".join(words[:NAMED]), *more])) or "result"
