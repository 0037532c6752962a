"""Which states an abundance is made of, read from a kinetic model itself.

`X_total` is the abundance of something conserved if one of the model's conserved totals starts from it, and from no
other abundance. The states in that total are those that contain X.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mtorsbml.simulate.ode import OdeModel

_TOTAL: Final = "_total"
_STEP: Final = 1e-3
_SAME: Final = 1e-6


class Abundances:
    """The abundances of one model; what they are made of is found once, when it is first asked for."""

    def __init__(self, model: OdeModel) -> None:
        self._model = model
        self._names = tuple(name for name in model.parameters if name.endswith(_TOTAL) and model.defaults()[name] > 0)
        self._effects: NDArray[np.float64] | None = None
        self._known: dict[str, Mapping[str, float]] = {}

    def parts(self, name: str) -> Mapping[str, float]:
        """The states that contain what `name` is the abundance of, and how often; none if it is made and degraded."""
        import numpy as np

        if name not in self._names:
            return {}
        species, weights = self._model.conserved()
        if self._effects is None:
            self._effects = self._effect(species, weights)
        mine = self._effects[:, self._names.index(name)]
        size = float(np.linalg.norm(mine))
        if size == 0:
            return {}
        # Subunits act on the same total as their complex.
        sizes = np.linalg.norm(self._effects, axis=0)
        alike = np.abs(mine @ self._effects) >= (1 - _SAME) * size * sizes
        others = self._effects[:, ~alike & (sizes > 0)]
        row, *_ = np.linalg.lstsq(np.column_stack([mine, others]).T, np.eye(1 + others.shape[1])[0], rcond=None)
        left = float(np.abs(row @ others).max(initial=0.0))
        total = row @ weights
        if abs(float(row @ mine) - 1.0) > _SAME or left > _SAME or (total < -_SAME * np.abs(total).max()).any():
            return {}
        least = _SAME * float(total.max())
        return {s: weight for s, weight in zip(species, total.tolist(), strict=True) if weight > least}

    def alone(self, name: str) -> tuple[str, ...]:
        """The states in which what `name` is the abundance of is bound to nothing else that has an abundance."""
        others = {s for other in self._names if other != name for s in self._parts_apart(other, name)}
        return tuple(s for s in self.parts(name) if s not in others)

    def _parts_apart(self, other: str, name: str) -> Mapping[str, float]:
        """The states of another abundance; none if it is that of a subunit of the same thing."""
        if other not in self._known:
            self._known[other] = self.parts(other)
        found = self._known[other]
        return {} if found.keys() == self.parts(name).keys() else found

    def _effect(self, species: tuple[str, ...], weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """By how much of itself each abundance, lowered, lowers each conserved total: one column for each."""
        import numpy as np

        model, defaults = self._model, self._model.defaults()
        whole = model.state_at(0.0)
        before = np.array([whole[s] for s in species])
        columns = []
        for name in self._names:
            less = model.state_at(0.0, {name: defaults[name] * (1 - _STEP)})
            effect = weights @ (before - np.array([less[s] for s in species])) / (_STEP * defaults[name])
            columns.append(np.where(np.abs(effect) > _SAME, effect, 0.0))
        return np.array(columns).T.reshape(len(weights), len(self._names))
