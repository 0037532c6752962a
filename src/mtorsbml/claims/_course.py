"""What an arm of a kinetic model gives: values before, over time, and at the times of comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """One arm.

    Attributes:
        before: Value of each readout at rest, before `then` is applied.
        time: Time points, from 0 [model's unit of time].
        values: Of each readout, its value at each time point.
        at: Of each readout, its value at each time of comparison.
        units: Unit of each readout.
        shipped: Value of each readout in the file's initial state.
        notes: What a reader has to know of the run.
    """

    before: Mapping[str, float]
    time: NDArray[np.float64]
    values: Mapping[str, NDArray[np.float64]]
    at: Mapping[str, tuple[float, ...]]
    units: Mapping[str, str] = field(default_factory=dict)
    shipped: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
