"""How far two runs of one model are apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from mtorsbml.errors import MtorsbmlError
from mtorsbml.verify.request import Columns

FLOOR: Final = 1e-6
"""Fraction of a column's largest value below which its differences no longer count in full."""
NOTHING: Final = 1e-15
"""A millionth of one molecule in a microlitre [nmol/l]: what rounding leaves of a species that is not there."""


class Difference(NamedTuple):
    """The largest relative difference between two runs, and where it is.

    Attributes:
        value: The difference, relative to the reference; infinite where a value is no number.
        name: The column; empty where nothing differs.
        time: The time point [unit of time of the model].
    """

    value: float
    name: str
    time: float


def largest_difference(
    found: Columns,
    reference: Columns,
    *,
    peaks: Mapping[str, float] | None = None,
    steps: Sequence[float] = (),
    unresolved: float = 0.0,
) -> Difference:
    """Compare a run with the reference on every column of the reference.

    The measure is the largest |a - b| / max(|b|, 1e-6 * max over time of |b|, 1e-15).

    Args:
        found: What is judged.
        reference: What it is held against.
        peaks: The largest |b| over time by id, where the columns show only the end of a run.
        steps: Times at which something steps; the points that lie on them are left out.
        unresolved: An absolute difference that is none, since no integrator was asked for less; what is lost is held
            by them at 0 no better than that. In the models here it is a few hundredths of one molecule.

    Raises:
        MtorsbmlError: A column is missing, or the time points differ.
    """
    import numpy as np

    absent = [name for name in reference if name not in found]
    if absent:
        raise MtorsbmlError(f"columns are missing: {', '.join(absent)}")
    time = reference["time"]
    if found["time"].shape != time.shape or not np.allclose(found["time"], time, rtol=1e-9, atol=1e-9):
        ours, theirs = ([float(t) for t in columns["time"][[0, -1]]] for columns in (reference, found))
        raise MtorsbmlError(f"time points differ: {theirs} in the place of {ours}")
    worst = Difference(0.0, "", 0.0)
    on_step = np.isclose(time[:, None], np.array(steps, dtype=float)[None, :], rtol=1e-9, atol=1e-9).any(axis=1)
    for name in reference:
        size = np.abs(reference[name])
        peak = max(float(size.max()), (peaks or {}).get(name, 0.0))
        with np.errstate(invalid="ignore"):
            apart = np.abs(found[name] - reference[name])
            relative = np.where(apart <= unresolved, 0.0, apart / np.maximum(size, max(FLOOR * peak, NOTHING)))
        relative = np.where(on_step, 0.0, np.where(np.isfinite(relative), relative, np.inf))
        place = int(np.argmax(relative))
        if relative[place] > worst.value:
            worst = Difference(float(relative[place]), name, float(time[place]))
    return worst
