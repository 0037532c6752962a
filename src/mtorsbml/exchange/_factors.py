"""Scales, offsets and noise that measurements ask for: which there are, and what fits best to the model as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from mtorsbml.exchange.measurements import Conditions, Measurement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mtorsbml.simulate.ode import OdeModel

SCALE_WIDTH: Final = 1e4
"""A scale lies within this factor of the best one, to either side."""
OFFSET_WIDTH: Final = 10.0
"""An offset lies within this multiple of the largest measurement, to either side."""
NOISE: Final = 0.1
"""Noise that nobody has named, as a fraction of the largest measurement."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Factor:
    """A scale, or an offset if `additive`; `width` bounds it: a factor for a scale, a level for an offset."""

    id: str
    value: float
    width: float
    additive: bool = False


def noise(measured: Sequence[Measurement]) -> dict[str, float]:
    """A first value of each noise parameter that the rows name."""
    named = [m for m in measured if _as_number(m.noise) is None]
    largest: dict[str, float] = {}
    for m in named:
        largest[m.noise] = max(largest.get(m.noise, 0.0), abs(m.value))
    return {name: NOISE * (value or 1.0) for name, value in largest.items()}


def factors(
    measured: Sequence[Measurement], conditions: Conditions, model: Callable[[], OdeModel]
) -> tuple[Factor, ...]:
    """The scales and offsets that the rows name, at their best for the model as it is.

    Args:
        measured: All rows.
        conditions: What each condition changes.
        model: The compiled model, asked for only if there is a scale to find.

    Raises:
        MtorsbmlError: The model cannot be run so.
    """
    import numpy as np

    scaled = [m for m in measured if any(_as_number(text) is None for text in m.factors)]
    if not scaled:
        return ()
    levels = simulated(scaled, conditions, model())
    found: dict[str, Factor] = {}
    for names, group in groupby(
        sorted(zip(scaled, levels, strict=True), key=lambda p: p[0].factors), lambda p: p[0].factors
    ):
        pairs = list(group)
        values = np.array([m.value for m, _ in pairs])
        weights = np.array([1.0 / (_as_number(m.noise) or 1.0) for m, _ in pairs])
        scale, offset = best(values, np.array([level for _, level in pairs]), weights, names)
        largest = float(np.abs(values).max()) or 1.0
        if _as_number(names[0]) is None:
            found.setdefault(names[0], Factor(id=names[0], value=scale, width=SCALE_WIDTH))
        if len(names) > 1 and _as_number(names[1]) is None:
            width = OFFSET_WIDTH * max(largest, abs(offset))
            found.setdefault(names[1], Factor(id=names[1], value=offset, width=width, additive=True))
    return tuple(found.values())


def simulated(measured: Sequence[Measurement], conditions: Conditions, model: OdeModel) -> list[float]:
    """What the model as it is has in the place of each measurement, without scale and offset."""
    wanted: dict[str, dict[str, set[float]]] = {}
    for m in measured:
        wanted.setdefault(m.condition, {}).setdefault(m.observable.readout, set()).add(m.time)
    found: dict[tuple[str, str, float], float] = {}
    for condition, readouts in wanted.items():
        times = sorted(set().union(*readouts.values()))
        # A run has a length, even where only its begin is measured.
        course = model.simulate(conditions[condition][1], duration=times[-1] or 1.0, times=times, select=list(readouts))
        for name in readouts:
            found |= {(condition, name, t): float(v) for t, v in zip(times, course[name], strict=True)}
    return [found[m.condition, m.observable.readout, m.time] for m in measured]


def best(
    values: NDArray[np.float64], levels: NDArray[np.float64], weights: NDArray[np.float64], names: Sequence[str]
) -> tuple[float, float]:
    """Scale and offset by weighted least squares, as far as the names leave them free.

    Where the best scale is not above 0 (the course runs the other way, or the model shows nothing), the largest
    measurement is set to the largest level.
    """
    import numpy as np

    fixed_scale = _as_number(names[0])
    fixed_offset = 0.0 if len(names) == 1 else _as_number(names[1])
    if fixed_scale is not None:
        rest = values - fixed_scale * levels
        return fixed_scale, float(np.average(rest, weights=weights**2)) if fixed_offset is None else fixed_offset
    columns = [levels] if fixed_offset is not None else [levels, np.ones_like(levels)]
    aim = values - (fixed_offset or 0.0)
    solution = np.linalg.lstsq(np.column_stack(columns) * weights[:, None], aim * weights, rcond=None)[0]
    scale = float(solution[0])
    offset = fixed_offset if fixed_offset is not None else float(solution[1])
    if not np.isfinite(scale) or scale <= 0:
        top = float(np.abs(levels).max())
        largest = float(np.abs(aim).max())
        return (largest / top if top > 0 and largest > 0 else 1.0), (fixed_offset or 0.0)
    return scale, offset


def _as_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
