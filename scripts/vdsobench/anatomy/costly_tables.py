"""Costly instructions of calls as a table: a column a kind, and the cycles that are estimated."""

from __future__ import annotations

import textwrap
from typing import Iterator, Mapping, Sequence

from rich.text import Text

from vdsobench.anatomy import costly, cycles
from vdsobench.anatomy.against import Held
from vdsobench.anatomy.cycles import Cycles
from vdsobench.anatomy.model import Call
from vdsobench.fitted_table import Column, add_row

NAMES = 1  # columns that name a row
TITLE = "Costly instructions a call, and its cycles as estimated from them: no measurement"


def columns(calls: Sequence[Call], held: Mapping[str, Held]) -> list[Column]:
    """A row a call; of kinds those that occur. held: by call, where something was measured."""
    kinds = [kind for kind in costly.KINDS if any(kind in (it.costly or {}) for it in calls)]
    heads = ["instruc-\ntions", *(kind.replace(" ", "\n") for kind in kinds)]
    heads += ["cycles,\nestimated", "range"]
    heads += ["cycles,\nmeasured", "estimated\nof measured"] if held else []
    made = [Column("call", right=False), *map(Column, heads)]
    for call in calls:
        counted = [str((call.costly or {}).get(kind, "–")) for kind in kinds]
        estimated = cycles.estimated(call)
        words = [call.name, str(call.instructions), *counted]
        words += [f"{estimated.told:.0f}", _range(estimated)]
        words += _measured(held.get(call.name)) if held else []
        add_row(made, map(Text, words))
    return made


def _measured(it: Held | None) -> tuple[str, str]:
    return (f"{it.measured:.0f}", f"{it.ratio:.2f}") if it else ("–", "–")


def prices(calls: Sequence[Call]) -> Iterator[str]:
    """What was reckoned with, in lines."""
    kinds = [kind for kind in costly.KINDS if any(kind in (it.costly or {}) for it in calls)]
    told = {"any other": cycles.ORDINARY, **{kind: cycles.PRICES[kind] for kind in kinds}}
    words = ", ".join(f"{kind} {_range(price)}" for kind, price in told.items())
    yield from textwrap.wrap(f"cycles of one: {words}", 100, break_on_hyphens=False)


def _range(price: Cycles) -> str:
    digits = 1 if price.low < 1 else 0
    return f"{price.low:.{digits}f}–{price.high:.0f}"
